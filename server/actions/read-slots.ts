import type { Slots } from '../../protocol/http.ts';
import { refuse } from '../../protocol/refusals.ts';
import { type Asking, servingPlaces } from '../domain/answering.ts';
import { NO_ZONE } from '../domain/her-zones.ts';
import { placeCard } from '../domain/persona.ts';
import type { House, PlaceRow } from '../domain/rows.ts';
import { type SlotDay, slotsOf } from '../domain/slot.ts';
import { type Staff, thereToCall } from '../domain/there.ts';
import type { Answered, Ports } from './ports.ts';
import { readerAt } from './read-presence.ts';
import { availableFor, staffFor } from './steps/available.ts';
import { nightOfSlots, SLOT_DAYS, slotCapacity, slotsTaken } from './steps/call-plan.ts';

/** So many places are looked through for one with times of its own, nearest first. */
const PLACES_TRIED = 12;

export interface SlotsAsk {
  brand: string;
  place?: string | undefined;
  language?: string | undefined;
  zone?: string | undefined;
}

/**
 * The times that may be promised, by days of the shopper's own calendar: from the place asked for, if it serves her
 * language, else from the nearest that has any. What is promised is decided again when it is asked for.
 */
export async function readSlots(ports: Ports, ask: SlotsAsk): Promise<Answered<Slots>> {
  const { store } = ports;
  if (!(await store.read.one('brands', { id: ask.brand }))) return refuse('not_found');
  const house = await store.house(ask.brand);
  const language = ask.language ?? house.brand.language;
  const asking = { language, zone: ask.zone ?? NO_ZONE, now: store.now(), wish: ask.place ?? null };
  const serving = servingPlaces(house, asking);
  const { place, days } = await placeWithDays(ports, house, serving, asking);
  return {
    ok: true,
    place: place && placeCard(place),
    places: serving.filter((one) => one !== place).map(placeCard),
    days: days.map(({ date, slots }) => ({ date, slots: slots.map(({ startAt, endAt }) => ({ startAt, endAt })) })),
    asap: thereToCall(house, asking, await staffAt(ports, house, asking)),
  };
}

/** The place that the shopper named, whatever it has; else the first that has times; else the first. */
async function placeWithDays(ports: Ports, house: House, serving: readonly PlaceRow[], asking: Asking) {
  const [first] = serving;
  const tried = first && first.id === asking.wish ? [first] : serving.slice(0, PLACES_TRIED);
  for (const place of tried) {
    const days = await daysAt(ports, house, place, asking);
    if (days.length > 0) return { place, days };
  }
  return { place: first ?? null, days: [] };
}

async function daysAt(ports: Ports, house: House, place: PlaceRow, { zone, now }: Asking): Promise<SlotDay[]> {
  const { read } = ports.store;
  const taken = await slotsTaken(read, house.brand.id, place.id);
  const capacity = slotCapacity(house, place.id);
  const { policy } = house.brand;
  return slotsOf({ place, zone, night: nightOfSlots(zone, place), policy, now, days: SLOT_DAYS, taken, capacity });
}

/** Who is there, unless the house keeps that to itself: then only its hours are told. */
async function staffAt(ports: Ports, house: House, { language, zone, now }: Asking): Promise<Staff> {
  if (!house.brand.policy.presence) return { kind: 'untold' };
  return staffFor(await availableFor(readerAt(ports, now), house, { language, zone }));
}
