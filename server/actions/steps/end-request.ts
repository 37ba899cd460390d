import { BY_HOUSE, HOUSE } from '../../domain/persona.ts';
import { lifeOf } from '../../domain/request/columns.ts';
import { end } from '../../domain/request/ending.ts';
import type { RequestRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';
import { endPromise } from './promise-row.ts';
import { saveRequest } from './request-row.ts';
import { release, withdrawOffers } from './seat.ts';
import { tellRequest } from './tell.ts';

/** A request comes to its end: offers are withdrawn, the seat is free, a message's promise was kept. */
export async function endRequest(
  tx: Tx,
  request: RequestRow,
  cause: 'holder' | 'quiet' | 'reached',
): Promise<RequestRow> {
  await withdrawOffers(tx, request);
  await release(tx, request);
  await endPromise(tx, request, 'kept', cause);
  await tx.append(request.conversation, 'shared', [
    { id: tx.id(), author: HOUSE, by: BY_HOUSE, kind: 'done', body: { request: request.id, cause } },
  ]);
  const ended = await saveRequest(tx, request, end(lifeOf(request), tx.now));
  await tellRequest(tx, ended);
  return ended;
}
