import { type Ask, changesTo, newRequest } from '../../domain/request/columns.ts';
import type { Change, Life } from '../../domain/request/life.ts';
import type { RequestRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';
import { tellRequest } from './tell.ts';

/* The one place where the life of a request is written down; domain/request/ decides it. */

/** A new request; the caller tells it. */
export const insertRequest = (tx: Tx, ask: Ask, begun: Change): Promise<RequestRow> =>
  tx.insert('requests', newRequest(ask, lifeIn(ask, begun)));

/**
 * What a transition has made of it, with a new version: the caller tells it. Whoever changed it meanwhile makes the whole be
 * decided again. A refusal is an expected no of the caller's; whoever has not asked for it meets a fault.
 */
export const saveRequest = (tx: Tx, row: RequestRow, change: Change): Promise<RequestRow> =>
  tx.update('requests', { id: row.id, version: row.version }, changesTo(row, lifeIn(row, change)));

/** The same without a new version: what nobody sees is told to nobody. Of a row that has changed meanwhile nothing is written. */
export async function touchRequest(
  tx: Tx,
  row: RequestRow,
  change: Change,
  where: Pick<RequestRow, 'id'> & Partial<RequestRow> = { id: row.id, version: row.version },
): Promise<RequestRow> {
  const changes = changesTo(row, lifeIn(row, change));
  if (Object.keys(changes).length > 0) await tx.touch('requests', where as { id: string }, changes);
  return { ...row, ...changes };
}

/** Nothing new is asked of anybody. `known`: others know it as it stands, so that what stays as it is need not be told. */
export async function goOn(tx: Tx, row: RequestRow, change: Change, known = true): Promise<RequestRow> {
  if (known && lifeIn(row, change).state === row.state) return touchRequest(tx, row, change);
  const next = await saveRequest(tx, row, change);
  await tellRequest(tx, next);
  return next;
}

/** What an associate holds is looked at now. */
export async function lookAtHeldNow(
  tx: Tx,
  which: Partial<Pick<RequestRow, 'away'>> & { holder: string; kind?: readonly RequestRow['kind'][] },
): Promise<void> {
  await tx.touch('requests', { ...which, state: 'assigned' }, { lookAt: tx.now });
}

/** It is looked at then, if not before. */
export async function lookNoLater(tx: Tx, id: string, lookAt: number): Promise<void> {
  await tx.touch('requests', { id, lookAt: { gt: lookAt } }, { lookAt });
}

function lifeIn({ id }: Pick<RequestRow, 'id'>, change: Change): Life {
  if (change.ok) return change.life;
  throw new Error(`request ${id} cannot become what it was to become: ${change.why}`);
}
