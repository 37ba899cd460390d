import { type Refusal, refuse } from '../../protocol/refusals.ts';
import type { When } from '../../protocol/requests.ts';
import { answeringPlace, servingPlaces } from '../domain/answering.ts';
import { zonesOfNight } from '../domain/her-zones.ts';
import { speaks } from '../domain/language.ts';
import type { House, PlaceRow } from '../domain/rows.ts';
import { isPromisable, nextCallTime } from '../domain/slot.ts';
import { countryOfZone } from '../domain/telephone.ts';
import type { Tx } from '../store/store.ts';
import { availableFor } from './ask-wave.ts';

/** When a call is promised, and when routing begins to look for somebody. */
export interface CallPlan {
  ok: true;
  place: PlaceRow | null;
  dueAt: number;
  endAt: number | null;
  asap: boolean;
  lookAt: number;
}

export interface CallAsk {
  when: When;
  language: string;
  zone: string;
  wish: string | null;
  /** Of the number that will be rung; null while it is not known. */
  numberCountry: string | null;
}

/** How far ahead times are offered. */
export const SLOT_DAYS = 8;

/**
 * "As soon as possible" is due now, whoever is available, hours or not; when nobody is, from the next opening that
 * is not her night. A slot must be one that may be promised, and is taken here by a conditional write.
 */
export async function planCall(tx: Tx, house: House, ask: CallAsk): Promise<CallPlan | Refusal> {
  return ask.when.kind === 'asap' ? planSoon(tx, house, ask) : planSlot(tx, house, ask, ask.when);
}

async function planSoon(tx: Tx, house: House, ask: CallAsk): Promise<CallPlan> {
  const now = { ...ask, now: tx.now };
  const { free, busy } = await availableFor(tx, house.brand.id);
  const there = [...free, ...busy].filter((row) => speaks(row.languages, ask.language)).map((row) => row.place);
  if (there.length > 0) {
    const place = servingPlaces(house, now).find(({ id }) => there.includes(id)) ?? null;
    return { ok: true, place, dueAt: tx.now, endAt: null, asap: true, lookAt: tx.now };
  }
  const soon = soonest(house, now);
  const dueAt = soon?.at ?? tx.now;
  return {
    ok: true,
    place: soon?.place ?? answeringPlace(house, now)?.place ?? null,
    dueAt,
    endAt: null,
    asap: true,
    lookAt: Math.max(tx.now, dueAt - house.brand.policy.callLeadMs),
  };
}

/**
 * The first moment that is opening time somewhere that serves her language and day with her: at the place she wished
 * for, if it has one, else wherever it comes first, nearest first. Null where the two never meet.
 */
export function soonest(
  house: House,
  ask: Omit<CallAsk, 'when'> & { now: number },
): { place: PlaceRow; at: number } | null {
  const soon = servingPlaces(house, ask).flatMap((place) => {
    const zone = zonesOfNight(ask.zone, ask.numberCountry, place);
    const at = nextCallTime({ notBefore: ask.now, zone, place, policy: house.brand.policy });
    return at === null ? [] : { place, at };
  });
  return soon.find(({ place }) => place.id === ask.wish) ?? soon.sort((a, b) => a.at - b.at)[0] ?? null;
}

async function planSlot(
  tx: Tx,
  house: House,
  ask: CallAsk,
  when: Extract<When, { kind: 'slot' }>,
): Promise<CallPlan | Refusal> {
  const place = servingPlaces(house, { ...ask, now: tx.now }).find((one) => one.id === when.place);
  if (!place) return refuse('slot_closed', { field: 'when' });
  const found = await takeSlot(tx, house, place, ask.zone, when.startAt);
  if (found !== 'open') return refuse(found === 'taken' ? 'slot_taken' : 'slot_closed', { field: 'when' });
  const { policy } = house.brand;
  return {
    ok: true,
    place,
    dueAt: when.startAt,
    endAt: when.startAt + policy.slotMinutes * 60_000,
    asap: false,
    lookAt: Math.max(tx.now, when.startAt - policy.callLeadMs),
  };
}

/** Whose night the offered times keep: hers, or the place's where hers is not told; she chooses one herself. */
export const nightOfSlots = (zone: string, place: PlaceRow): string =>
  countryOfZone(zone) === null ? place.zone : zone;

/** As many calls at once as the place has people. */
export function slotCapacity(house: House, place: string): number {
  const people = [...house.associates.values()].filter((one) => one.place === place && one.disabledAt === null);
  return Math.max(1, people.length);
}

export async function slotsTaken(tx: Pick<Tx, 'all'>, brand: string, place: string): Promise<Map<number, number>> {
  const rows = await tx.all('slots', { brand, place, taken: { gt: 0 } });
  return new Map(rows.map((row) => [row.startAt, row.taken]));
}

async function takeSlot(tx: Tx, house: House, place: PlaceRow, zone: string, startAt: number) {
  const brand = house.brand.id;
  const capacity = slotCapacity(house, place.id);
  const { policy } = house.brand;
  const taken = await slotsTaken(tx, brand, place.id);
  const input = {
    place,
    zone,
    night: nightOfSlots(zone, place),
    policy,
    now: tx.now,
    days: SLOT_DAYS,
    taken,
    capacity,
  };
  const found = isPromisable(input, startAt);
  if (found !== 'open') return found;
  // Somebody may have been faster since.
  if (!(await tx.takeSlot({ brand, place: place.id, startAt, capacity }))) return 'taken';
  return found;
}

/** Gives a slot back when its call is moved or withdrawn. */
export async function freeSlot(tx: Tx, brand: string, place: string | null, startAt: number | null): Promise<void> {
  if (place === null || startAt === null) return;
  const row = await tx.one('slots', { brand, place, startAt });
  if (!row || row.taken === 0) return;
  await tx.update('slots', { brand, place, startAt, taken: row.taken }, { taken: row.taken - 1 });
}
