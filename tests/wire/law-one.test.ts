import { livedDays } from './law-day.ts';

livedDays(1);
