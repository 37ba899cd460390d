import type { Never } from '../../../protocol/there.ts';
import { lifeOf } from '../../domain/request/columns.ts';
import { goOnAs, turn } from '../../domain/request/ending.ts';
import type { RequestRow } from '../../domain/rows.ts';
import type { NewEntry, Tx } from '../../store/store.ts';
import { answeringFor, neverLookAt } from '../settle-promise.ts';
import { endPromise, makePromise, promisedEntry } from './promise-row.ts';
import { insertRequest, saveRequest } from './request-row.ts';
import { release, withdrawOffers } from './seat.ts';
import { tellPromise, tellRequest } from './tell.ts';

export interface Becoming {
  /** The new request's id: the shopper's where she asked for it, else one of ours. */
  id?: string;
  /** Further entries for the same append, after the turn and before the promise. */
  entries?: NewEntry[];
}

/**
 * A live request, or a call that was never answered, becomes a message left: a promise due one hour after the next
 * opening of the place that will answer, offered from the moment it opens. Where no hour can
 * be said nothing is promised; where nobody of the house can answer, it waits to be taken by hand. Gives the new request.
 */
export async function leaveMessage(tx: Tx, request: RequestRow, becoming: Becoming = {}): Promise<RequestRow> {
  const house = await tx.house(request.brand);
  const answering = answeringFor(house, request, tx.now);
  const id = becoming.id ?? tx.id();
  const before = becoming.entries ?? [];
  if (answering.kind === 'never') {
    // Where no hours are kept, whoever comes is asked.
    const lookAt = answering.why === 'language' ? neverLookAt(tx.now) : tx.now + 1_000;
    const to = { dueAt: null, place: null, never: answering.why, lookAt };
    const turned = await turnInto(tx, request, id, { kind: 'left_message', ...to });
    await tx.append(request.conversation, 'shared', before);
    return turned;
  }
  const { place, dueAt, opensAt } = answering;
  const lookAt = Math.max(opensAt, tx.now + 1_000);
  const turned = await turnInto(tx, request, id, { kind: 'left_message', dueAt, place: place.id, lookAt });
  await tx.append(request.conversation, 'shared', [...before, promisedEntry(tx, turned, place)]);
  return turned;
}

export interface TurnTo {
  kind: 'callback' | 'left_message';
  /** Null where no time can be said. */
  dueAt: number | null;
  endAt?: number | null;
  asap?: boolean;
  place: string | null;
  never?: Never;
  lookAt: number;
  contact?: string | null;
  name?: string | null;
  notice?: string;
}

/** Ends one request as turned and opens the other with its promise, in one breath. */
export async function turnInto(tx: Tx, request: RequestRow, id: string, to: TurnTo): Promise<RequestRow> {
  await withdrawOffers(tx, request);
  await release(tx, request);
  // A message left that becomes a call: what was owed is owed by the call now.
  await endPromise(tx, request, 'moved', 'turned');
  const turned = turn(lifeOf(request), { into: id, now: tx.now });
  const ended = await saveRequest(tx, request, turned);
  const promise = tx.id();
  const { place, dueAt, endAt = null, asap = false, lookAt, never = null } = to;
  const ask = {
    ...{ ...request, id, kind: to.kind, cause: request.id, openedAt: tx.now },
    name: to.name ?? request.name,
    notice: to.notice ?? request.notice,
    contact: to.contact ?? request.contact,
  };
  const next = goOnAs(lifeOf(request), { promise, place, dueAt, endAt, asap, lookAt }, never);
  const made = await insertRequest(tx, ask, next);
  const row = await makePromise(tx, made, {
    id: promise,
    kind: to.kind,
    dueAt: made.dueAt ?? tx.now,
    endAt: made.endAt,
    asap: made.asap,
    place: made.place,
  });
  await tellRequest(tx, ended);
  await tellRequest(tx, made);
  await tellPromise(tx, row, made);
  return made;
}
