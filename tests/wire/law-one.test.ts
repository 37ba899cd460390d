import { livedDays } from './law-day.ts';

livedDays({ first: 1 });
