import type { Random } from '../helpers/random.ts';
import type { City } from './cities.ts';
import { minuteOfDay } from './clock-there.ts';
import { cityFor } from './house.ts';

/** How many write in each hour of their own day: few at night, most in the evening. */
const BY_HOUR = [3, 2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 13, 13, 12, 12, 12, 13, 14, 15, 17, 19, 18, 13, 7];
const MOST = Math.max(...BY_HOUR);

/** So many people over a day, each from a city and at an hour that people of there keep. */
export function arrivals(random: Random, startAt: number, count: number): { at: number; city: City }[] {
  const found: { at: number; city: City }[] = [];
  while (found.length < count) {
    const at = startAt + random.below(86_400) * 1_000;
    const city = cityFor(random);
    const hour = Math.floor(minuteOfDay(city.zone, at) / 60);
    if (random.chance((BY_HOUR[hour] ?? 1) / MOST)) found.push({ at, city });
  }
  return found;
}
