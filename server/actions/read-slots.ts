import type { Slots } from '../../protocol/http.ts';
import { refuse } from '../../protocol/refusals.ts';
import { servingPlaces } from '../domain/answering.ts';
import { NO_ZONE } from '../domain/her-zones.ts';
import { speaks } from '../domain/language.ts';
import { placeCard } from '../domain/persona.ts';
import type { House, PlaceRow } from '../domain/rows.ts';
import { type SlotDay, slotsOf } from '../domain/slot.ts';
import { shownNumber } from '../domain/telephone.ts';
import { availableFor } from './ask-wave.ts';
import { nightOfSlots, SLOT_DAYS, slotCapacity, slotsTaken, soonest } from './call-plan.ts';
import type { Answered, Ports } from './ports.ts';

export interface SlotsAsk {
  brand: string;
  place?: string | undefined;
  language?: string | undefined;
  zone?: string | undefined;
}

/**
 * The times that may be promised, by days of her own calendar: from the place asked for, if it serves her language,
 * else from the nearest that has any. What is promised is decided again when it is asked for.
 */
export async function readSlots(ports: Ports, ask: SlotsAsk): Promise<Answered<Slots>> {
  const { store } = ports;
  if (!(await store.read.one('brands', { id: ask.brand }))) return refuse('not_found');
  const house = await store.house(ask.brand);
  const asked = { language: ask.language ?? house.brand.language, zone: ask.zone ?? NO_ZONE, now: store.now() };
  const serving = servingPlaces(house, asked);
  const wished = serving.find((place) => place.id === ask.place);
  const found = wished ? { place: wished, days: await daysAt(ports, house, wished, asked) } : null;
  const chosen = found ?? (await nearestWithDays(ports, house, serving, asked));
  if (!chosen) return refuse('not_found');
  const { place, days } = chosen;
  return {
    ok: true,
    place: placeCard(place),
    places: serving.filter((one) => one !== place).map(placeCard),
    days: days.map(({ date, slots }) => ({ date, slots: slots.map(({ startAt, endAt }) => ({ startAt, endAt })) })),
    asapAt: await soonFor(ports, house, asked, ask.place ?? null),
    callsFrom: place.number === null ? null : shownNumber(place.number),
  };
}

interface Asked {
  language: string;
  zone: string;
  now: number;
}

async function nearestWithDays(ports: Ports, house: House, serving: readonly PlaceRow[], asked: Asked) {
  let nearest: { place: PlaceRow; days: SlotDay[] } | null = null;
  for (const place of serving) {
    const days = await daysAt(ports, house, place, asked);
    if (days.length > 0) return { place, days };
    nearest ??= { place, days };
  }
  return nearest;
}

async function daysAt(ports: Ports, house: House, place: PlaceRow, { zone, now }: Asked): Promise<SlotDay[]> {
  const { read } = ports.store;
  const taken = await slotsTaken(read, house.brand.id, place.id);
  const capacity = slotCapacity(house, place.id);
  const { policy } = house.brand;
  return slotsOf({ place, zone, night: nightOfSlots(zone, place), policy, now, days: SLOT_DAYS, taken, capacity });
}

/** When "as soon as possible" would be; null is now. The same as it would be promised. */
async function soonFor(ports: Ports, house: House, asked: Asked, wish: string | null): Promise<number | null> {
  const { read } = ports.store;
  const { free, busy } = await availableFor({ all: read.all.bind(read), now: asked.now }, house.brand.id);
  if ([...free, ...busy].some((row) => speaks(row.languages, asked.language))) return null;
  const soon = soonest(house, { ...asked, wish, numberCountry: null });
  return soon && soon.at > asked.now ? soon.at : null;
}
