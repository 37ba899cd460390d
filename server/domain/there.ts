import type { Never, There } from '../../protocol/there.ts';
import { type Asking, answeringPlace, isPlaceOpen, servingPlaces } from './answering.ts';
import { zonesOfNight } from './her-zones.ts';
import { nextDay } from './night.ts';
import { nextOpening } from './opening-hours.ts';
import { placeCard } from './persona.ts';
import { openQuarter, quarterUp } from './quarter.ts';
import type { House, PlaceRow } from './rows.ts';
import { CALL_WITHIN_MS, nextCallTime } from './slot.ts';

/** What is known of those who speak her language: somebody can be rung, each is with a client, none is here. */
export type Staff = { kind: 'free' | 'with_clients'; places: readonly string[] } | { kind: 'none' | 'untold' };

/** Who is there for a live chat; `at` is by when a word left now is answered, for a closed place when it opens. */
export function thereToWrite(house: House, asking: Asking, staff: Staff): There {
  if (staff.kind === 'free') return { kind: 'free' };
  const answering = answeringPlace(house, asking);
  // Which languages a house speaks tells nothing of who is there.
  if (staff.kind === 'untold' && !(answering.kind === 'never' && answering.why === 'language'))
    return { kind: 'untold' };
  if (answering.kind === 'never') return answering;
  const place = placeCard(answering.place);
  const { opensAt, dueAt } = answering;
  if (staff.kind === 'with_clients') return { kind: 'with_clients', place, at: dueAt };
  if (opensAt <= asking.now) return { kind: 'nobody_here', place, at: dueAt };
  return { kind: 'closed', place, at: openQuarter(answering.place, opensAt) ?? dueAt };
}

/** Who asks to be called; the country of her number, once it is known. */
interface CallAsking extends Asking {
  numberCountry?: string | null;
}

/** When "as soon as possible" is: now, for whoever is here; else from the first hour that suits both; or never. */
export type Soon = { kind: 'now' | 'from'; place: PlaceRow; at: number } | { kind: 'never'; why: Never };

/**
 * A call as soon as possible: hours or not while somebody who speaks her language is here; when nobody is, from the
 * first quarter of an hour that is opening time somewhere and day with her.
 */
export function soonestCall(house: House, asking: CallAsking, staff: Staff): Soon {
  const serving = servingPlaces(house, asking);
  if ('places' in staff) {
    const place = serving.find(({ id }) => staff.places.includes(id));
    if (place) return { kind: 'now', place, at: asking.now };
  }
  const { policy } = house.brand;
  let first: { place: PlaceRow; at: number } | null = null;
  // Boutiques mostly share their hours: what was looked for once is not looked for again.
  const known = new Map<string, number | null>();
  for (const place of serving) {
    const alike = `${place.zone} ${JSON.stringify(place.hours)}`;
    const found = known.get(alike);
    const zone = nightFor(asking, place);
    const at = found === undefined ? nextCallTime({ notBefore: asking.now, zone, place, policy }) : found;
    known.set(alike, at);
    if (at === null) continue;
    // The place she named, wherever it lies; of the others the first in time, nearest first.
    if (place.id === asking.wish) return { kind: 'from', place, at };
    if (!first || at < first.at) first = { place, at };
  }
  return first ? { kind: 'from', ...first } : { kind: 'never', why: whyNever(serving, asking.now) };
}

function whyNever(serving: readonly PlaceRow[], now: number): Never {
  if (serving.length === 0) return 'language';
  const opens = serving.some((place) => {
    const openAt = nextOpening(place.hours, place.zone, now);
    return openAt !== null && openAt <= now + CALL_WITHIN_MS;
  });
  return opens ? 'night' : 'hours';
}

/** Who is there for a call as soon as possible; `at` is from when it comes. */
export function thereToCall(house: House, asking: CallAsking, staff: Staff): There {
  const soon = soonestCall(house, asking, staff);
  if (soon.kind === 'never') return soon;
  const place = placeCard(soon.place);
  if (soon.kind === 'now') {
    return staff.kind === 'free' ? { kind: 'free' } : { kind: 'with_clients', place, at: quarterUp(soon.at) };
  }
  if (!isPlaceOpen(soon.place, asking.now)) return { kind: 'closed', place, at: soon.at };
  // A house that does not say who is there does not say that nobody is.
  return staff.kind === 'untold' ? { kind: 'untold' } : { kind: 'nobody_here', place, at: soon.at };
}

/** Whether it is opening time there and day with her: somebody who comes may ring her at once. */
export const suitsNow = (house: House, place: PlaceRow, asking: CallAsking): boolean =>
  isPlaceOpen(place, asking.now) && nextDay(nightFor(asking, place), asking.now, house.brand.policy) === asking.now;

const nightFor = ({ zone, numberCountry }: CallAsking, place: PlaceRow) =>
  zonesOfNight(zone, numberCountry ?? null, place);
