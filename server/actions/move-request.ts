import { refuse } from '../../protocol/refusals.ts';
import { hasEnded, isLive } from '../../protocol/request-state.ts';
import type { ShopperRequest, When } from '../../protocol/requests.ts';
import { BY_HOUSE, HOUSE, placeCard } from '../domain/persona.ts';
import { lifeOf } from '../domain/request/columns.ts';
import { move as moveLife } from '../domain/request/ending.ts';
import type { RequestRow } from '../domain/rows.ts';
import type { Tx } from '../store/store.ts';
import { recountCall } from './count-calls.ts';
import { look } from './look-at-request.ts';
import type { Answered, Ports, ShopperAsking } from './ports.ts';
import { countryOfNumber } from './steps/call-number.ts';
import { type CallPlan, freeSlot, planCall } from './steps/call-plan.ts';
import { endPromise, makePromise } from './steps/promise-row.ts';
import { saveRequest } from './steps/request-row.ts';
import { release, withdrawOffers } from './steps/seat.ts';
import { tellPromise, tellRequest } from './steps/tell.ts';
import { viewFor } from './steps/view-request.ts';

/** Another time for a call, by the shopper's word: the old promise is moved, a new one is made. */
export async function moveRequest(
  ports: Ports,
  asking: ShopperAsking,
  input: { request: string; when: When },
): Promise<Answered<{ request: ShopperRequest }>> {
  const found = await ports.store.read.one('requests', { id: input.request, shopper: asking.id });
  if (!found) return refuse('not_found');
  return ports.store.commit(found.conversation, async (tx): Promise<Answered<{ request: ShopperRequest }>> => {
    await tx.lock(found.conversation);
    const request = await tx.one('requests', { id: input.request, shopper: asking.id });
    if (!request) return refuse('not_found');
    if (isLive(request) || hasEnded(request)) return refuse('not_open');
    if (isSame(request, input.when)) return { ok: true, request: await viewFor(tx, request) };
    const house = await tx.house(request.brand);
    if (!request.asap) await freeSlot(tx, request.brand, request.place, request.dueAt);
    const { language, zone } = request;
    const wish = request.wishes.place ?? null;
    const numberCountry = await countryOfNumber(tx, request);
    const plan = await planCall(tx, house, { when: input.when, language, zone, wish, numberCountry });
    if (!plan.ok) return plan;
    const number = request.contact === null ? null : await tx.one('contacts', { id: request.contact });
    const free = await recountCall(tx, ports.calls, request, number?.value ?? null, plan.dueAt);
    if (!free) return refuse('slot_closed', { field: 'when' });
    const moved = await move(tx, request, plan);
    const current = moved.lookAt !== null && moved.lookAt <= tx.now ? await look(tx, moved) : moved;
    return { ok: true, request: await viewFor(tx, current) };
  });
}

const isSame = (request: RequestRow, when: When): boolean =>
  when.kind === 'slot' && !request.asap && request.dueAt === when.startAt && request.place === when.place;

async function move(tx: Tx, request: RequestRow, plan: CallPlan): Promise<RequestRow> {
  await withdrawOffers(tx, request);
  await release(tx, request);
  await endPromise(tx, request, 'moved', 'shopper');
  const { dueAt, endAt, asap } = plan;
  await tx.append(request.conversation, 'shared', [
    {
      id: tx.id(),
      author: HOUSE,
      by: BY_HOUSE,
      kind: 'moved',
      body: { request: request.id, dueAt, endAt, asap, place: plan.place && placeCard(plan.place) },
    },
  ]);
  const promise = tx.id();
  const place = plan.place?.id ?? request.place;
  const change = moveLife(lifeOf(request), { ...{ dueAt, endAt, asap, promise, place }, lookAt: plan.lookAt });
  const moved = await saveRequest(tx, request, change);
  const row = await makePromise(tx, moved, {
    ...{ dueAt, endAt, asap },
    id: promise,
    kind: 'callback',
    place,
  });
  await tellRequest(tx, moved);
  await tellPromise(tx, row, moved);
  return moved;
}
