import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressOf } from '../../protocol/cursors.ts';
import type { Entry } from '../../protocol/entries.ts';
import type { Connection } from '../../widget/connection.ts';
import { showEarlier } from '../../widget/earlier.ts';
import { createLog } from '../../widget/models/log.ts';
import type { Salon } from '../../widget/models/salon.ts';
import { CLAIRE, CONVERSATION, entry, plainTab } from './plain-salon.ts';

/** A relay's log of one conversation, and what was asked of it. */
function opened(committed: Entry[], refusals: object[] = []) {
  const tab = plainTab();
  const asked: { command: string; payload: Record<string, unknown> }[] = [];
  const ask = (async (command: string, payload: Record<string, unknown>) => {
    asked.push({ command, payload });
    if (command !== 'entries.after') return { ok: true, now: 0 };
    const error = refusals.shift();
    if (error) return { ok: false, error };
    const { after, before } = payload as { after?: number; before?: number };
    const page = committed
      .filter((e) => (after === undefined ? e.seq < (before ?? Infinity) : e.seq > after))
      .slice(after === undefined ? -50 : 0);
    return {
      ok: true,
      now: 0,
      entries: page.slice(0, 200),
      head: committed.length,
      more: page.length > 200,
      cursors: [],
    };
  }) as unknown as Connection['ask'];
  const log = createLog(tab, ask);
  const seqs = () => tab.thread.entries.value.map((e) => e.seq);
  return { tab, log, ask, asked, seqs };
}
const upTo = (seq: number) => Array.from({ length: seq }, (_, i) => entry(i + 1));

