import { refuse } from '../../protocol/refusals.ts';
import { isOpen } from '../../protocol/request-state.ts';
import { BY_HOUSE, HOUSE } from '../domain/persona.ts';
import type { Tx } from '../store/store.ts';
import { isLeft, type Person, WORDS } from './find-person.ts';
import type { Answered, Ports } from './ports.ts';
import { audit, OPERATOR } from './steps/audit.ts';
import { tellCard } from './steps/card.ts';
import { tellRequest } from './steps/tell.ts';
import type { Erasure, Strikes } from './strike-entry.ts';
import { withdraw } from './withdraw-request.ts';

export interface Erased {
  /** Words and products struck. */
  struck: number;
  /** Requests that were open. */
  ended: number;
}

/** Entries struck in one transaction: others wait for it. */
const BATCH = 100;
/** What came in while she was being erased is erased in the next round. */
const ROUNDS = 5;

/**
 * Forgets a person: noted first where a backup does not reach; then her sessions are dead, her open requests withdrawn,
 * her name and contacts gone; then every word of her conversations, each told to every screen; then their traces are
 * taken out of the files. What stays proves that there was something, and what she agreed to: ids, times, notices.
 */
export async function erasePerson(ports: Ports, strikes: Strikes, person: Person): Promise<Answered<Erased>> {
  const { brand, person: id, shoppers } = person;
  await strikes.note({ at: ports.store.now(), brand, person: id, shoppers: [...shoppers], reason: 'erased' });
  const done = await eraseRows(ports, person);
  if (done.ok) await strikes.scrub([], true);
  return done;
}

/** The same without the note and the files; for a backup that has brought her back. */
export async function eraseRows(ports: Ports, person: Person): Promise<Answered<Erased>> {
  const { read } = ports.store;
  const all: Erased = { struck: 0, ended: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    for (const shopper of person.shoppers) {
      const done = await eraseShopper(ports, person, shopper);
      if (!done.ok) return done;
      all.struck += done.struck;
      all.ended += done.ended;
    }
    if (!(await isLeft(read, person))) return { ok: true, ...all };
  }
  return refuse('try_again', { retryInMs: 1_000 });
}

/** The shoppers of a noted person who stand in this store, however they were linked when it was copied. */
export async function personIn(ports: Ports, { brand, person, shoppers }: Erasure): Promise<Person> {
  const linked = await ports.store.read.all('shoppers', { brand, person });
  const named = await ports.store.read.all('shoppers', { brand, id: shoppers });
  return { brand, person, shoppers: [...new Set([...linked, ...named].map(({ id }) => id))] };
}

/**
 * First she falls silent, and her name is gone; then her words; then what was open ends, so that what is told of it tells
 * nothing of her; then what an associate said meanwhile.
 */
async function eraseShopper(ports: Ports, person: Person, shopper: string): Promise<Answered<Erased>> {
  const thread = await ports.store.read.one('conversations', { shopper });
  const step = (work: (tx: Tx) => Promise<number>): Promise<Answered<{ count: number }>> =>
    ports.store.commit(thread?.id ?? shopper, async (tx) => {
      if (thread) await tx.lock(thread.id);
      return { ok: true, count: await work(tx) };
    });
  const silenced = await step((tx) => silence(tx, person, shopper));
  if (!silenced.ok || !thread) return silenced.ok ? { ok: true, struck: 0, ended: 0 } : silenced;
  let struck = 0;
  const strikeAll = async (): Promise<Answered<object>> => {
    for (;;) {
      const done = await step((tx) => strikeSome(tx, thread.id, shopper));
      if (!done.ok) return done;
      struck += done.count;
      if (done.count < BATCH) return { ok: true };
    }
  };
  const first = await strikeAll();
  if (!first.ok) return first;
  const ended = await step((tx) => endAll(tx, thread.id));
  if (!ended.ok) return ended;
  const last = await strikeAll();
  return last.ok ? { ok: true, struck, ended: ended.count } : last;
}

/** Her sessions are over and her name, numbers and wishes are gone; what is told of it is told when it has ended. */
async function silence(tx: Tx, { brand, person, shoppers }: Person, shopper: string): Promise<number> {
  const row = await tx.one('shoppers', { id: shopper });
  if (!row) return 0;
  const gone = { value: null, shown: null, country: null, struckAt: tx.now };
  for (const { id, version } of await tx.all('contacts', { brand, person: [person, ...shoppers], struckAt: null })) {
    await tx.update('contacts', { id, version }, gone);
  }
  const nobody = { name: null, locale: null, zone: null, ownAssociate: null, endedAt: row.endedAt ?? tx.now };
  await tx.update('shoppers', { id: shopper, version: row.version }, nobody);
  await tx.touch('tokens', { shopper, revokedAt: null }, { revokedAt: tx.now });
  await tx.remove('links', { shopper });
  await tx.touch('audit', { actor: shopper }, { subject: null });
  for (const { id, version } of await tx.all('requests', { shopper })) {
    await tx.update('requests', { id, version }, { name: null, product: null, wishes: {}, zone: 'UTC' });
    // A number's hash is soon guessed.
    await tx.remove('callCounts', { request: id });
  }
  const conversation = await tx.one('conversations', { shopper });
  const nameless = { kind: 'shopper' as const, id: shopper, name: null };
  if (conversation) await tx.touch('entries', { conversation: conversation.id, author: shopper }, { by: nameless });
  await audit(tx, { brand, actor: OPERATOR, action: 'person.erased', subject: person });
  tx.tell({ what: 'ended', room: `shopper:${shopper}`, reason: 'forgotten' });
  return 1;
}

/** What was open ends, and nobody may write to her any more. Gives how many requests were open. */
async function endAll(tx: Tx, conversation: string): Promise<number> {
  await tx.touch('participants', { conversation, untilAt: null }, { untilAt: tx.now });
  const requests = await tx.all('requests', { conversation });
  for (const request of requests) {
    if (isOpen(request)) await withdraw(tx, request, 'erased');
    else await tellRequest(tx, request);
  }
  const thread = await tx.one('conversations', { id: conversation });
  for (const associate of thread?.audience ?? []) await tellCard(tx, associate, conversation);
  return requests.filter(isOpen).length;
}

/** Strikes the oldest words that stand yet, hers and what was said to her and of her; gives how many. */
async function strikeSome(tx: Tx, conversation: string, shopper: string): Promise<number> {
  const some = await tx.all('entries', { conversation, ...WORDS }, { by: 'seq', limit: BATCH });
  for (const log of ['shared', 'staff'] as const) {
    const here = some.filter((entry) => entry.log === log);
    if (here.length === 0) continue;
    const seqs = here.map(({ seq }) => seq);
    await tx.touch('entries', { conversation, log, seq: seqs }, { body: null });
    const nameless = { kind: 'shopper' as const, id: shopper, name: null };
    await tx.touch('entries', { conversation, log, seq: seqs, author: shopper }, { by: nameless });
    const gone = here.map(({ id, seq }) => ({
      ...{ id: tx.id(), author: HOUSE, by: BY_HOUSE, kind: 'struck' as const },
      body: { id, seq, reason: 'erased' as const },
    }));
    await tx.append(conversation, log, gone);
  }
  return some.length;
}
