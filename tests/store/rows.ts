import { makeId } from '../../protocol/id.ts';
import type { By } from '../../protocol/people.ts';
import type { LifeColumns } from '../../server/domain/request/columns.ts';
import type { AssociateRow, OfferRow, RequestRow } from '../../server/domain/rows.ts';
import type { NewEntry, Store, Tx } from '../../server/store/store.ts';
import { associateRow, MAISON, START_AT } from '../helpers/cast.ts';

const BY: By = { kind: 'shopper', id: 'claire', name: 'Claire' };

export const freshId = (): string => makeId(START_AT);

export const message = (text: string, set: { id?: string; author?: string } = {}): NewEntry => ({
  id: set.id ?? freshId(),
  author: set.author ?? 'claire',
  by: BY,
  kind: 'message',
  body: { text },
});

/** Writes by a list that must go through. */
export async function put(store: Store, key: string, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  const answer = await store.commit(key, async (tx) => {
    await work(tx);
    return { ok: true };
  });
  if (!answer.ok) throw new Error(answer.error.code);
}

export async function putThread(store: Store, audience: string[] = []): Promise<string> {
  const id = freshId();
  await put(store, id, (tx) =>
    tx.insert('conversations', {
      ...{ id, brand: MAISON, version: 1, shopper: `shopper of ${id}`, lastSeq: 0, lastStaffSeq: 0 },
      ...{ saidAt: 0, audience, createdAt: tx.now },
    }),
  );
  return id;
}

export async function putAssociate(store: Store, set: Partial<AssociateRow> = {}): Promise<AssociateRow> {
  const id = freshId();
  const row = associateRow('Camille', { id, email: `${id}@maison.example`, ...set });
  await put(store, id, (tx) => tx.insert('associates', row));
  return row;
}

export const requestRow = (set: Partial<RequestRow> = {}): RequestRow => ({
  ...{ id: freshId(), brand: MAISON, version: 1, conversation: 'thread', shopper: 'claire', person: freshId() },
  ...{ kind: 'chat', cause: null, openedAt: START_AT, language: 'fr-FR', zone: 'Europe/Paris', notice: '1' },
  ...{ name: null, product: null, wishes: {}, contact: null },
  ...{ ...NOTHING_YET, state: 'waiting', lookAt: START_AT },
  ...set,
});

const NOTHING_YET: Omit<LifeColumns, 'state' | 'lookAt'> = {
  ...{ place: null, dueAt: null, endAt: null, asap: false, promise: null, tries: 0 },
  ...{ waitingAt: null, step: null, stepUntil: null, slow: false, nobodyPlace: null, nobodyAt: null },
  ...{ away: false, never: null, holder: null, lastHolder: null, heldAt: null, spokeAt: null },
  ...{ unansweredAt: null, nudgedAt: null, endedAt: null },
};

export const offerRow = (set: Partial<OfferRow> = {}): OfferRow => ({
  id: freshId(),
  brand: MAISON,
  version: 1,
  request: 'request',
  conversation: 'thread',
  associate: 'camille',
  step: 'best',
  state: 'open',
  offeredAt: START_AT,
  expiresAt: START_AT + 25_000,
  answeredAt: null,
  reasons: ['least_loaded'],
  takenBy: null,
  cause: null,
  ...set,
});
