import { BY_HOUSE, HOUSE, persona } from '../../domain/persona.ts';
import { lifeOf } from '../../domain/request/columns.ts';
import { hold, transfer } from '../../domain/request/in-hand.ts';
import type { RequestRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';
import { tellCard } from './card.ts';
import { holdPromise } from './promise-row.ts';
import { saveRequest } from './request-row.ts';
import { tellAvailability, tellRequest } from './tell.ts';

/** So many associates of a thread hear it live; older ones read it when they open it. */
const AUDIENCE = 20;

/**
 * Makes somebody the holder, instead of whoever was; the caller has taken her seat. The thread comes to all her devices.
 * `accepted` is said in the log, an answer to a resumed thread is not: it is quiet.
 */
export async function assign(
  tx: Tx,
  request: RequestRow,
  associate: string,
  how: 'accepted' | 'resumed',
): Promise<RequestRow> {
  const house = await tx.house(request.brand);
  const row = house.associates.get(associate);
  await tx.insert('assignments', {
    id: tx.id(),
    brand: request.brand,
    request: request.id,
    conversation: request.conversation,
    associate,
    fromAt: tx.now,
    untilAt: null,
    cause: how,
  });
  const thread = await tx.one('conversations', { id: request.conversation });
  const audience = [...(thread?.audience ?? []).filter((id) => id !== associate), associate].slice(-AUDIENCE);
  await tx.update('conversations', { id: request.conversation }, { audience });
  // "As soon as possible" comes from wherever she is.
  const soon = request.kind === 'callback' && request.asap;
  const take = request.state === 'assigned' ? transfer : hold;
  const holding = take(lifeOf(request), {
    ...{ holder: associate, now: tx.now, patience: { kind: request.kind, policy: house.brand.policy } },
    place: (soon ? (row?.place ?? request.place) : (request.place ?? row?.place)) ?? null,
  });
  const assigned = await saveRequest(tx, request, holding);
  if (how === 'accepted' && row) {
    await tx.append(request.conversation, 'shared', [
      {
        id: tx.id(),
        author: HOUSE,
        by: BY_HOUSE,
        kind: 'assigned',
        body: { request: request.id, associate: persona(house, row) },
      },
    ]);
  }
  await tx.touch('associates', { id: associate }, { missed: 0, askedAt: null });
  await holdPromise(tx, assigned);
  await tellRequest(tx, assigned);
  await tellAvailability(tx, associate);
  await tellCard(tx, associate, assigned.conversation);
  return assigned;
}
