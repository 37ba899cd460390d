import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClock } from '../../console/models/clock.ts';
import { createConversations } from '../../console/models/conversations.ts';
import { createDesk } from '../../console/models/desk.ts';
import { createOutbox } from '../../console/models/outbox.ts';
import { openPersonStore } from '../../console/models/person-store.ts';
import type { ConversationCard } from '../../protocol/console.ts';
import type { Entry } from '../../protocol/entries.ts';
import { AT, aCard, aMessage, aRequest, aSnapshot, CAMILLE, ELEANOR } from './desk-cast.ts';
import { makeLine, makeStorage } from './desk-line.ts';

/** Her desk with one thread that she holds, and the relay's log of it. */
function deskWith(
  said: (conversation: string) => Entry[],
  over: Partial<ConversationCard> = {},
  storage = makeStorage(),
) {
  const line = makeLine();
  const base = aCard(over);
  const log = said(base.id);
  const last = log.findLast((entry) => entry.kind === 'message') ?? null;
  const card = { ...base, head: log.length, last };
  line.answer('entries.after', ({ after }) => ({
    entries: log.filter((entry) => entry.seq > Number(after ?? 0)),
    head: log.length,
    more: false,
    cursors: [],
  }));
  const store = openPersonStore(storage, CAMILLE.id);
  const desk = createDesk({ me: CAMILLE, link: line.link, clock: createClock() });
  const outbox = createOutbox({
    store,
    link: line.link,
    now: () => AT,
    alone: (_, act) => act(),
    onStored: (id, entries) => conversations.open(id).take(entries),
  });
  const conversations = createConversations({ desk, link: line.link, outbox, store });
  const snapshot = aSnapshot({ held: [card] });
  line.connect(snapshot);
  return { line, desk, outbox, conversations, thread: conversations.open(card.id), card, log, snapshot };
}

const appending =
  (log: Entry[]) =>
  ({ conversation, entries }: Record<string, unknown>) => ({
    entries: (entries as { id: string; body: { text: string } }[]).map(({ id, body }) => {
      const entry = { ...aMessage(String(conversation), log.length + 1, body.text, 'me'), id };
      log.push(entry);
      return entry;
    }),
  });

beforeEach(() => void vi.useFakeTimers({ now: AT }));
afterEach(() => void vi.useRealTimers());
const settled = () => vi.advanceTimersByTimeAsync(0);

