import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { run } from '../../server/cli/salon.ts';
import { readConfig } from '../../server/config.ts';
import { type Relay, startRelay } from '../../server/main.ts';
import { readManifest } from '../../server/operation/manifest.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { message, put } from '../store/rows.ts';
import { digestOf, fillStore } from './filled.ts';

let home: string;
let relay: Relay | undefined;
const dataDir = (name: string) => join(home, name);
const start = async (name = 'paris') =>
  startRelay(readConfig({ PORT: '0', DATA_DIR: dataDir(name), DEMO: '0' }), { log: pino({ level: 'silent' }) });
const salon = (args: string[], name = 'paris') => run(args, { DATA_DIR: dataDir(name), INIT_CWD: home, DEMO: '0' });
const stopped = async () => {
  await relay?.stop();
  relay = undefined;
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'salon-backup-'));
  vi.spyOn(console, 'log').mockReturnValue();
});
afterEach(async () => {
  await stopped();
  rmSync(home, { recursive: true, force: true });
});

/** A relay with some talk in its store, and a backup of it in `kept.db`. */
async function backedUp() {
  relay = await start();
  const threads = await fillStore(relay.ports.store, 20, 2_000);
  const told = await salon(['backup', 'kept.db']);
  expect(told.text).toContain(', 2000 entries, in ');
  expect(told.code).toBe(0);
  return { threads, thread: threads[0] ?? '', store: relay.ports.store };
}
const append = (store: Relay['ports']['store'], thread: string, text: string) =>
  put(store, thread, (tx) => tx.append(thread, 'shared', [message(text)]));

