import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { run } from '../../server/cli/salon.ts';
import { createClock } from '../../server/clock.ts';
import { openStore } from '../../server/store/open-store.ts';
import type { Store } from '../../server/store/store.ts';
import { Postgres } from '../helpers/postgres.ts';
import { ensureProgram, versionsIn } from '../helpers/programs.ts';
import { message } from '../store/rows.ts';
import { fillStore } from './filled.ts';

let postgres: Postgres;
let dataDir: string;
beforeAll(async () => {
  postgres = await Postgres.start();
  dataDir = mkdtempSync(join(tmpdir(), 'salon-postgres-backup-'));
}, 120_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const program = (name: string) =>
  ensureProgram({
    name,
    packages: ['postgresql'],
    folders: versionsIn('/usr/lib/postgresql', 'bin'),
    otherwise: 'macOS: `brew install postgresql`',
  });

const opened = (url: string): Promise<Store> =>
  openStore({ databaseUrl: url, storeFile: '' }, { clock: createClock(), makeId, onFault: () => {} });

it('S09: a Postgres is dumped and restored, and forgets again what was struck since', {
  timeout: 120_000,
}, async () => {
  const url = await postgres.database();
  const env = { DATABASE_URL: url, DATA_DIR: dataDir, DEMO: '0' };
  const store = await opened(url);
  const [thread = ''] = await fillStore(store, 5, 200);
  await store.close();
  const dump = join(dataDir, 'salon.dump');
  execFileSync(program('pg_dump'), ['--format=custom', `--file=${dump}`, url]);

  const refused = await run(['backup'], env);
  expect(refused).toEqual({ code: 1, text: expect.stringContaining('back it up with pg_dump') });
  expect((await run(['restore', dump], env)).text).toContain('use pg_restore, then `strikes replay`');

  const before = await opened(url);
  const [entry] = await before.read.entries({ conversation: thread }, { limit: 1 });
  await before.close();
  expect((await run(['strike', thread, entry?.id ?? ''], env)).code).toBe(0);

  const host = await postgres.database();
  execFileSync(program('pg_restore'), ['--no-owner', `--dbname=${host}`, dump]);
  const there = { ...env, DATABASE_URL: host };
  expect((await run(['strikes', 'replay'], there)).text).toBe('1 strikes noted; 1 had come back and are struck again.');
  const restored = await opened(host);
  expect(await restored.read.count('entries', {})).toBe(201);
  expect((await restored.read.entries({ id: entry?.id ?? '' }))[0]?.body).toBeNull();
  await restored.close();
});

it('S10: relays of the release before go on while a newer one changes the schema beneath them', async () => {
  const url = await postgres.database();
  const store = await opened(url);
  const [thread = ''] = await fillStore(store, 2, 20);
  await store.read.entries({ conversation: thread });
  await postgres.ask('alter table "entries" add column "mood" text', new URL(url).pathname.slice(1));
  await postgres.ask('alter table "conversations" add column "mood" text', new URL(url).pathname.slice(1));
  expect(await store.read.entries({ conversation: thread })).toHaveLength(10);
  const said = await store.commit(thread, async (tx) => {
    await tx.lock(thread);
    return { ok: true, entries: await tx.append(thread, 'shared', [message('and on')]) };
  });
  expect(said).toMatchObject({ ok: true, entries: [{ seq: 11 }] });
  await store.close();
});
