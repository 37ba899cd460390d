import { describe, expect, it, vi } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { type RefusalCode, refuse } from '../../protocol/refusals.ts';
import type { Connection } from '../../widget/connection.ts';
import { unreachable } from '../../widget/http.ts';
import { createDelivery, fitting } from '../../widget/models/delivery.ts';
import { createLog } from '../../widget/models/log.ts';
import { CONVERSATION, entry, PlainStorage, plainTab, request } from './plain-salon.ts';

type Payload = { id?: string; entries: { id: string; body: { text: string } }[] };
const ID = (n: number) => `01890000-0000-7000-8000-${`${n}`.padStart(12, '0')}`;

/** One conversation at the relay: what it stores, how often it was called, and what it says no to. */
function relay() {
  const stored: Entry[] = [];
  const calls: { command: string; payload: Payload }[] = [];
  const state = { refusal: null as RefusalCode | null, loseAnswers: 0, running: 0, mostAtOnce: 0 };
  const store = (drafts: Payload['entries']) =>
    drafts.map((draft) => {
      const known = stored.find((e) => e.id === draft.id);
      if (!known) stored.push(entry(stored.length + 1, draft.body.text, draft.id));
      return known ?? (stored.at(-1) as Entry);
    });
  const ask = (async (command: string, payload: Payload) => {
    if (command !== 'request.open' && command !== 'entries.append')
      return { ok: true, now: 0, entries: [], cursors: [] };
    calls.push({ command, payload });
    state.mostAtOnce = Math.max(state.mostAtOnce, ++state.running);
    await Promise.resolve();
    state.running--;
    if (state.refusal) return refuse(state.refusal, { id: payload.entries[0]?.id ?? '', retryInMs: 5 });
    const entries = store(payload.entries);
    if (state.loseAnswers > 0) {
      state.loseAnswers--;
      return unreachable;
    }
    return { ok: true, now: 0, conversation: CONVERSATION, request: request(), entries };
  }) as unknown as Connection['ask'];
  return { ask, stored, calls, state };
}

function tabAt(ask: Connection['ask'], storage?: Storage) {
  const tab = plainTab(storage);
  const log = createLog(tab, ask);
  return { ...tab, log, delivery: createDelivery(tab, ask, log) };
}
const texts = (stored: Entry[]) => stored.map((e) => (e.kind === 'message' ? e.body?.text : null));

