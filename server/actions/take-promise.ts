import type { ConsoleAnswers } from '../../protocol/console.ts';
import { refuse } from '../../protocol/refusals.ts';
import { mayTakeOver } from '../../protocol/request-state.ts';
import type { RequestRow } from '../domain/rows.ts';
import { seesPromise } from '../domain/views.ts';
import type { Tx } from '../store/store.ts';
import type { Answered, AssociateAsking, Ports } from './ports.ts';
import { assign } from './steps/assign.ts';
import { cardFor } from './steps/card.ts';
import { release, withdrawOffers } from './steps/seat.ts';

type Taken = ConsoleAnswers['promise.take'];

/**
 * She takes a call or a message left by hand, unasked: whoever sees the promise may, whatever the language. Decided as
 * an accept is, under the conversation's lock and with a seat of hers. From a colleague who has been reminded of it in
 * vain, a manager takes it over. Twice is harmless; refused `already_taken` with the colleague's name, `no_room`, and
 * `not_open` once it has ended.
 */
export async function takePromise(ports: Ports, asking: AssociateAsking, id: string): Promise<Answered<Taken>> {
  const { read } = ports.store;
  const found = await read.one('promises', { id, brand: asking.brand });
  const reader = await read.one('associates', { id: asking.id });
  if (!found || !reader || !seesPromise(reader, found)) return refuse('not_found');
  return ports.store.commit(found.conversation, async (tx): Promise<Answered<Taken>> => {
    await tx.lock(found.conversation);
    const promise = await tx.one('promises', { id, state: 'open' });
    const request = promise && (await tx.one('requests', { id: promise.request }));
    if (!request) return refuse('not_open');
    if (request.holder !== asking.id) {
      if (request.holder !== null && !mayTakeOver(reader, request)) return heldBy(tx, request);
      if (request.state === 'resumed') return refuse('not_open');
      await withdrawOffers(tx, request, asking.id);
      if (!(await tx.takeSeat(asking.id))) return refuse('no_room');
      await release(tx, request);
      await assign(tx, request, asking.id, 'accepted');
    }
    const card = await cardFor(tx, asking.id, request.conversation);
    return card ? { ok: true, card } : refuse('not_found');
  });
}

async function heldBy(tx: Tx, request: RequestRow) {
  const by = (await tx.house(request.brand)).associates.get(request.holder ?? '')?.firstName;
  return refuse('already_taken', by === undefined ? {} : { by });
}
