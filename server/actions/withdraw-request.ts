import { refuse } from '../../protocol/refusals.ts';
import { hasEnded } from '../../protocol/request-state.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import { BY_HOUSE, HOUSE } from '../domain/persona.ts';
import { lifeOf } from '../domain/request/columns.ts';
import { withdraw as takeBack } from '../domain/request/ending.ts';
import type { RequestRow } from '../domain/rows.ts';
import type { Tx } from '../store/store.ts';
import type { Answered, Ports, ShopperAsking } from './ports.ts';
import { freeSlot } from './steps/call-plan.ts';
import { endPromise } from './steps/promise-row.ts';
import { saveRequest } from './steps/request-row.ts';
import { release, withdrawOffers } from './steps/seat.ts';
import { tellRequest } from './steps/tell.ts';
import { viewFor } from './steps/view-request.ts';

/** The shopper takes her ask back; from any state but done. Withdrawing twice is harmless. */
export async function withdrawRequest(
  ports: Ports,
  asking: ShopperAsking,
  id: string,
): Promise<Answered<{ request: ShopperRequest }>> {
  const found = await ports.store.read.one('requests', { id, shopper: asking.id });
  if (!found) return refuse('not_found');
  return ports.store.commit(found.conversation, async (tx): Promise<Answered<{ request: ShopperRequest }>> => {
    await tx.lock(found.conversation);
    const request = await tx.one('requests', { id, shopper: asking.id });
    if (!request) return refuse('not_found');
    if (request.state === 'withdrawn') return { ok: true, request: await viewFor(tx, request) };
    if (hasEnded(request)) return refuse('not_open');
    return { ok: true, request: await viewFor(tx, await withdraw(tx, request)) };
  });
}

/** Callers hold the conversation's lock. `cause` is who took it back: she herself, or her wish to be forgotten. */
export async function withdraw(
  tx: Tx,
  request: RequestRow,
  cause: 'shopper' | 'erased' = 'shopper',
): Promise<RequestRow> {
  await withdrawOffers(tx, request);
  await release(tx, request);
  await endPromise(tx, request, 'withdrawn', cause);
  if (!request.asap) await freeSlot(tx, request.brand, request.place, request.dueAt);
  await tx.append(request.conversation, 'shared', [
    {
      id: tx.id(),
      author: HOUSE,
      by: BY_HOUSE,
      kind: 'withdrawn',
      body: { request: request.id, kind: request.kind },
    },
  ]);
  const ended = await saveRequest(tx, request, takeBack(lifeOf(request), tx.now));
  await tellRequest(tx, ended);
  return ended;
}
