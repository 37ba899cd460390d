import type { Hours } from '../../protocol/house.ts';
import { isOpen, nextOpening } from './opening-hours.ts';
import { MINUTE_MS } from './zone.ts';

/* Promised times are ones that a person would say: a quarter of an hour, inside opening hours. */

/** Every zone of today differs from UTC by whole quarters, so that these are quarters on each clock. */
const QUARTER_MS = 15 * MINUTE_MS;
/** So many openings are looked through for a quarter of an hour that lies in one. */
const OPENINGS = 8;

interface OpenPlace {
  hours: Hours;
  zone: string;
}

export const quarterUp = (at: number): number => Math.ceil(at / QUARTER_MS) * QUARTER_MS;

/** The first quarter of an hour from `at` on at which the place is open; null where it opens no more. */
export function openQuarter({ hours, zone }: OpenPlace, at: number): number | null {
  let from = quarterUp(at);
  for (let i = 0; i < OPENINGS; i++) {
    const openAt = nextOpening(hours, zone, from);
    if (openAt === null) return null;
    from = quarterUp(openAt);
    if (isOpen(hours, zone, from)) return from;
  }
  // Open for minutes at a time, and never at a quarter: then as its door says it.
  return nextOpening(hours, zone, at);
}

/**
 * By when a word left is answered: `waitMs` after the place opens (or after now, while it is open). Where it closes
 * before that, counted from the next opening; where it is open for less than that, at an opening itself.
 */
export function answeredBy(place: OpenPlace, opensAt: number, waitMs: number): number {
  const by = quarterUp(opensAt + waitMs);
  if (isOpen(place.hours, place.zone, by)) return by;
  const again = nextOpening(place.hours, place.zone, by);
  if (again === null) return openQuarter(place, opensAt) ?? by;
  const later = quarterUp(again + waitMs);
  return isOpen(place.hours, place.zone, later) ? later : (openQuarter(place, again) ?? later);
}
