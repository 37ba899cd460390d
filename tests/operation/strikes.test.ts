import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Backups } from '../../server/actions/administer.ts';
import { replayStrikes } from '../../server/actions/replay-strikes.ts';
import { type Strikes, strikeEntry } from '../../server/actions/strike-entry.ts';
import { createBackups } from '../../server/operation/backups.ts';
import { appendStrike, readStrikes } from '../../server/operation/strikes-file.ts';
import { scrubTraces } from '../../server/operation/traces.ts';
import { chat, type Rig, startRig } from '../helpers/rig.ts';
import { fillStore } from './filled.ts';

let rig: Rig;
let backups: Backups;
const path = (name: string) => join(rig.dir, name);
beforeEach(async () => {
  rig = await startRig();
  backups = createBackups({ dataDir: rig.dir, storeFile: path('salon.db'), databaseUrl: null, version: '0' });
});
afterEach(() => rig.end());

/** Which of these words stand in any of the store's files. */
function inFiles(words: readonly string[]): string[] {
  const files = ['salon.db', 'salon.db-wal', 'strikes.log'].map(path).filter((file) => existsSync(file));
  const bytes = files.map((file) => readFileSync(file));
  return words.filter((word) => bytes.some((all) => all.includes(word)));
}

async function said(text: string) {
  const shopper = await rig.shopper();
  const opened = await rig.opens(shopper, chat(rig.clock.now(), text));
  const entry = opened.entries[0];
  if (!entry) throw new Error('nothing was said');
  return { shopper, conversation: opened.conversation, request: opened.request.id, entry };
}
const strike = (conversation: string, entry: string, strikes: Strikes = backups.strikes) =>
  strikeEntry(rig.ports, strikes, { conversation, entry, reason: 'erased' });

describe('a strike', () => {
  it('takes the words out of every file of the store, keeps their place, and is told', async () => {
    const { shopper, conversation, entry } = await said('my secret wish is a ring of opals');
    expect(inFiles(['ring of opals'])).toEqual(['ring of opals']);
    rig.news.length = 0;
    expect(await strike(conversation, entry.id)).toEqual({
      ...{ ok: true, struck: { conversation, seq: entry.seq }, fresh: true },
    });
    expect(inFiles(['ring of opals'])).toEqual([]);
    expect(statSync(path('salon.db-wal')).size).toBe(0);
    const log = await rig.store.read.entries({ conversation }, { by: 'seq' });
    expect(log.find(({ id }) => id === entry.id)).toEqual({ ...entry, body: null });
    const struck = expect.objectContaining({
      ...{ kind: 'struck', seq: log.length, by: { kind: 'house' } },
      body: { id: entry.id, seq: entry.seq, reason: 'erased' },
    });
    expect(log.at(-1)).toEqual(struck);
    const told = rig.news.find((one) => one.what === 'entries');
    expect(told).toMatchObject({ to: expect.arrayContaining([`shopper:${shopper.id}`]), entries: [struck] });
    expect(await rig.store.read.count('audit', { action: 'entry.struck', subject: entry.id })).toBe(1);
  });

  it('repeated does nothing more, and what nobody has said is not there to be struck', async () => {
    const { conversation, entry } = await said('once');
    await strike(conversation, entry.id);
    const head = await rig.store.read.count('entries', { conversation });
    expect(await strike(conversation, entry.id)).toMatchObject({ ok: true, fresh: false });
    expect(await rig.store.read.count('entries', { conversation })).toBe(head);
    const struck = await rig.store.read.one('entries', { conversation, kind: 'struck' });
    for (const id of [struck?.id ?? '', rig.cast.Camille.id]) {
      expect(await strike(conversation, id)).toMatchObject({ ok: false, error: { code: 'not_found' } });
    }
    const other = await said('elsewhere');
    expect(await strike(conversation, other.entry.id)).toMatchObject({ error: { code: 'not_found' } });
  });

  it('of a product takes it off the request that was opened about it', async () => {
    const { shopper, conversation, request } = await said('this one');
    const product = { name: 'Opal ring', sku: 'engraved-for-claire' };
    await rig.store.commit(conversation, async (tx) => {
      const by = { kind: 'shopper' as const, id: shopper.id, name: null };
      const id = tx.id();
      await tx.append(conversation, 'shared', [{ id, author: shopper.id, by, kind: 'product', body: product }]);
      await tx.update('requests', { id: request }, { product });
      return { ok: true };
    });
    const entry = await rig.store.read.one('entries', { conversation, kind: 'product' });
    expect(inFiles(['engraved-for-claire'])).toHaveLength(1);
    await strike(conversation, entry?.id ?? '');
    expect((await rig.request(request)).product).toBeNull();
    expect(inFiles(['engraved-for-claire'])).toEqual([]);
  });

  it('is on disk before the store is touched, so that a crash between the two is mended by the next start', async () => {
    const { conversation, entry } = await said('not for anybody');
    const cut: Strikes = {
      ...backups.strikes,
      async note(noted) {
        await backups.strikes.note(noted);
        expect(readFileSync(path('strikes.log'), 'utf8').trim()).toBe(JSON.stringify({ v: 1, ...noted }));
        expect(await rig.store.read.one('entries', { id: entry.id })).toMatchObject({
          body: { text: 'not for anybody' },
        });
        throw new Error('the power went');
      },
    };
    await expect(strike(conversation, entry.id, cut)).rejects.toThrow('the power went');
    expect(inFiles(['not for anybody'])).toHaveLength(1);
    await rig.reopen();
    const again = await replayStrikes(rig.ports, backups.strikes);
    expect(again).toEqual({ ok: true, struckAgain: 1, erasedAgain: 0, noted: 1, unreadable: 0 });
    expect(inFiles(['not for anybody'])).toEqual([]);
    expect(await replayStrikes(rig.ports, backups.strikes)).toMatchObject({ struckAgain: 0, noted: 1 });
  });

  it('leaves nothing where pages were split and cells were moved', async () => {
    const threads = await fillStore(rig.store, 40, 4_000);
    const entries = await rig.store.read.all('entries', { conversation: threads, kind: 'message' });
    const some = entries.filter((_, i) => i % 40 === 0);
    const words = some.map(({ body }) => `"text":"${(body as { text: string }).text.slice(0, 12)}`);
    const bodies = some.map(({ body }) => JSON.stringify(body));
    await rig.store.commit('all', async (tx) => {
      for (const { conversation, log, seq } of some) {
        await tx.touch('entries', { conversation, log, seq }, { body: null });
      }
      return { ok: true };
    });
    await backups.strikes.scrub(bodies);
    const unsaid = words.filter(
      (word) => !entries.some((e) => !some.includes(e) && JSON.stringify(e.body).includes(word)),
    );
    expect(unsaid.length).toBeGreaterThan(50);
    expect(inFiles(unsaid)).toEqual([]);
  });
});