describe('the log', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('after an older backup was put in place, it drops what it held and reads anew', async () => {
    const committed = upTo(8);
    const { log, tab, seqs } = opened(committed);
    await log.catchUp({ id: CONVERSATION });
    log.seen();
    committed.splice(4, 4, entry(5, 'said after the restore', '01890000-0000-7000-8000-0000000000ff'));
    await log.catchUp({ id: CONVERSATION });
    expect(seqs()).toEqual([1, 2, 3, 4, 5]);
    expect(tab.thread.entries.value.at(-1)?.body).toEqual({ text: 'said after the restore' });
    expect([tab.thread.readSeq.value, tab.memory.kept().readSeq]).toEqual([5, 5]);
    log.take(CONVERSATION, [entry(6)]);
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('what is struck loses its body and keeps its place, whatever kind it is of', async () => {
    const strange = { ...entry(2), kind: 'hologram', body: { scene: 'a scene' } } as never as Entry;
    const { log, tab } = opened([entry(1), strange, entry(3)]);
    await log.catchUp({ id: CONVERSATION });
    const body = { id: strange.id, seq: 2, reason: 'erased' as const };
    log.take(CONVERSATION, [{ ...entry(4), by: { kind: 'house' }, kind: 'struck', body }]);
    expect(tab.thread.entries.value).toMatchObject([
      { seq: 1 },
      { id: strange.id, body: null },
      { seq: 3 },
      { seq: 4 },
    ]);
    expect(tab.thread.entries.value[0]?.body).toEqual({ text: 'word 1' });
  });

  it('what the relay could not read just now is asked for again, without a new line', async () => {
    const { log, seqs } = opened(upTo(3), [{ code: 'try_again', retryInMs: 1_000 }]);
    await log.catchUp({ id: CONVERSATION });
    expect(seqs()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it('R12: what arrives out of order is shown in order, without asking', async () => {
    const { log, seqs, asked } = opened(upTo(8));
    await log.catchUp({ id: CONVERSATION });
    asked.length = 0;
    log.take(CONVERSATION, [entry(10)]);
    log.take(CONVERSATION, [entry(9)]);
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked.filter(({ command }) => command === 'entries.after')).toEqual([]);
  });

  it('a gap is held for 300 ms, then asked for', async () => {
    const committed = upTo(2);
    const { log, seqs, asked } = opened(committed);
    await log.catchUp({ id: CONVERSATION });
    committed.push(...upTo(5).slice(2));
    log.take(CONVERSATION, [entry(5)]);
    await vi.advanceTimersByTimeAsync(299);
    expect(seqs()).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(2);
    expect(asked.at(-2)).toEqual({ command: 'entries.after', payload: { conversation: CONVERSATION, after: 2 } });
    expect(seqs()).toEqual([1, 2, 3, 4, 5]);
  });

  it('repeats are dropped, and a second catch-up brings only what is new', async () => {
    const committed = upTo(3);
    const { log, seqs } = opened(committed);
    await log.catchUp({ id: CONVERSATION });
    log.take(CONVERSATION, [entry(2), entry(3)]);
    committed.push(entry(4));
    await log.catchUp({ id: CONVERSATION });
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  it('R01: what she said first is not shown twice when the line comes back', async () => {
    const committed = upTo(2);
    const { log, seqs } = opened(committed);
    log.take(CONVERSATION, committed);
    committed.push(entry(3));
    await log.catchUp({ id: CONVERSATION });
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it('news that comes before the first view does not stand in its way', async () => {
    const { log, seqs } = opened(upTo(80));
    log.take(CONVERSATION, [entry(80)]);
    await log.catchUp({ id: CONVERSATION });
    expect([seqs()[0], seqs().at(-1), seqs().length]).toEqual([31, 80, 50]);
  });

  it('R07: a device that was away for 450 entries has them all, in order', async () => {
    const committed = upTo(10);
    const { log, seqs } = opened(committed);
    await log.catchUp({ id: CONVERSATION });
    committed.push(...upTo(460).slice(10));
    log.take(CONVERSATION, [entry(460)]);
    await log.catchUp({ id: CONVERSATION });
    expect(seqs()).toEqual(upTo(460).map((e) => e.seq));
  });

  it('the first view is the last fifty; what is older comes when she asks, once', async () => {
    const { tab, log, ask, seqs } = opened(upTo(120));
    await log.catchUp({ id: CONVERSATION });
    expect([seqs()[0], seqs().length]).toEqual([71, 50]);
    const page = { root: { querySelector: () => null } } as unknown as Salon['page'];
    await Promise.all([showEarlier({ ...tab, page }, ask), showEarlier({ ...tab, page }, ask)]);
    expect([seqs()[0], seqs().length]).toEqual([21, 100]);
  });

  it('a line on its way goes when its id is seen in the log', async () => {
    const { log, tab } = opened([]);
    const own = entry(1);
    tab.say('word 1', own.id);
    log.take(CONVERSATION, [own]);
    expect(tab.memory.lines()).toEqual([]);
    expect(tab.thread.waiting.value).toEqual([]);
  });

  it('what was struck shows no body any more', async () => {
    const { log, tab } = opened(upTo(2));
    await log.catchUp({ id: CONVERSATION });
    const struck = { ...entry(3), kind: 'struck', body: { id: entry(1).id, seq: 1, reason: 'erased' } } as Entry;
    log.take(CONVERSATION, [struck]);
    expect(tab.thread.entries.value[0]?.body).toBeNull();
  });

  it('delivered is told at once, read only once she has seen it', async () => {
    const { log, asked } = opened(upTo(3));
    await log.catchUp({ id: CONVERSATION });
    const moves = () => asked.filter(({ command }) => command === 'cursor.move').map(({ payload }) => payload);
    expect(moves()).toEqual([{ conversation: CONVERSATION, deliveredSeq: 3, readSeq: 0 }]);
    log.seen();
    expect(moves().at(-1)).toEqual({ conversation: CONVERSATION, deliveredSeq: 3, readSeq: 3 });
  });
});

describe('the progress of her words', () => {
  const cursor = { person: CLAIRE.id, kind: 'associate' as const };
  it.each([
    ['sent', [{ ...cursor, deliveredSeq: 4, readSeq: 4 }]],
    ['delivered', [{ ...cursor, deliveredSeq: 5, readSeq: 4 }]],
    ['read', [{ ...cursor, deliveredSeq: 9, readSeq: 5 }]],
    ['sent', [{ person: 'herself', kind: 'shopper' as const, deliveredSeq: 9, readSeq: 9 }]],
  ] as const)('is never ahead of what is true: %s', (progress, cursors) => {
    expect(progressOf(5, cursors, 'associate')).toBe(progress);
  });
});
