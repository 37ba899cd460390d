import type { AssociateRow } from '../../server/domain/rows.ts';
import type { Random } from '../helpers/random.ts';
import { offsetOf } from './clock-there.ts';
import type { PlayedHouse } from './house.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When she works: early or late in her boutique's hours, five days of seven; at client services round the clock. */
export function shiftsOf(
  { places }: PlayedHouse,
  row: AssociateRow,
  random: Random,
  startAt: number,
  days: number,
): { fromAt: number; untilAt: number }[] {
  const place = places.get(row.place);
  if (!place) return [];
  const boutique = place.kind === 'boutique';
  const begins = boutique ? (random.chance(0.5) ? 10 : 13) : random.below(24);
  const hours = boutique ? 6 : 8;
  const shifts: { fromAt: number; untilAt: number }[] = [];
  // A day there may have begun before ours, or begin after.
  for (let day = -1; day <= days; day++) {
    if (random.chance(2 / 7)) continue;
    const midnight = startAt + day * DAY_MS - offsetOf(place.zone, startAt) * 60_000;
    const fromAt = midnight + begins * HOUR_MS;
    if (fromAt >= startAt) shifts.push({ fromAt, untilAt: fromAt + hours * HOUR_MS });
  }
  return shifts;
}
