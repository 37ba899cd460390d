import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { databaseClock } from '../../server/store/database-clock.ts';
import { openPostgres } from '../../server/store/postgres.ts';
import { Postgres } from '../helpers/postgres.ts';
import { postgresHome } from './postgres-home.ts';
import { storeSuite } from './store-suite.ts';

let server: Postgres;
beforeAll(async () => {
  server = await Postgres.start();
}, 60_000);
afterAll(() => server.stop());

storeSuite(
  'Postgres',
  postgresHome(() => server),
);

test('who has a thread later decides by a later time, though her relay heard of the time long ago', async () => {
  const url = await server.database();
  const machine = { now: () => 0, aheadMs: 0 };
  const store = await openPostgres(url, {
    clock: databaseClock(machine),
    announce: () => undefined,
    makeId: (at) => makeId(at),
    onFault: () => undefined,
    onUnsure: () => undefined,
  });
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  const row = { version: 1, lastSeq: 0, lastStaffSeq: 0, saidAt: 0, audience: [], createdAt: 0 };
  await store.commit('c', async (tx) => {
    await tx.insert('conversations', { id: 'c', brand: 'b', shopper: 's', ...row });
    return { ok: true };
  });
  await other.query(`begin; select * from "conversations" where "id" = 'c' for update`);
  // This relay's own clock stands still from here on: all that it knows of the time is what the database says.
  const later = store.commit('c', async (tx) => {
    await tx.lock('c');
    return { ok: true, at: tx.now };
  });
  await vi.waitFor(async () => {
    const waits = await server.ask('select 1 from pg_locks where not granted');
    expect(waits).toHaveLength(1);
  });
  const { rows } = await other.query('select (extract(epoch from clock_timestamp()) * 1000)::bigint as "now"');
  await other.query('commit');
  const had = await later;
  expect(had.ok && had.at).toBeGreaterThanOrEqual(rows[0].now);
  await other.end();
  await store.close();
});