describe('delivery', () => {
  it('her first words travel with her request, later ones are appended', async () => {
    const { ask, calls } = relay();
    const tab = tabAt(ask);
    tab.say('one', ID(1));
    await tab.delivery.flush();
    tab.say('two', ID(2));
    await tab.delivery.flush();
    expect(calls.map(({ command }) => command)).toEqual(['request.open', 'entries.append']);
    expect(tab.thread.waiting.value).toEqual([]);
    expect(tab.told).toContain('conversation_started');
  });

  it('R01, R15: an answer that is lost is asked for again under the same ids, and stored once', async () => {
    const { ask, stored, calls, state } = relay();
    const tab = tabAt(ask);
    state.loseAnswers = 1;
    tab.say('one', ID(1));
    await tab.delivery.flush();
    expect(tab.thread.waiting.value).toHaveLength(1);
    tab.say('two', ID(2));
    await tab.delivery.flush();
    expect(calls[1]).toEqual(calls[0]);
    expect(texts(stored)).toEqual(['one', 'two']);
    expect(tab.thread.waiting.value).toEqual([]);
  });

  it('R05: ten messages typed without a line and a reload go once, in order', async () => {
    const storage = new PlainStorage();
    const before = plainTab(storage);
    for (let n = 1; n <= 10; n++) before.say(`word ${n}`, ID(n));
    const { ask, stored } = relay();
    const after = tabAt(ask, storage);
    await after.delivery.flush();
    await after.delivery.flush();
    expect(texts(stored)).toEqual(Array.from({ length: 10 }, (_, i) => `word ${i + 1}`));
  });

  it('R06: two tabs that share an outbox never have two calls under way, and echo nothing', async () => {
    const { ask, stored, state } = relay();
    const storage = new PlainStorage();
    const [one, two] = [tabAt(ask, storage), tabAt(ask, storage)];
    one.say('from one', ID(1));
    two.say('from two', ID(2));
    await Promise.all([one.delivery.flush(), two.delivery.flush()]);
    expect(texts(stored)).toEqual(['from one', 'from two']);
    expect(state.mostAtOnce).toBe(1);
    expect(one.memory.lines()).toEqual([]);
  });

  it('R16: what is refused for good keeps its text, is said once, and goes when she tries again', async () => {
    const { ask, stored, state } = relay();
    const tab = tabAt(ask);
    state.refusal = 'blocked';
    tab.say('one', ID(1));
    await tab.delivery.flush();
    expect(tab.memory.lines()).toMatchObject([{ refused: 'blocked', draft: { body: { text: 'one' } } }]);
    await vi.waitFor(() =>
      expect(tab.said.text.value).toBe('Not sent. We cannot take messages here. Please call the boutique.'),
    );
    state.refusal = null;
    const [line] = tab.memory.lines();
    if (line) tab.memory.put({ draft: line.draft, at: line.at });
    tab.delivery.revive();
    await tab.delivery.flush();
    expect(texts(stored)).toEqual(['one']);
  });

  it.each(['erased', 'signed_out', 'not_found'] as const)('%s: a dead session is known as one', async (code) => {
    const { ask, state } = relay();
    const tab = tabAt(ask);
    state.refusal = code;
    tab.say('one', ID(1));
    await tab.delivery.flush();
    expect(tab.delivery.ended()).toBe(true);
  });

  it('R02: a passing no is tried again by itself', async () => {
    const { ask, stored, state } = relay();
    const tab = tabAt(ask);
    state.refusal = 'slow_down';
    tab.say('one', ID(1));
    await tab.delivery.flush();
    expect(tab.thread.waiting.value[0]?.refused).toBeUndefined();
    state.refusal = null;
    await vi.waitFor(() => expect(texts(stored)).toEqual(['one']));
  });

  it('what is thrown once, by the line or by storage, does not end her sending', async () => {
    for (const where of ['ask', 'keep'] as const) {
      const { ask, stored } = relay();
      let left = 1;
      const throwing = (run: () => unknown) => {
        if (left-- > 0) throw new Error('thrown once');
        return run();
      };
      const tab = plainTab();
      const { keep } = tab.memory;
      if (where === 'keep') tab.memory.keep = (change) => throwing(() => keep(change)) as never;
      const asked: Connection['ask'] = async (...given) =>
        (where === 'ask' ? throwing(() => ask(...given)) : ask(...given)) as never;
      const delivery = createDelivery(tab, asked, createLog(tab, ask));
      tab.say('one', ID(1));
      await delivery.flush();
      tab.say('two', ID(2));
      await delivery.flush();
      expect(texts(stored)).toEqual(['one', 'two']);
    }
  });

  it('one line that is too large does not hold up the others', async () => {
    const { ask, stored } = relay();
    const tab = tabAt(ask);
    tab.say('x'.repeat(LIMITS.eventBytes), ID(1));
    tab.say('short', ID(2));
    await tab.delivery.flush();
    expect(texts(stored)).toEqual(['short']);
    expect(tab.memory.lines()).toMatchObject([{ refused: 'too_large' }]);
  });

  it('L08: one call takes at most twenty lines and stays under the event cap', () => {
    const line = (n: number, text: string) => ({
      draft: { id: ID(n), kind: 'message' as const, body: { text } },
      at: 0,
    });
    expect(fitting(Array.from({ length: 30 }, (_, n) => line(n, 'a')))).toHaveLength(LIMITS.appendEntries);
    expect(fitting(Array.from({ length: 10 }, (_, n) => line(n, '語'.repeat(4_000))))).toHaveLength(5);
  });
});
