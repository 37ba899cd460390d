import { nearestPlaces } from './nearest-place.ts';
import { isOpen, nextOpening } from './opening-hours.ts';
import { answeredBy } from './quarter.ts';
import type { House, PlaceRow } from './rows.ts';
import { speakersOf } from './speakers.ts';
import { MINUTE_MS, QUARTER_MS } from './zone.ts';

/** Which shopper asks: her language and zone, and the place that she or her page has named. */
export interface Asking {
  language: string;
  zone: string;
  now: number;
  wish?: string | null;
}

/**
 * Places with somebody who speaks this language, in the order in which they are named to her: the one she or her page
 * has named, her nearest open one, then by nearness; client services last. Never an atelier, never a place that is
 * closed down; empty when nobody of the house speaks the language.
 */
export function servingPlaces(house: House, { language, zone, now, wish }: Asking): PlaceRow[] {
  const staffed = speakersOf(house, language);
  const near = placesNear(house, zone, now).filter(
    (place) => place.kind !== 'atelier' && place.closedAt === null && staffed.has(place.id),
  );
  const open = near.find((place) => place.kind === 'boutique' && isPlaceOpen(place, now));
  const rank = (place: PlaceRow): number => {
    if (place.id === wish) return 0;
    if (place === open) return 1;
    return place.kind === 'client_services' ? 3 : 2;
  };
  return near.sort((a, b) => rank(a) - rank(b));
}

/** Within a quarter of an hour no clock changes, and what was found holds. */
const NEAR = new WeakMap<House, { quarter: number; zones: Map<string, PlaceRow[]> }>();
const ZONES_KEPT = 256;

function placesNear(house: House, zone: string, now: number): PlaceRow[] {
  const quarter = Math.floor(now / QUARTER_MS);
  let near = NEAR.get(house);
  if (near?.quarter !== quarter || near.zones.size >= ZONES_KEPT) {
    near = { quarter, zones: new Map() };
    NEAR.set(house, near);
  }
  const known = near.zones.get(zone) ?? nearestPlaces([...house.places.values()], zone, now);
  near.zones.set(zone, known);
  return known;
}

/** Who answers a word that is left now, and by when; or why nobody can be named. */
export type Answering =
  | {
      kind: 'promised';
      place: PlaceRow;
      /** When it is open next; now, if it is. */
      opensAt: number;
      dueAt: number;
    }
  | { kind: 'never'; why: 'hours' | 'language' };

/**
 * Who answers when nobody can now: the place asked for, else the first to be open, in the order in which they are
 * named to her. Nothing is promised that no living person may take.
 */
export function answeringPlace(house: House, asking: Asking): Answering {
  const serving = servingPlaces(house, asking);
  if (serving.length === 0) return { kind: 'never', why: 'language' };
  const first = firstToOpen(serving, asking);
  if (!first) return { kind: 'never', why: 'hours' };
  const { place, opensAt } = first;
  return { kind: 'promised', place, opensAt, dueAt: answeredBy(place, opensAt, house.brand.policy.messageDueMs) };
}

/** The place that was named, if it opens; else the first to open: none is earlier than one that is open now. */
function firstToOpen(serving: readonly PlaceRow[], { now, wish }: Asking): { place: PlaceRow; opensAt: number } | null {
  let first: { place: PlaceRow; opensAt: number } | null = null;
  for (const place of serving) {
    const opensAt = nextOpening(place.hours, place.zone, now);
    if (opensAt === null) continue;
    if (!first || opensAt < first.opensAt) first = { place, opensAt };
    // The named one stands first of all.
    if (place.id === wish || opensAt <= now) break;
  }
  return first;
}

/** Hours are written in minutes: what was found holds for the minute. */
const OPEN = new WeakMap<PlaceRow, { minute: number; open: boolean }>();

export function isPlaceOpen(place: PlaceRow, now: number): boolean {
  const minute = Math.floor(now / MINUTE_MS);
  const known = OPEN.get(place);
  if (known?.minute === minute) return known.open;
  const open = isOpen(place.hours, place.zone, now);
  OPEN.set(place, { minute, open });
  return open;
}