describe('a backup', () => {
  it('is made while the relay goes on writing, is the store of one moment, and has its manifest beside it', async () => {
    relay = await start();
    const { store } = relay.ports;
    const threads = await fillStore(store, 20, 10_000);
    let done = false;
    let during = 0;
    const making = salon(['backup', 'kept.db']).finally(() => {
      done = true;
    });
    for (let i = 0; !done; i++) {
      await append(store, threads[i % 20] ?? '', `while it is copied ${i}`);
      if (!done) during += 1;
    }
    expect((await making).code).toBe(0);
    expect(during).toBeGreaterThan(0);
    const manifest = await readManifest(join(home, 'kept.db'));
    const heads = manifest?.heads ?? { shared: 0, staff: 0, conversations: 0 };
    expect(heads.conversations).toBe(20);
    // One moment: the heads of the conversations speak for exactly the entries that are there.
    expect(manifest?.tables.entries).toBe(heads.shared + heads.staff);
    expect(heads.shared).toBeGreaterThanOrEqual(10_000);
    expect(manifest).toMatchObject({ v: 1, file: 'kept.db', schema: 1, bytes: statSync(join(home, 'kept.db')).size });
    expect(statSync(join(home, 'kept.db')).mode & 0o777).toBe(0o600);
    const copy = new DatabaseSync(join(home, 'kept.db'), { readOnly: true });
    expect(copy.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    copy.close();
    expect(readdirSync(home).sort()).toEqual(['kept.db', 'kept.db.json', 'paris']);
  });

  it('never writes over a file, has a name of its own where none is said, and says why it could not be made', async () => {
    await backedUp();
    expect(await salon(['backup', 'kept.db'])).toEqual({ code: 1, text: expect.stringContaining('is there already') });
    expect((await salon(['backup'])).text).toMatch(/paris\/backups\/salon-\d{8}T\d{6}Z\.db\n/);
    expect(readFileSync(join(dataDir('paris'), 'last-backup.json'), 'utf8')).toContain('/backups/salon-');
    writeFileSync(join(home, 'no-folder'), '');
    const told = await salon(['backup', 'no-folder/kept.db']);
    expect(told).toEqual({ code: 1, text: expect.stringMatching(/^The backup was not made: .*(ENOTDIR|EEXIST)/) });
  });

  it('is made of the file itself where no relay runs', async () => {
    await backedUp();
    await stopped();
    expect((await salon(['backup', 'cold.db'])).text).toContain(', 2000 entries, in ');
  });
});

describe('S09: a backup on a new host', () => {
  it('gives the same store again, entry for entry', async () => {
    await backedUp();
    await stopped();
    const told = await salon(['restore', 'kept.db'], 'tokyo');
    expect(told.text).toMatch(/^Restored the backup of .*: 20 conversations, 2000 entries, checksum and integrity/);
    expect(told.text).toContain('There is no strikes.log here: bring the old one along');
    expect(told.code).toBe(0);
    expect(readdirSync(dataDir('tokyo'))).toEqual(['salon.db']);
    expect(digestOf(join(dataDir('tokyo'), 'salon.db'))).toEqual(digestOf(join(dataDir('paris'), 'salon.db')));
    relay = await start('tokyo');
    expect(await relay.ports.store.read.count('entries', {})).toBe(2_000);
  });

  it('forgets again what was struck after it was made, and says where the old store is', async () => {
    const { thread, store } = await backedUp();
    const [entry] = await store.read.entries({ conversation: thread }, { limit: 1 });
    await append(store, thread, 'said after the backup');
    const struck = await salon(['strike', thread, entry?.id ?? '', '--reason', 'erased']);
    expect(struck).toEqual({ code: 0, text: `Entry ${entry?.seq} of conversation ${thread} is struck.` });
    expect((await salon(['strike', thread, entry?.id ?? ''])).text).toContain('had been struck before');
    await stopped();
    const told = await salon(['restore', 'kept.db']);
    expect(told.text).toContain('1 strikes noted; 1 had come back and are struck again.');
    const aside = /stood there before is in (\S+);/.exec(told.text)?.[1] ?? '';
    const old = await openSqlite(join(aside, 'salon.db'), { now: Date.now, makeId });
    expect(await old.read.count('entries', {})).toBe(2_002);
    await old.close();
    relay = await start();
    const log = await relay.ports.store.read.entries({ conversation: thread }, { by: 'seq' });
    expect(log.find(({ id }) => id === entry?.id)?.body).toBeNull();
    expect(log.at(-1)).toMatchObject({ kind: 'struck', body: { id: entry?.id } });
    expect(await relay.ports.store.read.count('entries', {})).toBe(2_001);
    expect((await salon(['strikes', 'replay'])).text).toBe('1 strikes noted; 0 had come back and are struck again.');
  });

  it('put in place by other means, is struck again when the relay starts', async () => {
    const { thread, store } = await backedUp();
    const [entry] = await store.read.entries({ conversation: thread }, { limit: 1 });
    await salon(['strike', thread, entry?.id ?? '']);
    await stopped();
    writeFileSync(join(dataDir('paris'), 'salon.db'), readFileSync(join(home, 'kept.db')));
    relay = await start();
    expect((await relay.ports.store.read.entries({ id: entry?.id ?? '' }))[0]?.body).toBeNull();
  });

  it('is refused while a relay runs there, or anybody else has the store open', async () => {
    await backedUp();
    const refused = await salon(['restore', 'kept.db']);
    expect(refused).toEqual({
      code: 1,
      text: expect.stringMatching(/Nothing was restored: a relay \(process \d+\) runs/),
    });
    await stopped();
    const other = new DatabaseSync(join(dataDir('paris'), 'salon.db'));
    other.prepare('select count(*) from entries').get();
    expect((await salon(['restore', 'kept.db'])).text).toContain('another process has');
    other.close();
    expect(readdirSync(dataDir('paris')).filter((name) => /restor/.test(name))).toEqual([]);
    expect((await salon(['restore', 'kept.db'])).code).toBe(0);
  });

  it.each([
    ['a byte was lost', 'size or checksum differ', () => appendFileSync(join(home, 'kept.db'), 'x')],
    [
      'a byte was changed',
      'size or checksum differ',
      () => {
        const bytes = readFileSync(join(home, 'kept.db'));
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        writeFileSync(join(home, 'kept.db'), bytes);
      },
    ],
    ['its manifest is cut short', 'cannot be read', () => writeFileSync(join(home, 'kept.db.json'), '{"v":1,')],
    ['its manifest is missing', 'there is no manifest', () => rmSync(join(home, 'kept.db.json'))],
    ['it is not there', 'there is no file', () => rmSync(join(home, 'kept.db'))],
  ])('is refused, and nothing changed, where %s', async (_what, says, spoil) => {
    await backedUp();
    await stopped();
    const before = digestOf(join(dataDir('paris'), 'salon.db'));
    spoil();
    expect(await salon(['restore', 'kept.db'])).toEqual({ code: 1, text: expect.stringContaining(says) });
    expect(digestOf(join(dataDir('paris'), 'salon.db'))).toEqual(before);
    expect(readdirSync(dataDir('paris')).filter((name) => /restor/.test(name))).toEqual([]);
  });

  it('of a schema that is too new is refused in a sentence, and nothing changed', async () => {
    await backedUp();
    await stopped();
    const file = new DatabaseSync(join(dataDir('paris'), 'salon.db'));
    file.exec(`insert into "migrations" values ('009-later', 9, 0)`);
    file.close();
    const told = await salon(['backup', 'newer.db']);
    expect(told).toEqual({ code: 1, text: expect.stringContaining("its schema is 9, this release's is 1") });
    expect(existsSync(join(home, 'newer.db'))).toBe(false);
  });
});
