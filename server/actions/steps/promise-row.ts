import { BY_HOUSE, HOUSE, placeCard } from '../../domain/persona.ts';
import type { PlaceRow, PromiseRow, RequestRow } from '../../domain/rows.ts';
import type { NewEntry, Tx } from '../../store/store.ts';
import { tellPromise } from './tell.ts';

export interface Promised {
  id: string;
  kind: 'callback' | 'left_message';
  dueAt: number;
  endAt: number | null;
  asap: boolean;
  place: string | null;
  /** Who is to keep it, where nobody holds the request until it is due; else whoever does. */
  holder?: string | null;
}

/** Writes a promise down; the request names it in the caller's own update. */
export async function makePromise(tx: Tx, request: RequestRow, promised: Promised): Promise<PromiseRow> {
  return tx.insert('promises', {
    brand: request.brand,
    version: 1,
    state: 'open',
    request: request.id,
    conversation: request.conversation,
    holder: request.holder,
    brokenAt: null,
    endedAt: null,
    cause: request.cause,
    ...promised,
  });
}

/** What the log says of a promise; by the house, for both to read. */
export function promisedEntry(tx: Tx, request: RequestRow, place: PlaceRow | null): NewEntry {
  const { kind, dueAt, endAt, asap } = request;
  return {
    id: tx.id(),
    author: HOUSE,
    by: BY_HOUSE,
    kind: 'promised',
    body: {
      ...{ endAt, asap },
      request: request.id,
      kind: kind === 'callback' ? kind : 'left_message',
      dueAt: dueAt ?? tx.now,
      place: place && placeCard(place),
    },
  };
}

/** A promise ends once. Nothing happens when the request has none open. */
export async function endPromise(
  tx: Tx,
  request: RequestRow,
  state: Exclude<PromiseRow['state'], 'open'>,
  cause: string,
): Promise<void> {
  const promise = await openPromise(tx, request);
  if (!promise) return;
  const ended = await tx.update('promises', { id: promise.id, state: 'open' }, { state, endedAt: tx.now, cause });
  await tellPromise(tx, ended, request);
}

/** The holder of the request is the holder of its promise, and it is kept from where the request is. */
export async function holdPromise(tx: Tx, request: RequestRow): Promise<void> {
  const promise = await openPromise(tx, request);
  if (!promise || (promise.holder === request.holder && promise.place === request.place)) return;
  const { holder, place } = request;
  const held = await tx.update('promises', { id: promise.id, state: 'open' }, { holder, place });
  // Whoever held it before learns that it is no longer hers.
  await tellPromise(tx, held, request, promise.holder);
}

/** Whoever was to keep it will not: it is whose the request is. */
export async function leavePromise(tx: Tx, request: RequestRow, associate: string): Promise<void> {
  if ((await openPromise(tx, request))?.holder === associate) await holdPromise(tx, request);
}

export const openPromise = async (tx: Tx, request: RequestRow): Promise<PromiseRow | null> =>
  request.promise === null ? null : tx.one('promises', { id: request.promise, state: 'open' });
