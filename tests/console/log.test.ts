import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../../console/models/log.ts';
import type { Entry } from '../../protocol/entries.ts';
import { aMessage } from './desk-cast.ts';
import { makeLine } from './desk-line.ts';

const THREAD = 'thread';
const words = (upTo: number) => Array.from({ length: upTo }, (_, i) => aMessage(THREAD, i + 1, `word ${i + 1}`));
const seqs = (entries: readonly Entry[]) => entries.map((entry) => entry.seq);

/** A relay that answers `entries.after` from these entries, a page at a time. */
function logOver(entries: Entry[], pageOf = 200) {
  const line = makeLine();
  line.state.value = 'open';
  line.answer('entries.after', ({ after, before }) => {
    if (typeof before === 'number') {
      const page = entries.filter((entry) => entry.seq < before).slice(-50);
      return { entries: page, head: entries.length, more: (page[0]?.seq ?? 1) > 1, cursors: [] };
    }
    if (after === undefined) {
      return { entries: entries.slice(-50), head: entries.length, more: entries.length > 50, cursors: [] };
    }
    const rest = entries.filter((entry) => entry.seq > Number(after));
    return { entries: rest.slice(0, pageOf), head: entries.length, more: rest.length > pageOf, cursors: [] };
  });
  return { line, log: createLog({ conversation: THREAD, link: line.link, onCursors: () => undefined }) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the log on her desk', () => {
  test('R12: a word that overtakes another waits for it', async () => {
    const all = words(8);
    const { log } = logOver(all.slice(0, 6));
    await log.catchUp();
    log.take([all[7] as Entry]);
    expect(seqs(log.entries.value).at(-1)).toBe(6);
    log.take([all[6] as Entry]);
    expect(seqs(log.entries.value).slice(-2)).toEqual([7, 8]);
  });

  test('after an older backup was put in place, it drops what it held and reads anew', async () => {
    const known = words(8);
    const { log } = logOver(known);
    await log.catchUp();
    known.splice(4, 4, aMessage(THREAD, 5, 'said after the restore'));
    expect(await log.catchUp()).toBe(true);
    expect(seqs(log.entries.value)).toEqual([1, 2, 3, 4, 5]);
    expect(log.entries.value.at(-1)?.body).toEqual({ text: 'said after the restore' });
    expect(log.last.value).toBe(5);
  });

  test('a gap that does not close by itself is asked for after 300 ms', async () => {
    const all = words(9);
    const known = all.slice(0, 6);
    const { line, log } = logOver(known);
    await log.catchUp();
    known.push(...all.slice(6));
    log.take([all[8] as Entry]);
    await vi.advanceTimersByTimeAsync(299);
    expect(line.askedFor('entries.after')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(line.askedFor('entries.after').at(-1)).toMatchObject({ after: 6 });
    expect(seqs(log.entries.value)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('R07: 200 words said while she was away arrive all and in order, page by page', async () => {
    const all = words(260);
    const known = all.slice(0, 60);
    const { log } = logOver(known, 70);
    await log.catchUp();
    known.push(...all.slice(60));
    expect(await log.catchUp()).toBe(true);
    expect(seqs(log.entries.value)).toEqual(all.slice(10).map((entry) => entry.seq));
  });

  test('words told while the first page is under way are neither lost nor doubled', async () => {
    const all = words(5);
    const { log } = logOver(all.slice(0, 4));
    const reading = log.catchUp();
    log.take([all[3] as Entry, all[4] as Entry]);
    await reading;
    expect(seqs(log.entries.value)).toEqual([1, 2, 3, 4, 5]);
  });

  test('earlier words are added in front, and only on demand', async () => {
    const { log } = logOver(words(120));
    await log.catchUp();
    expect(seqs(log.entries.value)[0]).toBe(71);
    await log.readOlder();
    expect(seqs(log.entries.value)[0]).toBe(21);
    await log.readOlder();
    expect(seqs(log.entries.value)).toHaveLength(120);
    expect(log.older.value).toBe(false);
  });

  test('a struck word loses its body and keeps its place', async () => {
    const [first, second] = words(2) as [Entry, Entry];
    const { log } = logOver([first, second]);
    await log.catchUp();
    log.take([{ ...second, seq: 3, id: 'struck', kind: 'struck', body: { id: first.id, seq: 1, reason: 'erased' } }]);
    expect(log.entries.value[0]).toMatchObject({ seq: 1, body: null });
  });

  test('a word erased loses her name as well', async () => {
    const [told, second] = words(2) as [Entry, Entry];
    const first: Entry = { ...told, by: { kind: 'shopper', id: 'claire', name: 'Claire' } };
    const { log } = logOver([first, second]);
    await log.catchUp();
    log.take([{ ...second, seq: 3, id: 'struck', kind: 'struck', body: { id: first.id, seq: 1, reason: 'erased' } }]);
    expect(log.entries.value[0]).toMatchObject({ body: null, by: { kind: 'shopper', name: null } });
  });

  test('a line cut in the middle of catching up says so, and the next time goes on from there', async () => {
    const all = words(30);
    const known = all.slice(0, 5);
    const { line, log } = logOver(known, 10);
    await log.catchUp();
    known.push(...all.slice(5));
    line.cut();
    expect(await log.catchUp()).toBe(false);
    expect(log.refused.value).toBe('unreachable');
    line.state.value = 'open';
    expect(await log.catchUp()).toBe(true);
    expect(log.entries.value).toHaveLength(30);
  });
});
