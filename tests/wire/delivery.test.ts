import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { jsonBytes } from '../../protocol/text.ts';
import { chat } from '../helpers/rig.ts';
import { type DeskEnd, type ShopperEnd, startWire, type Wire } from '../helpers/wire.ts';
import type { End } from '../helpers/wire-end.ts';

let wire: Wire;
let camille: DeskEnd;
let claire: ShopperEnd;
let conversation: string;
beforeEach(async () => {
  wire = await startWire();
  camille = await wire.free('Camille');
  claire = await wire.shopper();
  ({ conversation } = await claire.ok('request.open', chat(wire.rig.clock.now())));
  const offer = await camille.until(() => camille.heard('offer')[0]);
  await camille.ok('offer.accept', { offer: offer.id });
});
afterEach(() => wire.end());

const entriesOf = (end: Pick<End<'shopper'>, 'heard'>): Entry[] => end.heard('entries').flatMap((told) => told.entries);
const asEntries = (end: object) => entriesOf(end as End<'shopper'>);
const stored = () => wire.rig.store.read.entries({ conversation, log: 'shared' }, { by: 'seq' });
const head = async () => (await wire.rig.store.read.one('conversations', { id: conversation }))?.lastSeq ?? 0;
const say = (end: ShopperEnd | DeskEnd, ...texts: string[]) =>
  (end as ShopperEnd).ok('entries.append', { conversation, entries: texts.map(wire.message) });

describe('sending twice is harmless', () => {
  test('R03: the same id twenty times at once, over several sockets: one row, one seq, twenty equal answers', async () => {
    const tabs = await Promise.all([1, 2, 3].map(() => wire.shopper(claire.asking)));
    const before = await head();
    const payload = { conversation, entries: [wire.message('Is it still there?')] };
    const sent = Array.from({ length: 20 }, (_, i) => (tabs[i % 3] ?? claire).ok('entries.append', payload));
    const answers = (await Promise.all(sent)).map((answer) => answer.entries);
    expect(new Set(answers.map((entries) => JSON.stringify(entries))).size).toBe(1);
    expect(answers[0]).toMatchObject([{ seq: before + 1, id: payload.entries[0]?.id }]);
    expect(await head()).toBe(before + 1);
    await camille.until(() => asEntries(camille).some((entry) => entry.seq === before + 1));
    expect(asEntries(camille).filter((entry) => entry.seq === before + 1)).toHaveLength(1);
  });

  test('R15: an answer lost on its way: the sender asks again with the same id, and it stands once', async () => {
    const sender = await wire.shopper(claire.asking, { reconnection: true });
    const payload = { conversation, entries: [wire.message('Did you hear me?')] };
    // The connection is cut when the entry is on disk and its answer is not yet written.
    let cut = false;
    wire.rig.listen((news) => {
      if (cut || !news.some((one) => one.what === 'entries')) return;
      cut = true;
      for (const socket of wire.sockets.io.of('/shopper').sockets.values()) {
        if (socket.id === sender.socket.id) socket.conn.close();
      }
    });
    await expect(sender.send('entries.append', payload)).rejects.toThrow('disconnected');
    await sender.until(() => sender.heard('snapshot').length === 2);
    const again = await sender.ok('entries.append', payload);
    expect((await stored()).filter((entry) => entry.id === payload.entries[0]?.id)).toEqual(again.entries);
  });

  test('the same id with another body, or from another author, is a conflict', async () => {
    const [said] = (await say(claire, 'In blue, please')).entries;
    const id = said?.id ?? '';
    const other = { conversation, entries: [{ id, kind: 'message' as const, body: { text: 'In red, please' } }] };
    const answer = await claire.ok('entries.append', other);
    expect(answer).toMatchObject({ entries: [], refused: { code: 'conflict', id } });
    const same = { conversation, entries: [{ id, kind: 'message' as const, body: { text: 'In blue, please' } }] };
    expect(await camille.ok('entries.append', same)).toMatchObject({ entries: [], refused: { code: 'conflict', id } });
    expect((await stored()).filter((entry) => entry.id === id)).toMatchObject([{ body: { text: 'In blue, please' } }]);
  });

  test('a list stops at the entry that conflicts and says which: what came before it is stored, what follows is not', async () => {
    const [known] = (await say(claire, 'first')).entries;
    const entries = [wire.message('second'), { ...wire.message('other'), id: known?.id ?? '' }, wire.message('third')];
    const answer = await claire.ok('entries.append', { conversation, entries });
    expect(answer.entries.map((entry) => entry.id)).toEqual([entries[0]?.id]);
    expect(answer.refused).toMatchObject({ code: 'conflict', id: known?.id });
    const texts = (await stored()).flatMap((entry) => (entry.kind === 'message' ? [entry.body?.text] : []));
    expect(texts.slice(-2)).toEqual(['first', 'second']);
  });

  test('F17: one id twice in one list with another text is a conflict that names it, and no text is acknowledged in silence', async () => {
    const first = wire.message('in blue');
    const second = { ...wire.message('in red'), id: first.id };
    const answer = await claire.ok('entries.append', { conversation, entries: [first, second, wire.message('then')] });
    expect(answer.entries).toMatchObject([{ id: first.id, body: { text: 'in blue' } }]);
    expect(answer.refused).toMatchObject({ code: 'conflict', id: first.id });
    const asked = {
      id: wire.id(),
      kind: 'chat' as const,
      locale: 'fr-FR',
      zone: 'Europe/Paris',
      notice: '1',
      entries: [second, first].map((draft, n) => ({ ...draft, id: second.id, body: { text: `other ${n}` } })),
    };
    const other = await wire.shopper();
    expect((await other.send('request.open', asked)).ok).toBe(false);
    expect(await other.send('request.open', { ...asked, entries: asked.entries.slice(0, 1) })).toMatchObject({
      ok: true,
      entries: [{ body: { text: 'other 0' } }],
    });
  });

  test('one id twice in one list is one entry', async () => {
    const twice = wire.message('once');
    const answer = await claire.ok('entries.append', { conversation, entries: [twice, twice, wire.message('then')] });
    expect(answer.entries.map((entry) => entry.id)).toEqual([twice.id, twice.id, expect.any(String)]);
    expect((await stored()).filter((entry) => entry.id === twice.id)).toHaveLength(1);
  });

  test('asked once more with the same id, a request is opened once; further words in it are words like any other', async () => {
    const ask = chat(wire.rig.clock.now(), 'Do you have it in blue?');
    const marie = await wire.shopper();
    const first = await marie.ok('request.open', ask);
    const again = await marie.ok('request.open', ask);
    expect(again.entries).toEqual(first.entries);
    expect(again.request.id).toBe(first.request.id);
    expect(await wire.rig.store.read.count('requests', { shopper: marie.asking.id })).toBe(1);
  });
});

