import type { Policy } from '../../protocol/house.ts';
import { speaks } from './language.ts';
import { nearestPlaces } from './nearest-place.ts';
import { isOpen, nextOpening } from './opening-hours.ts';
import type { House, PlaceRow } from './rows.ts';

export interface Answering {
  place: PlaceRow;
  /** When it is open next; now, if it is. */
  opensAt: number;
}

/** Places that could serve this language, nearest first; never an atelier, never a closed-down place. */
export function servingPlaces(house: House, input: { language: string; zone: string; now: number }): PlaceRow[] {
  const staffed = new Set<string>();
  for (const associate of house.associates.values()) {
    if (associate.disabledAt === null && speaks(associate.languages, input.language)) staffed.add(associate.place);
  }
  const all = [...house.places.values()].filter((place) => place.kind !== 'atelier' && place.closedAt === null);
  const serving = all.filter((place) => staffed.has(place.id));
  return nearestPlaces(serving.length > 0 ? serving : all, input.zone, input.now);
}

/**
 * Who answers when nobody can now: the place asked for, else the first to be open, nearest first. Null only for
 * a house whose places never open.
 */
export function answeringPlace(
  house: House,
  input: { language: string; zone: string; now: number; wish: string | null },
): Answering | null {
  const answering: Answering[] = [];
  for (const place of servingPlaces(house, input)) {
    const opensAt = nextOpening(place.hours, place.zone, input.now);
    if (opensAt !== null) answering.push({ place, opensAt });
  }
  const wished = answering.find(({ place }) => place.id === input.wish);
  return wished ?? answering.sort((a, b) => a.opensAt - b.opensAt)[0] ?? null;
}

/** A message left is due one hour after the next opening. */
export const messageDueAt = (answering: Answering, policy: Policy): number => answering.opensAt + policy.messageDueMs;

export const isPlaceOpen = (place: PlaceRow, now: number): boolean => isOpen(place.hours, place.zone, now);
