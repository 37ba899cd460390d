import type { Append, Appended } from '../../protocol/conversation.ts';
import type { Draft, Entry } from '../../protocol/entries.ts';
import { isAnswered } from '../../protocol/entry-kinds.ts';
import type { By } from '../../protocol/people.ts';
import { type RefusalError, refuse } from '../../protocol/refusals.ts';
import { LIVE } from '../domain/live.ts';
import { byAssociate, byShopper } from '../domain/persona.ts';
import { lifeOf } from '../domain/request/columns.ts';
import { speak } from '../domain/request/in-hand.ts';
import { hear } from '../domain/request/while-open.ts';
import type { ConversationRow, RequestRow } from '../domain/rows.ts';
import type { NewEntry, Tx } from '../store/store.ts';
import type { Answered, Asking, AssociateAsking, Ports, ShopperAsking } from './ports.ts';
import { assign } from './steps/assign.ts';
import { writableRequest } from './steps/open-live.ts';
import { endPromise } from './steps/promise-row.ts';
import { saveRequest, touchRequest } from './steps/request-row.ts';
import { openForWord } from './steps/resume-request.ts';
import { tellRequest } from './steps/tell.ts';

/** Appends 1 to 20 entries in array order; a repeat of an id gives its first answer again. */
export function appendEntries(ports: Ports, asking: Asking, input: Append): Promise<Answered<Appended>> {
  return ports.store.commit(
    input.conversation,
    (tx): Promise<Answered<Appended>> =>
      asking.kind === 'shopper' ? appendAsShopper(tx, asking, input) : appendAsAssociate(tx, asking, input),
  );
}

async function appendAsShopper(tx: Tx, asking: ShopperAsking, input: Append): Promise<Answered<Appended>> {
  const thread = await tx.threadState(input.conversation, LIVE);
  if (thread?.brand !== asking.brand || thread.shopper !== asking.id) return refuse('not_found');
  if (input.log !== 'shared') return refuse('not_found');
  if (thread.person === null || thread.endedAt !== null) return refuse('signed_out');
  if (thread.blockedAt !== null) return refuse('blocked');
  const { shopper, name } = thread;
  const stored = await storeDrafts(tx, {
    conversation: thread.conversation,
    author: shopper,
    by: byShopper({ id: shopper, name }),
    drafts: input.entries,
  });
  // Words that wait for an answer already change nothing of the request they belong to.
  const waits = thread.live !== null && thread.live.unansweredAt !== null;
  if (!waits && stored.fresh.some(isAnswered)) {
    await heardShopper(tx, { id: thread.conversation, brand: thread.brand }, shopper);
  }
  return { ok: true, entries: stored.entries, ...(stored.refused ? { refused: stored.refused } : {}) };
}

/** No shopper's word without a request: the one that is open, or one opened or resumed in this transaction. */
export async function heardShopper(
  tx: Tx,
  conversation: Pick<ConversationRow, 'id' | 'brand'>,
  shopper: string,
): Promise<void> {
  const request = await openForWord(tx, conversation, shopper);
  if (request.unansweredAt !== null) return;
  const { policy } = (await tx.house(request.brand)).brand;
  const heard = hear(lifeOf(request), { now: tx.now, policy });
  if (request.state === 'assigned') await tellRequest(tx, await saveRequest(tx, request, heard));
  else await touchRequest(tx, request, heard, { id: request.id });
}

async function appendAsAssociate(tx: Tx, asking: AssociateAsking, input: Append): Promise<Answered<Appended>> {
  const conversation = await tx.lock(input.conversation);
  if (conversation?.brand !== asking.brand) return refuse('not_found');
  const house = await tx.house(asking.brand);
  const associate = house.associates.get(asking.id);
  if (!associate) return refuse('not_found');
  const held = await writableRequest(tx, asking.id, conversation.id);
  if (!held) return refuse(conversation.audience.includes(asking.id) ? 'not_open' : 'not_found');
  const shared = input.log === 'shared';
  const request = held === 'introduced' || !shared ? null : await takeResumed(tx, asking.id, held);
  if (request === 'no_room') return refuse('no_room');
  const by = byAssociate(house, associate);
  const stored = await storeDrafts(tx, {
    conversation: conversation.id,
    author: asking.id,
    by,
    drafts: input.entries,
    log: input.log,
  });
  if (request && stored.fresh.some(isAnswered)) {
    await heardHolder(tx, request, conversation);
  }
  return { ok: true, entries: stored.entries, ...(stored.refused ? { refused: stored.refused } : {}) };
}