describe('a thread on her desk', () => {
  test('is read whole as soon as she holds it, before she opens it', async () => {
    const { line, conversations } = deskWith((id) => [aMessage(id, 1, 'Good evening')]);
    await settled();
    expect(line.askedFor('entries.after')).toHaveLength(1);
    expect(conversations.unread.value).toBe(1);
  });

  test('after a lost line she may write only once she has caught up', async () => {
    const { line, thread, log, snapshot } = deskWith((id) => [aMessage(id, 1, 'Good evening')]);
    await settled();
    expect(thread.caughtUp.value).toBe(true);
    line.cut();
    expect(thread.caughtUp.value).toBe(false);
    log.push(aMessage(thread.id, 2, 'Are you there?'));
    line.connect(snapshot);
    expect(thread.caughtUp.value).toBe(false);
    await settled();
    expect(thread.caughtUp.value).toBe(true);
    expect(thread.entries.value.map((entry) => entry.seq)).toEqual([1, 2]);
  });

  test('a relay too slow to answer is asked again while the line is open', async () => {
    const { line, thread, snapshot } = deskWith((id) => [aMessage(id, 1, 'Good evening')]);
    await settled();
    line.answer('entries.after', 'try_again');
    line.connect(snapshot);
    await settled();
    expect(thread.caughtUp.value).toBe(false);
    line.answer('entries.after', { entries: [], head: 1, more: false, cursors: [] });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(thread.caughtUp.value).toBe(true);
  });

  test('what was on its way when the line broke goes out after catching up, behind what was said meanwhile', async () => {
    const { line, thread, log, snapshot } = deskWith((id) => [aMessage(id, 1, 'Good evening')]);
    await settled();
    line.answer('entries.append', 'silence');
    thread.write('Good evening, Eleanor');
    thread.send();
    await settled();
    line.cut();
    log.push(aMessage(thread.id, 2, 'Are you there?'));
    line.answer('entries.append', appending(log));
    line.connect(snapshot);
    await settled();
    expect(thread.unsent.value).toEqual([]);
    expect(thread.entries.value.map((entry) => entry.kind === 'message' && entry.body?.text)).toEqual([
      'Good evening',
      'Are you there?',
      'Good evening, Eleanor',
    ]);
  });

  test('R22: delivered and read are said only when the client’s device has said so', async () => {
    const { line, thread } = deskWith((id) => [aMessage(id, 1, 'Good evening, Eleanor', 'me')]);
    await settled();
    const [entry] = thread.entries.value as [Entry];
    const tell = (deliveredSeq: number, readSeq: number) =>
      line.tell('cursors', {
        conversation: thread.id,
        cursors: [{ person: ELEANOR, kind: 'shopper', deliveredSeq, readSeq }],
      });
    expect(thread.progressOf(entry)).toBe('sent');
    tell(1, 0);
    expect(thread.progressOf(entry)).toBe('delivered');
    tell(1, 1);
    expect(thread.progressOf(entry)).toBe('read');
    tell(0, 0);
    expect(thread.progressOf(entry)).toBe('read');
  });

  test('she tells what her device holds, and what she has read only once she has looked', async () => {
    const { line, thread, conversations } = deskWith((id) => [aMessage(id, 1, 'Good evening')]);
    await settled();
    expect(line.askedFor('cursor.move')).toEqual([{ conversation: thread.id, deliveredSeq: 1, readSeq: 0 }]);
    thread.markRead();
    expect(line.askedFor('cursor.move').at(-1)).toMatchObject({ readSeq: 1 });
    expect(conversations.unread.value).toBe(0);
    thread.markRead();
    expect(line.askedFor('cursor.move')).toHaveLength(2);
  });

  test('Done is refused when the client has written since: the new words are fetched and she is asked again', async () => {
    const { line, thread, log } = deskWith((id) => [aMessage(id, 1, 'Thank you')]);
    await settled();
    log.push(aMessage(thread.id, 2, 'One more thing'));
    line.answer('request.done', 'new_words');
    await thread.finish();
    expect(line.askedFor('request.done')).toMatchObject([{ seen: 1 }]);
    expect(thread.trouble.value).toBe('new_words');
    expect(thread.entries.value).toHaveLength(2);
    const done = { ...aRequest(), ...thread.card.value?.request, version: 2, state: 'done' as const, holder: null };
    line.answer('request.done', { request: done });
    await thread.finish();
    expect(line.askedFor('request.done').at(-1)).toMatchObject({ seen: 2 });
    expect(thread.trouble.value).toBeNull();
    expect(thread.mine.value).toBe(false);
  });

  test('a call without an answer leaves her hands with the time of the next try', async () => {
    const request = aRequest({ kind: 'callback', conversation: 'a-call' });
    const { line, thread } = deskWith(() => [], { id: 'a-call', request });
    await settled();
    line.answer('call.mark', {
      request: { ...request, version: 2, state: 'later', holder: null, dueAt: AT + 900_000 },
    });
    await thread.markCall('no_answer');
    expect(line.askedFor('call.mark')).toEqual([{ request: request.id, outcome: 'no_answer' }]);
    expect(thread.card.value?.request).toMatchObject({ state: 'later', dueAt: AT + 900_000 });
  });

  test('typing is told at most every three seconds, and taken back when she has sent', async () => {
    const { line, thread, log } = deskWith((id) => [aMessage(id, 1, 'Good evening')]);
    await settled();
    line.answer('entries.append', appending(log));
    for (const text of ['G', 'Go', 'Good']) thread.write(text);
    await vi.advanceTimersByTimeAsync(3_000);
    thread.write('Good evening');
    thread.send();
    expect(line.askedFor('typing').map(({ on }) => on)).toEqual([true, true, false]);
  });

  test('that the client writes is believed for six seconds', async () => {
    const { line, thread } = deskWith((id) => [aMessage(id, 1, 'Good evening')]);
    line.tell('typing', { conversation: thread.id, person: ELEANOR, name: null, on: true });
    expect(thread.typing.value).toBe(true);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(thread.typing.value).toBe(false);
  });

  test('a half-written answer is there again after a reload', () => {
    const storage = makeStorage();
    const { thread, card } = deskWith((id) => [aMessage(id, 1, 'Good evening')], {}, storage);
    thread.write('Good evening, El');
    expect(deskWith(() => [], { id: card.id }, storage).thread.draft.value).toBe('Good evening, El');
  });

  test('a thread that is not hers to see says so', async () => {
    const { line, conversations } = deskWith(() => []);
    line.answer('entries.after', 'not_found');
    const other = conversations.open('another');
    await settled();
    expect(other.refused.value).toBe('not_found');
    expect(other.caughtUp.value).toBe(false);
  });
});

describe('the list', () => {
  test('whoever waits longest stands on top, then the newest word', async () => {
    const { line, conversations } = deskWith(() => []);
    const waiting = (at: number, unansweredAt: number | null) => {
      const card = aCard({ at });
      return { ...card, request: aRequest({ conversation: card.id, unansweredAt }) };
    };
    const [quiet, short, long, newest] = [waiting(1, null), waiting(4, 3), waiting(3, 2), waiting(9, null)];
    line.connect(aSnapshot({ held: [quiet, short, long, newest] }));
    expect(conversations.held.value.map((card) => card.id)).toEqual(
      [long, short, newest, quiet].map((card) => card.id),
    );
  });

  test('earlier threads come by the page, without those she holds', async () => {
    const { line, conversations, card } = deskWith(() => []);
    const past = [3, 2, 1].map((at) => aCard({ at, request: aRequest({ state: 'done', holder: null }) }));
    line.answer('conversations.page', ({ before }) =>
      before === undefined ? { cards: [card, ...past.slice(0, 2)], more: true } : { cards: past.slice(2), more: false },
    );
    await conversations.readEarlier('first');
    expect(conversations.earlier.value).toHaveLength(2);
    await conversations.readEarlier('next');
    expect(line.askedFor('conversations.page').at(-1)).toEqual({ before: 2 });
    expect(conversations.earlier.value.map((one) => one.at)).toEqual([3, 2, 1]);
    expect(conversations.more.value).toBe(false);
  });
});
