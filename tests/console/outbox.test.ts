import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createOutbox } from '../../console/models/outbox.ts';
import { openPersonStore } from '../../console/models/person-store.ts';
import type { Entry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { AT, aMessage, CAMILLE, NOE } from './desk-cast.ts';
import { makeLine, makeStorage } from './desk-line.ts';

const THREAD = 'thread';

/** A relay's log: stores each id once, whatever is asked how often. */
function storing() {
  const stored: Entry[] = [];
  const append = ({ entries }: Record<string, unknown>) => ({
    entries: (entries as { id: string; body: { text: string } }[]).map(({ id, body }) => {
      const known = stored.find((entry) => entry.id === id);
      if (known) return known;
      const entry = { ...aMessage(THREAD, stored.length + 1, body.text, 'me'), id };
      stored.push(entry);
      return entry;
    }),
  });
  return { stored, append, texts: () => stored.map((entry) => entry.kind === 'message' && entry.body?.text) };
}

function outboxOn(storage = makeStorage(), person = CAMILLE.id) {
  const line = makeLine();
  line.state.value = 'open';
  const store = openPersonStore(storage, person);
  const onStored = vi.fn();
  const outbox = createOutbox({ store, link: line.link, now: () => AT, onStored, alone: (_, act) => act() });
  return { line, store, storage, outbox, onStored };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the outbox of an associate', () => {
  test('sends in the order in which she wrote, and empties as it is acknowledged', async () => {
    const relay = storing();
    const { line, outbox } = outboxOn();
    line.answer('entries.append', relay.append);
    for (const text of ['one', 'two', 'three']) outbox.add(THREAD, text);
    await outbox.flush(THREAD);
    expect(relay.texts()).toEqual(['one', 'two', 'three']);
    expect(outbox.lines.value).toEqual([]);
  });

  test('sends more than twenty in batches of twenty', async () => {
    const relay = storing();
    const { line, outbox } = outboxOn();
    line.answer('entries.append', relay.append);
    for (let i = 0; i < 45; i++) outbox.add(THREAD, `word ${i}`);
    await outbox.flush(THREAD);
    expect(line.askedFor('entries.append').map(({ entries }) => (entries as unknown[]).length)).toEqual([20, 20, 5]);
    expect(relay.stored).toHaveLength(45);
  });

  test('what she adds while the last answer is on its way follows it at once', async () => {
    const relay = storing();
    const { line, outbox } = outboxOn();
    line.answer('entries.append', (payload) => {
      const answer = relay.append(payload);
      if (relay.stored.length === 1) {
        outbox.add(THREAD, 'two');
        void outbox.flush(THREAD);
      }
      return answer;
    });
    outbox.add(THREAD, 'one');
    await outbox.flush(THREAD);
    expect(relay.texts()).toEqual(['one', 'two']);
  });

  test('R15: an acknowledgement that was lost ends as sent, once', async () => {
    const relay = storing();
    const { line, outbox } = outboxOn();
    line.answer('entries.append', (payload) => {
      relay.append(payload);
      return 'silence';
    });
    outbox.add(THREAD, 'Good evening');
    await outbox.flush(THREAD);
    expect(outbox.lines.value).toHaveLength(1);
    line.answer('entries.append', relay.append);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(outbox.lines.value).toEqual([]);
    expect(relay.texts()).toEqual(['Good evening']);
  });

  test('R15: seen in the log is sent, though no acknowledgement ever comes', () => {
    const { outbox } = outboxOn();
    outbox.add(THREAD, 'Good evening');
    const id = outbox.lines.value[0]?.draft.id ?? '';
    outbox.seen([{ ...aMessage(THREAD, 1, 'Good evening', 'me'), id }]);
    expect(outbox.lines.value).toEqual([]);
  });

  test('R16: refused for good, her words stay with the reason, and what follows still goes', async () => {
    const relay = storing();
    const { line, outbox } = outboxOn();
    line.answer('entries.append', (payload) => {
      const [first] = payload.entries as { id: string; body: { text: string } }[];
      if (first?.body.text !== 'unsayable') return relay.append(payload);
      return { entries: [], refused: { code: 'conflict', message: '', id: first.id } };
    });
    outbox.add(THREAD, 'unsayable');
    outbox.add(THREAD, 'Good evening');
    await outbox.flush(THREAD);
    expect(outbox.lines.value).toMatchObject([{ refused: 'conflict', draft: { body: { text: 'unsayable' } } }]);
    expect(relay.texts()).toEqual(['Good evening']);
  });

  test('told to slow down, it waits as long as it was told and no longer', async () => {
    const relay = storing();
    const { line, outbox } = outboxOn();
    line.answer('entries.append', { ok: false, error: { code: 'slow_down', message: '', retryInMs: 5_000 } });
    outbox.add(THREAD, 'Good evening');
    await outbox.flush(THREAD);
    line.answer('entries.append', relay.append);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(relay.stored).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(relay.texts()).toEqual(['Good evening']);
  });

  test.each([
    ['the lock', { alone: 1 }],
    ['the line', { ask: 1 }],
    ['what takes in the answer', { onStored: 1 }],
  ])('what is thrown once by %s does not end her sending', async (_, throws) => {
    const relay = storing();
    const line = makeLine();
    line.state.value = 'open';
    line.answer('entries.append', relay.append);
    const left: Record<string, number> = { ...throws };
    const mayThrow = (where: string) => {
      if (left[where] && left[where]-- > 0) throw new Error('thrown once');
    };
    const { ask } = line.link;
    line.link.ask = async (...asked) => {
      mayThrow('ask');
      return ask(...asked);
    };
    const outbox = createOutbox({
      store: openPersonStore(makeStorage(), CAMILLE.id),
      link: line.link,
      now: () => AT,
      onStored: () => mayThrow('onStored'),
      alone: async (_name, act) => {
        mayThrow('alone');
        await act();
      },
    });
    outbox.add(THREAD, 'one');
    await outbox.flush(THREAD).catch(() => undefined);
    outbox.add(THREAD, 'two');
    await outbox.flush(THREAD);
    expect(relay.texts()).toEqual(['one', 'two']);
    expect(outbox.lines.value).toEqual([]);
  });

  test('what was thrown is tried again by itself', async () => {
    const relay = storing();
    const { line, outbox } = outboxOn();
    line.answer('entries.append', () => {
      throw new Error('thrown once');
    });
    outbox.add(THREAD, 'Good evening');
    await outbox.flush(THREAD).catch(() => undefined);
    line.answer('entries.append', relay.append);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(relay.texts()).toEqual(['Good evening']);
  });

  test('keeps her words across a reload', async () => {
    const relay = storing();
    const before = outboxOn();
    before.line.cut();
    for (let i = 0; i < 10; i++) before.outbox.add(THREAD, `word ${i}`);
    const { line, outbox } = outboxOn(before.storage);
    line.answer('entries.append', relay.append);
    await outbox.flush(THREAD);
    expect(relay.texts()).toEqual(Array.from({ length: 10 }, (_, i) => `word ${i}`));
  });

  test('C11: on a shared device nobody finds the words of whoever sat there before', () => {
    const camille = outboxOn();
    camille.outbox.add(THREAD, 'between Eleanor and me');
    camille.store.write(`draft.${THREAD}`, 'half a thought');
    const noe = outboxOn(camille.storage, NOE.id);
    expect(noe.outbox.lines.value).toEqual([]);
    expect(JSON.stringify(Array.from({ length: camille.storage.length }, (_, i) => camille.storage.key(i)))).toBe('[]');
  });

  test('signing out leaves nothing of hers in the browser', () => {
    const { outbox, store, storage } = outboxOn();
    outbox.add(THREAD, 'Good evening');
    store.clear();
    expect(storage.length).toBe(0);
  });

  test('a storage that throws loses nothing while the page is open', async () => {
    const relay = storing();
    const throwing = new Proxy(makeStorage(), {
      get() {
        throw new Error('denied');
      },
    });
    const { line, outbox } = outboxOn(throwing);
    line.answer('entries.append', relay.append);
    outbox.add(THREAD, 'Good evening');
    outbox.reread();
    await outbox.flush(THREAD);
    expect(relay.texts()).toEqual(['Good evening']);
  });

  test('words too long to travel are refused before they are queued', () => {
    const { outbox } = outboxOn();
    expect(outbox.add(THREAD, 'a'.repeat(LIMITS.messageChars + 1))).toBe('too_large');
    expect(outbox.lines.value).toEqual([]);
  });
});
