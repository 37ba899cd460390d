import { type Answering, answeringPlace, messageDueAt } from '../domain/answering.ts';
import type { RequestRow } from '../domain/rows.ts';
import type { NewEntry, Tx } from '../store/store.ts';
import { endPromise, makePromise, promisedEntry } from './promise-row.ts';
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
 * opening of the place that will answer, offered from the moment it opens. Gives the new request.
 */
export async function leaveMessage(
  tx: Tx,
  request: RequestRow,
  known?: Answering | null,
  becoming: Becoming = {},
): Promise<RequestRow> {
  const house = await tx.house(request.brand);
  const answering =
    known ??
    answeringPlace(house, {
      language: request.language,
      zone: request.zone,
      now: tx.now,
      wish: request.wishes.place ?? request.place,
    });
  const place = answering?.place ?? null;
  const opensAt = answering?.opensAt ?? tx.now;
  const dueAt = answering ? messageDueAt(answering, house.brand.policy) : tx.now + house.brand.policy.messageDueMs;
  const turned = await turnInto(tx, request, becoming.id ?? tx.id(), {
    kind: 'message',
    dueAt,
    place: place?.id ?? null,
    lookAt: Math.max(opensAt, tx.now + 1_000),
  });
  await tx.append(request.conversation, 'shared', [...(becoming.entries ?? []), promisedEntry(tx, turned, place)]);
  return turned;
}

export interface TurnTo {
  kind: 'callback' | 'message';
  dueAt: number;
  endAt?: number | null;
  asap?: boolean;
  place: string | null;
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
  const ended = await tx.update(
    'requests',
    { id: request.id, version: request.version },
    { state: 'turned', holder: null, lookAt: null, endedAt: tx.now, nobodyPlace: null, nobodyAt: null, cause: id },
  );
  const promise = tx.id();
  const { version: _version, ...before } = ended;
  const made = await tx.insert('requests', {
    ...before,
    id,
    version: 1,
    kind: to.kind,
    state: 'later',
    cause: request.id,
    openedAt: tx.now,
    name: to.name ?? request.name,
    notice: to.notice ?? request.notice,
    contact: to.contact ?? request.contact,
    place: to.place,
    dueAt: to.dueAt,
    endAt: to.endAt ?? null,
    asap: to.asap ?? false,
    lookAt: to.lookAt,
    waitingAt: null,
    step: null,
    stepUntil: null,
    slow: false,
    away: false,
    heldAt: null,
    spokeAt: null,
    nudgedAt: null,
    tries: 0,
    promise,
    endedAt: null,
  });
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