/** An associate's answer to a resumed request makes her its holder again, if she has a seat. */
async function takeResumed(tx: Tx, associate: string, request: RequestRow): Promise<RequestRow | 'no_room'> {
  if (request.state !== 'resumed') return request;
  if (!(await tx.takeSeat(associate))) return 'no_room';
  return assign(tx, request, associate, 'resumed');
}

async function heardHolder(tx: Tx, request: RequestRow, conversation: ConversationRow): Promise<void> {
  const { policy } = (await tx.house(request.brand)).brand;
  const noticed = request.unansweredAt !== null || request.nudgedAt !== null || request.away;
  if (request.kind === 'left_message') await endPromise(tx, request, 'kept', 'answered');
  const spoke = speak(lifeOf(request), { now: tx.now, patience: { kind: request.kind, policy } });
  // Only what others see raises the version: a second word in a row changes nothing of theirs.
  if (noticed) await tellRequest(tx, await saveRequest(tx, request, spoke), conversation);
  else await touchRequest(tx, request, spoke);
}

interface DraftsToStore {
  conversation: string;
  author: string;
  by: By;
  drafts: readonly Draft[];
  log?: 'shared' | 'staff';
}

interface StoredDrafts {
  /** All of them, repeats included, in the order asked. */
  entries: Entry[];
  /** Only those that were not there before. */
  fresh: Entry[];
  refused?: RefusalError;
}

/** Stores what is not stored yet; stops at the first id that stands with another body or author. */
export async function storeDrafts(tx: Tx, input: DraftsToStore): Promise<StoredDrafts> {
  const { conversation, author, by, drafts, log = 'shared' } = input;
  const ids = drafts.map((draft) => draft.id);
  const known = new Map((await tx.entries({ id: ids, conversation })).map((entry) => [entry.id, entry]));
  const fresh: NewEntry[] = [];
  const order: string[] = [];
  const said = new Map<string, Draft>();
  let refused: RefusalError | undefined;
  for (const draft of drafts) {
    const before = known.get(draft.id);
    const earlier = said.get(draft.id);
    if ((before && !isSame(before, draft, author, log)) || (earlier && !isAlike(earlier, draft))) {
      refused = refuse('conflict', { id: draft.id }).error;
      break;
    }
    if (!before && !earlier) fresh.push(asNew(draft, author, by));
    said.set(draft.id, draft);
    order.push(draft.id);
  }
  const stored = await tx.append(conversation, log, fresh);
  const byId = new Map(stored.map((entry) => [entry.id, entry]));
  const entries = order.flatMap((id) => byId.get(id) ?? known.get(id) ?? []);
  return { entries, fresh: stored, ...(refused ? { refused } : {}) };
}

const asNew = (draft: Draft, author: string, by: By): NewEntry =>
  ({ id: draft.id, author, by, kind: draft.kind, v: draft.v, body: draft.body }) as NewEntry;

const isSame = (entry: Entry, draft: Draft, author: string, log: string): boolean =>
  entry.by.kind !== 'house' &&
  entry.by.id === author &&
  entry.log === log &&
  // A struck body cannot be compared: the id is known, and that is the answer.
  (entry.body === null ? entry.kind === draft.kind : isAlike(entry, draft));

const isAlike = (one: Pick<Entry, 'kind' | 'body'>, other: Draft): boolean =>
  one.kind === other.kind && JSON.stringify(one.body) === JSON.stringify(other.body);
