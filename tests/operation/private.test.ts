import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../server/cli/salon.ts';
import { readConfig } from '../../server/config.ts';
import { type Relay, startRelay } from '../../server/main.ts';
import { appendStrike } from '../../server/operation/strikes-file.ts';
import { draftOf } from '../../server/operation/synced.ts';

/* What the relay keeps is its own account's, and what stands under a name that somebody gives a backup stays. */

let home: string;
let relay: Relay | undefined;
let umask: number;
const dataDir = () => join(home, 'data');
const start = async () => {
  relay = await startRelay(readConfig({ PORT: '0', DATA_DIR: dataDir(), DEMO: '0' }), {
    log: pino({ level: 'silent' }),
  });
};
const stop = async () => {
  await relay?.stop();
  relay = undefined;
};
const salon = (...args: string[]) => run(args, { DATA_DIR: dataDir(), INIT_CWD: home, DEMO: '0' });

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'salon-private-'));
  // The widest that a machine may be set to.
  umask = process.umask(0);
  vi.spyOn(console, 'log').mockReturnValue();
});
afterEach(async () => {
  await stop();
  process.umask(umask);
  rmSync(home, { recursive: true, force: true });
});

/** Everything under a folder, the folder too, that others may read or write. */
function wideUnder(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).map((one) =>
    join(one.parentPath, one.name),
  );
  return [folder, ...all].filter((path) => (lstatSync(path).mode & 0o077) !== 0);
}
const noted = { at: 1, brand: 'b', person: 'p', shoppers: [], reason: 'erased' as const };

describe('the data of a relay', () => {
  it('is its owner’s alone: store, write-ahead log, strikes, backups and what a restore sets aside', async () => {
    await start();
    await appendStrike(join(dataDir(), 'strikes.log'), noted);
    expect((await salon('backup')).code).toBe(0);
    expect((await salon('backup', 'kept.db')).code).toBe(0);
    expect(readdirSync(dataDir())).toEqual(
      expect.arrayContaining(['salon.db', 'salon.db-wal', 'salon.db-shm', 'strikes.log', 'relay.json', 'backups']),
    );
    expect(wideUnder(dataDir())).toEqual([]);
    for (const name of ['kept.db', 'kept.db.json']) expect(lstatSync(join(home, name)).mode & 0o777).toBe(0o600);
    await stop();
    chmodSync(join(home, 'kept.db'), 0o644);
    expect((await salon('restore', 'kept.db')).code).toBe(0);
    expect(wideUnder(dataDir())).toEqual([]);
  });

  it('is mended at a start where an earlier release left it readable', async () => {
    await start();
    await salon('backup');
    await appendStrike(join(dataDir(), 'strikes.log'), noted);
    await stop();
    for (const path of [dataDir(), join(dataDir(), 'backups')]) chmodSync(path, 0o755);
    const files = readdirSync(dataDir(), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    for (const one of files) chmodSync(join(one.parentPath, one.name), 0o644);
    // What somebody else keeps there is not ours to change.
    writeFileSync(join(dataDir(), 'notes.txt'), 'of the operator', { mode: 0o644 });
    await start();
    expect(wideUnder(dataDir())).toEqual([join(dataDir(), 'notes.txt')]);
  });
});

describe('a backup', () => {
  const put = (name: string) => writeFileSync(join(home, name), `of somebody else: ${name}`);
  const kept = (name: string) => readFileSync(join(home, name), 'utf8') === `of somebody else: ${name}`;

  it.each(['kept.db', 'kept.db.json'])('is refused where %s stands, which stays', async (name) => {
    await start();
    put(name);
    const told = await salon('backup', 'kept.db');
    expect(told).toEqual({ code: 1, text: `${join(home, name)} is there already; name another file.` });
    expect(kept(name)).toBe(true);
    expect(readdirSync(home).sort()).toEqual(['data', name].sort());
  });

  it('leaves files alone that happen to be named as its own unfinished ones once were', async () => {
    await start();
    const others = ['kept.db.draft', 'kept.db.json.draft', 'kept.db-journal', 'kept.db-wal'];
    for (const name of others) put(name);
    expect((await salon('backup', 'kept.db')).code).toBe(0);
    expect(others.filter((name) => !kept(name))).toEqual([]);
    expect(readdirSync(home).sort()).toEqual(['data', 'kept.db', 'kept.db.json', ...others].sort());
    expect(draftOf('/a/b.db')).not.toBe(draftOf('/a/b.db'));
  });

  it('does not follow a link that leads nowhere, and writes into no folder of that name', async () => {
    await start();
    symlinkSync(join(home, 'elsewhere.db'), join(home, 'kept.db'));
    mkdirSync(join(home, 'folder'));
    for (const name of ['kept.db', 'folder', 'folder/', 'folder/../kept.db']) {
      expect((await salon('backup', name)).text).toContain('is there already');
    }
    expect(readdirSync(home).sort()).toEqual(['data', 'folder', 'kept.db']);
  });

  it.each(['strikes.log', 'salon.db-journal', '../data/last-backup.json', 'anything'])(
    'is not made among the relay’s own files (%s)',
    async (name) => {
      await start();
      const before = readdirSync(dataDir()).sort();
      expect(await salon('backup', join(dataDir(), name))).toEqual({
        code: 1,
        text: expect.stringContaining('lies among the relay’s own files'.replace('’', "'")),
      });
      expect(readdirSync(dataDir()).sort()).toEqual(before);
    },
  );

  it('of which another one of that name was made meanwhile gives way, and leaves nothing behind', async () => {
    await start();
    const both = await Promise.all([salon('backup', 'kept.db'), salon('backup', 'kept.db')]);
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(both.find(({ code }) => code === 1)?.text).toMatch(/is there already|EEXIST/);
    expect(readdirSync(home).sort()).toEqual(['data', 'kept.db', 'kept.db.json']);
    const copy = new DatabaseSync(join(home, 'kept.db'), { readOnly: true });
    expect(copy.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    copy.close();
    await stop();
    expect((await salon('restore', 'kept.db')).code).toBe(0);
  });
});
