import type { ConsoleAnswers } from '../../protocol/console.ts';
import { ANSWERED } from '../../protocol/entry-kinds.ts';
import { refuse } from '../../protocol/refusals.ts';
import { isInHand, isLive } from '../../protocol/request-state.ts';
import { associateRequest } from '../domain/views.ts';
import type { Answered, AssociateAsking, Ports } from './ports.ts';
import { endRequest } from './steps/end-request.ts';

type Done = ConsoleAnswers['request.done'];

/**
 * The holder says that a talk is done; to a resumed one, that there is nothing to add. Refused `new_words` when the
 * shopper has spoken past `seen`. Calls end by their outcome instead (`call.mark`).
 */
export async function markDone(
  ports: Ports,
  asking: AssociateAsking,
  input: { request: string; seen: number },
): Promise<Answered<Done>> {
  const found = await ports.store.read.one('requests', { id: input.request, brand: asking.brand });
  if (!found) return refuse('not_found');
  return ports.store.commit(found.conversation, async (tx): Promise<Answered<Done>> => {
    await tx.lock(found.conversation);
    const request = await tx.one('requests', { id: input.request });
    if (!request) return refuse('not_found');
    const mine = request.holder === asking.id || (request.holder === null && request.lastHolder === asking.id);
    if (!mine) return refuse('not_found');
    const house = await tx.house(request.brand);
    if (request.state === 'done') return { ok: true, request: associateRequest(house, request, asking.id, null) };
    if (!isLive(request) || !isInHand(request)) return refuse('not_open');
    const unseen = await tx.one('entries', {
      conversation: request.conversation,
      log: 'shared',
      author: request.shopper,
      kind: ANSWERED,
      seq: { gt: input.seen },
    });
    if (unseen) return refuse('new_words');
    const done = await endRequest(tx, request, 'holder');
    return { ok: true, request: associateRequest(house, done, asking.id, null) };
  });
}
