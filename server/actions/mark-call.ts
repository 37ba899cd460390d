import type { ConsoleAnswers } from '../../protocol/console.ts';
import type { EntryBodies } from '../../protocol/entries.ts';
import { refuse } from '../../protocol/refusals.ts';
import { servingPlaces } from '../domain/answering.ts';
import { zonesOfNight } from '../domain/her-zones.ts';
import { BY_HOUSE, HOUSE, personaOf } from '../domain/persona.ts';
import { lifeOf } from '../domain/request/columns.ts';
import { retry } from '../domain/request/ending.ts';
import type { House, RequestRow } from '../domain/rows.ts';
import { nextCallTime } from '../domain/slot.ts';
import { associateRequest } from '../domain/views.ts';
import type { NewEntry, Tx } from '../store/store.ts';
import type { Answered, AssociateAsking, Ports } from './ports.ts';
import { countryOfNumber } from './steps/call-number.ts';
import { endRequest } from './steps/end-request.ts';
import { leaveMessage } from './steps/leave-message.ts';
import { endPromise, makePromise } from './steps/promise-row.ts';
import { saveRequest } from './steps/request-row.ts';
import { release } from './steps/seat.ts';
import { tellPromise, tellRequest } from './steps/tell.ts';

type Marked = ConsoleAnswers['call.mark'];

/**
 * How a call went, said by its holder. Reached keeps the promise. Not reached is tried again by policy, in the
 * shopper's day and the place's hours; when the tries are spent it becomes a message left.
 */
export async function markCall(
  ports: Ports,
  asking: AssociateAsking,
  input: { request: string; outcome: 'reached' | 'no_answer' },
): Promise<Answered<Marked>> {
  const found = await ports.store.read.one('requests', { id: input.request, brand: asking.brand });
  if (!found) return refuse('not_found');
  return ports.store.commit(found.conversation, async (tx): Promise<Answered<Marked>> => {
    await tx.lock(found.conversation);
    const request = await tx.one('requests', { id: input.request });
    if (!request || (request.holder !== asking.id && request.lastHolder !== asking.id)) return refuse('not_found');
    const house = await tx.house(request.brand);
    if (request.kind !== 'callback' || request.state !== 'assigned' || request.holder !== asking.id) {
      return refuse('not_open');
    }
    const marked =
      input.outcome === 'reached' ? await reached(tx, house, request) : await notReached(tx, house, request);
    return { ok: true, request: associateRequest(house, marked, asking.id, null) };
  });
}

async function reached(tx: Tx, house: House, request: RequestRow): Promise<RequestRow> {
  await tx.append(request.conversation, 'shared', [
    calledEntry(tx, house, request, { outcome: 'reached', nextAt: null }),
  ]);
  return endRequest(tx, request, 'reached');
}

async function notReached(tx: Tx, house: House, request: RequestRow): Promise<RequestRow> {
  const nextAt = nextTryAt(house, request, tx.now, await countryOfNumber(tx, request));
  const called = calledEntry(tx, house, request, { outcome: 'no_answer', nextAt });
  if (nextAt === null) {
    await endPromise(tx, request, 'given_up', 'tries spent');
    await leaveMessage(tx, request, { entries: [called] });
    return (await tx.one('requests', { id: request.id })) ?? request;
  }
  await endPromise(tx, request, 'moved', 'no answer');
  await release(tx, request);
  await tx.append(request.conversation, 'shared', [called]);
  const promise = tx.id();
  const to = { place: request.place, dueAt: nextAt, endAt: null, asap: false };
  const lookAt = Math.max(tx.now, nextAt - house.brand.policy.callLeadMs);
  const later = await saveRequest(tx, request, retry(lifeOf(request), { ...to, promise, lookAt }));
  // Whoever rang is asked first for the next try: until then it stands among what she owes.
  const row = await makePromise(tx, later, { ...to, id: promise, kind: 'callback', holder: request.holder });
  await tellRequest(tx, later);
  await tellPromise(tx, row, later);
  return later;
}

/** Null when the tries are spent, or the house never opens in the shopper's day. */
function nextTryAt(house: House, request: RequestRow, now: number, numberCountry: string | null): number | null {
  const waitMs = house.brand.policy.retryMs[request.tries];
  if (waitMs === undefined) return null;
  const { language, zone } = request;
  const place = house.places.get(request.place ?? '') ?? servingPlaces(house, { language, zone, now })[0];
  if (!place) return null;
  return nextCallTime({
    notBefore: now + waitMs,
    zone: zonesOfNight(zone, numberCountry, place),
    place,
    policy: house.brand.policy,
  });
}

/** Names the associate who rang: she may hold it no more when it is read. */
function calledEntry(
  tx: Tx,
  house: House,
  request: RequestRow,
  how: Pick<EntryBodies['called'], 'outcome' | 'nextAt'>,
): NewEntry {
  const associate = personaOf(house, request.holder);
  const body = { request: request.id, ...how, ...(associate ? { associate } : {}) };
  return { id: tx.id(), author: HOUSE, by: BY_HOUSE, kind: 'called', body };
}