describe('one order for everybody', () => {
  test('R06: two tabs of one shopper write at once: both are told the same order, nothing twice', async () => {
    const tab = await wire.shopper(claire.asking);
    const lines = Array.from({ length: 20 }, (_, i) => say(i % 2 ? tab : claire, `line ${i}`));
    const answers = await Promise.all(lines);
    const last = Math.max(...answers.flatMap((answer) => answer.entries.map((entry) => entry.seq)));
    for (const end of [claire, tab, camille]) {
      await end.until(() => asEntries(end).some((entry) => entry.seq === last));
      const told = asEntries(end).filter((entry) => entry.kind === 'message' && entry.seq > last - 20);
      expect(told.map((entry) => entry.seq)).toEqual(Array.from({ length: 20 }, (_, i) => last - 19 + i));
    }
    expect(asEntries(tab).slice(-20)).toEqual(asEntries(camille).slice(-20));
  });

  test('what is answered, told live and read later is the same, word for word', async () => {
    const [said] = (await say(camille, 'Bonjour Madame')).entries;
    const page = await claire.ok('entries.after', { conversation, after: (said?.seq ?? 1) - 1 });
    expect(page.entries).toEqual([said]);
    await claire.until(() => entriesOf(claire).some((entry) => entry.id === said?.id));
    expect(entriesOf(claire).at(-1)).toEqual(said);
  });

  test('R07: what was said while a desk was away is read in order, page after page', async () => {
    camille.close();
    for (let i = 0; i < 12; i++) await say(claire, ...Array.from({ length: 20 }, (_, k) => `line ${i * 20 + k}`));
    const desk = await wire.associate('Camille');
    const card = desk.heard('snapshot')[0]?.held[0];
    expect(card).toMatchObject({ id: conversation, head: await head() });
    const read: Entry[] = [];
    for (let more = true; more; ) {
      const page = await desk.ok('entries.after', { conversation, after: read.at(-1)?.seq ?? 0 });
      expect(page.entries.length).toBeLessThanOrEqual(LIMITS.pageEntries);
      expect(page.head).toBe(await head());
      read.push(...page.entries);
      more = page.more;
    }
    expect(read).toEqual(await stored());
  });
});

