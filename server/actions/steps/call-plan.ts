import { type Refusal, refuse } from '../../../protocol/refusals.ts';
import type { When } from '../../../protocol/requests.ts';
import { servingPlaces } from '../../domain/answering.ts';
import type { House, PlaceRow } from '../../domain/rows.ts';
import { isPromisable } from '../../domain/slot.ts';
import { countryOfZone } from '../../domain/telephone.ts';
import { soonestCall, suitsNow } from '../../domain/there.ts';
import type { Tx } from '../../store/store.ts';
import { availableFor, staffFor } from './available.ts';

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
 * "As soon as possible" is due now, whoever is available, hours or not; when nobody is, from the next quarter of an
 * hour that is opening time and not her night. Refused `no_time` where no time of day suits both, or nobody of the
 * house speaks her language. A slot must be one that may be promised, and is taken here by a conditional write.
 */
export async function planCall(tx: Tx, house: House, ask: CallAsk): Promise<CallPlan | Refusal> {
  return ask.when.kind === 'asap' ? planSoon(tx, house, ask) : planSlot(tx, house, ask, ask.when);
}

async function planSoon(tx: Tx, house: House, ask: CallAsk): Promise<CallPlan | Refusal> {
  const asking = { ...ask, now: tx.now };
  const staff = staffFor(await availableFor(tx, house, { ...ask, place: ask.wish }));
  const soon = soonestCall(house, asking, staff);
  if (soon.kind === 'never') return refuse('no_time', { field: 'when' });
  const { place, at } = soon;
  // Somebody who comes while it is day with both need not wait for the quarter.
  const now = soon.kind === 'now' || suitsNow(house, place, asking);
  const lookAt = now ? tx.now : Math.max(tx.now, at - house.brand.policy.callLeadMs);
  return { ok: true, place, dueAt: at, endAt: null, asap: true, lookAt };
}

async function planSlot(
  tx: Tx,
  house: House,
  ask: CallAsk,
  when: Extract<When, { kind: 'slot' }>,
): Promise<CallPlan | Refusal> {
  const serving = servingPlaces(house, { ...ask, now: tx.now });
  if (serving.length === 0) return refuse('no_time', { field: 'when' });
  const place = serving.find((one) => one.id === when.place);
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