describe('traces of what was struck', () => {
  it('are found wherever they are left in the file, whole or in part, and the file is written anew', async () => {
    const text = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');
    await rig.store.close();
    const file = new DatabaseSync(path('salon.db'));
    file.exec(`pragma secure_delete = off; create table scrap (words text)`);
    file.prepare('insert into scrap values (?)').run(`lost its beginning ${text.slice(150)}`);
    file.exec('delete from scrap; pragma wal_checkpoint(truncate)');
    file.close();
    expect(inFiles(['word50 word51'])).toHaveLength(1);
    expect(scrubTraces(path('salon.db'), ['{"text":"nobody wrote this"}'])).toBe(false);
    expect(scrubTraces(path('salon.db'), [JSON.stringify({ text })])).toBe(true);
    expect(inFiles(['word50 word51'])).toEqual([]);
    await rig.reopen();
  });
});

describe('strikes.log', () => {
  const line = (seq: number) => ({
    ...{ at: 1, conversation: '01a20cff-7d00-7638-b1c6-e21f15092fc5', log: 'shared' as const, seq },
    ...{ id: '01a20cff-7d00-7638-b1c6-e21f15092fc6', reason: 'erased' as const },
  });

  it('is one line a strike, its owner’s alone, and a line cut off by a crash spoils no other', async () => {
    const file = path('strikes.log');
    expect(await readStrikes(file)).toEqual({ strikes: [], erasures: [], unreadable: 0 });
    await appendStrike(file, line(1));
    appendFileSync(file, '{"v":1,"at":2,"conv');
    await appendStrike(file, line(2));
    expect(await readStrikes(file)).toEqual({ strikes: [line(1), line(2)], erasures: [], unreadable: 1 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(JSON.stringify({ v: 1, ...line(1) }));
  });

  it('takes strikes that come at once one after the other', async () => {
    await Promise.all([1, 2, 3, 4, 5].map((seq) => backups.strikes.note(line(seq))));
    expect((await backups.strikes.all()).strikes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });
});