describe('catching up', () => {
  const fill = async (count: number, text = 'x') => {
    for (let left = count; left > 0; left -= 20) await say(claire, ...Array(Math.min(left, 20)).fill(text));
  };
  const seqs = (entries: readonly Entry[]) => entries.map((entry) => entry.seq);
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  test('the first view is the last fifty; older ones come before it, to the first', async () => {
    await fill(120);
    const last = await head();
    const first = await claire.ok('entries.after', { conversation });
    expect(seqs(first.entries)).toEqual(range(last - 49, last));
    expect(first).toMatchObject({ head: last, more: true });
    const older = await claire.ok('entries.after', { conversation, before: last - 49 });
    expect(seqs(older.entries)).toEqual(range(last - 99, last - 50));
    const oldest = await claire.ok('entries.after', { conversation, before: last - 99 });
    expect(seqs(oldest.entries)).toEqual(range(1, last - 100));
    expect(oldest.more).toBe(false);
    expect(await claire.ok('entries.after', { conversation, before: 1 })).toMatchObject({ entries: [], more: false });
  });

  test('after a seq: at most two hundred, and nothing after the head', async () => {
    await fill(210);
    const last = await head();
    const page = await claire.ok('entries.after', { conversation, after: 0 });
    expect(seqs(page.entries)).toEqual(range(1, 200));
    expect(page).toMatchObject({ head: last, more: true });
    const rest = await claire.ok('entries.after', { conversation, after: 200 });
    expect(seqs(rest.entries)).toEqual(range(201, last));
    expect(rest.more).toBe(false);
    for (const after of [last, last + 1_000]) {
      const none = await claire.ok('entries.after', { conversation, after });
      expect(none).toMatchObject({ entries: [], head: last, more: false });
    }
  });

  test('a page is at most 128 KB, whatever is in it, in both directions', async () => {
    const long = '…'.repeat(1_000);
    for (let i = 0; i < 6; i++) await say(claire, ...Array(15).fill(long));
    const last = await head();
    const read: number[] = [];
    for (let after = 0; after < last; after = read.at(-1) ?? last) {
      const page = await claire.ok('entries.after', { conversation, after });
      expect(jsonBytes(page.entries)).toBeLessThanOrEqual(LIMITS.pageBytes);
      expect(page.more).toBe((page.entries.at(-1)?.seq ?? 0) < last);
      read.push(...seqs(page.entries));
    }
    expect(read).toEqual(range(1, last));
    const newest = await claire.ok('entries.after', { conversation });
    expect(jsonBytes(newest.entries)).toBeLessThanOrEqual(LIMITS.pageBytes);
    expect(newest.entries.at(-1)?.seq).toBe(last);
  });

  test('a page of short lines by somebody with long names keeps to 128 KB too', async () => {
    const { id } = wire.rig.cast.Camille;
    const long = '百貨店'.repeat(20);
    await wire.rig.store.commit(id, async (tx) => {
      await tx.update('associates', { id }, { firstName: long, title: `${long}${long}` });
      return { ok: true };
    });
    wire.rig.store.forgetHouse('maison');
    for (let i = 0; i < 10; i++) await say(camille, ...Array(20).fill('oui'));
    const page = await claire.ok('entries.after', { conversation, after: 3 });
    expect(jsonBytes(page.entries)).toBeLessThanOrEqual(LIMITS.pageBytes);
    expect(page.entries.length).toBeGreaterThan(100);
    expect(page.more).toBe(true);
  });

  test('the staff log is no shopper’s to read or to write', async () => {
    const staff = { conversation, log: 'staff' as const };
    await camille.ok('entries.append', { ...staff, entries: [wire.message('a good client')] });
    expect(await claire.send('entries.after', staff)).toMatchObject({ error: { code: 'not_found' } });
    const entries = [wire.message('hello?')];
    expect(await claire.send('entries.append', { ...staff, entries })).toMatchObject({ error: { code: 'not_found' } });
    expect((await camille.ok('entries.after', { ...staff, after: 0 })).entries).toMatchObject([
      { seq: 1, log: 'staff' },
    ]);
    await say(claire, 'after it');
    await claire.until(() => entriesOf(claire).length > 0);
    expect(claire.heard('entries').every((told) => told.log === 'shared')).toBe(true);
  });
});
