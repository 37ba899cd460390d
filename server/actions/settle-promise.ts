import { UNHELD } from '../../protocol/request-state.ts';
import type { Never } from '../../protocol/there.ts';
import { type Answering, answeringPlace } from '../domain/answering.ts';
import { lifeOf } from '../domain/request/columns.ts';
import { clearNever, markNever } from '../domain/request/seeking.ts';
import { lookAgain } from '../domain/request/while-open.ts';
import type { House, RequestRow } from '../domain/rows.ts';
import type { Tx } from '../store/store.ts';
import type { Ports } from './ports.ts';
import { openPromise, promisedEntry } from './steps/promise-row.ts';
import { saveRequest, touchRequest } from './steps/request-row.ts';
import { withdrawOffers } from './steps/seat.ts';
import { tellPromise, tellRequest } from './steps/tell.ts';

/** What nobody can keep is looked at so seldom; a change of the house looks at it at once. */
const NEVER_LOOK_MS = 6 * 3600_000;

export const neverLookAt = (now: number): number => now + NEVER_LOOK_MS;

/**
 * Whether what was promised can still be kept, or can be again: said to the shopper, and to those who may take it by
 * hand. For a message left or a call that nobody holds; the caller has the conversation's lock.
 */
export async function settlePromise(tx: Tx, request: RequestRow): Promise<RequestRow> {
  const house = await tx.house(request.brand);
  const answering = answeringFor(house, request, tx.now);
  const never = neverOf(request, answering);
  if (never !== null && never === request.never) {
    return touchRequest(tx, request, lookAgain(lifeOf(request), neverLookAt(tx.now)));
  }
  if (never !== null) return cannotBeKept(tx, request, never);
  return request.never === null ? request : canBeKept(tx, request, house, answering);
}

export const answeringFor = (house: House, { language, zone, wishes, place }: RequestRow, now: number): Answering =>
  answeringPlace(house, { language, zone, now, wish: wishes.place ?? place });

/** A call has its time; of a message it is asked whether anybody ever opens, too. */
function neverOf({ kind }: RequestRow, answering: Answering): Never | null {
  if (answering.kind !== 'never') return null;
  return kind === 'left_message' || answering.why === 'language' ? answering.why : null;
}

async function cannotBeKept(tx: Tx, request: RequestRow, never: Never): Promise<RequestRow> {
  // Where no hours are kept, whoever comes may still be asked.
  const nobody = never === 'language';
  if (nobody) await withdrawOffers(tx, request);
  const promise = await openPromise(tx, request);
  const until = nobody ? neverLookAt(tx.now) : null;
  const given = markNever(lifeOf(request), { never, until, undated: request.kind === 'left_message' });
  const next = await saveRequest(tx, request, given);
  await tellRequest(tx, next);
  if (promise) await tellPromise(tx, await tx.update('promises', { id: promise.id }, { place: null }), next);
  return next;
}

async function canBeKept(tx: Tx, request: RequestRow, house: House, answering: Answering): Promise<RequestRow> {
  const next = await saveRequest(tx, request, clearNever(lifeOf(request), whenKept(tx, request, house, answering)));
  const promise = await openPromise(tx, next);
  if (next.kind === 'left_message' && next.place !== null) {
    await tx.append(next.conversation, 'shared', [promisedEntry(tx, next, house.places.get(next.place) ?? null)]);
  }
  await tellRequest(tx, next);
  if (promise) {
    const dueAt = next.dueAt ?? promise.dueAt;
    await tellPromise(tx, await tx.update('promises', { id: promise.id }, { place: next.place, dueAt }), next);
  }
  return next;
}

function whenKept(tx: Tx, request: RequestRow, house: House, answering: Answering): Parameters<typeof clearNever>[1] {
  if (request.kind === 'callback' || answering.kind === 'never') {
    return { lookAt: Math.max(tx.now, (request.dueAt ?? tx.now) - house.brand.policy.callLeadMs) };
  }
  const { place, opensAt, dueAt } = answering;
  return { place: place.id, dueAt, lookAt: Math.max(opensAt, tx.now) };
}

/**
 * The house has changed: whatever of its promises cannot be kept any more, or can again, is settled at once, each
 * under its own lock.
 */
export async function settlePromises(ports: Ports, brand: string): Promise<void> {
  const { store } = ports;
  const unheld = await store.read.all('requests', {
    ...{ brand, kind: ['left_message', 'callback'] },
    state: UNHELD,
  });
  const house = await store.house(brand);
  const changed = unheld.filter((row) => neverOf(row, answeringFor(house, row, store.now())) !== row.never);
  for (const { id, conversation } of changed) {
    await store.commit(conversation, async (tx) => {
      await tx.lock(conversation);
      const request = await tx.one('requests', { id, state: UNHELD });
      if (request) await settlePromise(tx, request);
      return { ok: true };
    });
  }
}
