import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { databaseClock } from '../../server/store/database-clock.ts';
import { openPostgres, writerOf } from '../../server/store/postgres.ts';
import type { Store, Tx } from '../../server/store/store.ts';
import { Postgres } from '../helpers/postgres.ts';
import { postgresHome } from './postgres-home.ts';
import { message, putThread } from './rows.ts';
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
    makeId: (at) => makeId(at),
    onFault: () => undefined,
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

describe('a connection that writes', () => {
  const ask = async (by: { read(query: { compile(): CompiledQuery }): Promise<unknown[]> }, text: string) =>
    (await by.read({ compile: () => CompiledQuery.raw(text) })) as Record<string, unknown>[];
  const opened = async () => {
    const url = await server.database();
    const store = await openPostgres(url, {
      ...{ clock: databaseClock({ now: Date.now, aheadMs: 0 }), makeId: (at) => makeId(at) },
      onFault: () => undefined,
    });
    return { store, database: new URL(url).pathname.slice(1) };
  };
  /** Threads whose lists go through the same connection. */
  async function threads(store: Store, count: number): Promise<string[]> {
    const found: string[] = [];
    while (found.length < count) {
      const id = await putThread(store);
      if (writerOf(id) === 0) found.push(id);
    }
    return found;
  }
  const word = (store: Store, thread: string, meanwhile: (tx: Tx) => Promise<unknown> = async () => {}) =>
    store.commit(thread, async (tx) => {
      await tx.lock(thread);
      await tx.append(thread, 'shared', [message(`in ${thread}`)]);
      await meanwhile(tx);
      return { ok: true };
    });
  /** Ends this transaction's session from elsewhere, as a server or an operator does. */
  async function endSession(tx: Tx, database: string): Promise<void> {
    const [mine] = await ask(tx, 'select pg_backend_pid() as "pid"');
    await server.ask(`select pg_terminate_backend(${mine?.pid})`, database);
    await vi.waitFor(async () => {
      expect(await server.ask(`select 1 from pg_stat_activity where pid = ${mine?.pid}`)).toEqual([]);
    });
  }

  test('is bound in time, and so is one that reads, whatever the server is set to', async () => {
    const { store } = await opened();
    const bounds = `select name, setting from pg_settings where name in ('idle_in_transaction_session_timeout',
      'statement_timeout', 'tcp_user_timeout', 'tcp_keepalives_idle') order by name`;
    const want = ['3000', '4500', '5', '8000'];
    expect((await ask(store.read, bounds)).map(({ setting }) => setting)).toEqual(want);
    const [thread = ''] = await threads(store, 1);
    const seen: unknown[] = [];
    await word(store, thread, async (tx) => seen.push(...(await ask(tx, bounds))));
    expect(seen.map((row) => (row as { setting: string }).setting)).toEqual(want);
    await store.close();
  });

  test.each<[string, (tx: Tx, database: string) => Promise<void>]>([
    ['was idle for so long that the server ended it (25P03)', () => new Promise((go) => setTimeout(go, 3_500))],
    ['was ended from elsewhere', endSession],
  ])('%s before the commit has stored nothing: a list alone is decided again', async (_what, lose) => {
    const { store, database } = await opened();
    const [thread = ''] = await threads(store, 1);
    let decided = 0;
    const answer = await word(store, thread, async (tx) => {
      decided += 1;
      if (decided === 1) await lose(tx, database);
    });
    expect(answer).toEqual({ ok: true });
    expect(decided).toBe(2);
    expect(await store.read.entries({ conversation: thread })).toMatchObject([{ seq: 1 }]);
    await store.close();
  });

  test.each<[string, (tx: Tx, database: string) => Promise<void>]>([
    ['idle', () => new Promise((go) => setTimeout(go, 3_500))],
    ['ended', endSession],
  ])(
    'that was %s tells lists that shared its transaction to try again, and stored none of them',
    async (_what, lose) => {
      const { store, database } = await opened();
      const three = await threads(store, 3);
      const answers = await Promise.all(
        three.map((thread, i) => word(store, thread, async (tx) => (i === 1 ? lose(tx, database) : undefined))),
      );
      for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'try_again' } });
      expect(await store.read.count('entries', {})).toBe(0);
      expect(await word(store, three[0] ?? '')).toEqual({ ok: true });
      await store.close();
    },
  );

  test('serves the others of its line while somebody holds a row for ever; who wants that row is told to try again', async () => {
    const { store, database } = await opened();
    const [held = '', ...others] = await threads(store, 4);
    const holder = new pg.Client({ connectionString: server.urlOf(database) });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select * from "conversations" where "id" = $1 for update', [held]);
    const waiting = Promise.all([word(store, held), word(store, held), word(store, held)]);
    let answered = false;
    void waiting.then(() => {
      answered = true;
    });
    // Some come with those that wait, some later, one by one.
    await Promise.all(others.map((thread) => word(store, thread)));
    for (const thread of others) expect(await word(store, thread)).toEqual({ ok: true });
    expect(answered).toBe(false);
    expect(await store.read.count('entries', {})).toBe(6);
    for (const answer of await waiting) expect(answer).toMatchObject({ ok: false, error: { code: 'try_again' } });
    await holder.query('commit');
    expect(await word(store, held)).toEqual({ ok: true });
    await holder.end();
    await store.close();
  });

  test('whose statement was cancelled is asked again', async () => {
    const { store, database } = await opened();
    const [thread = ''] = await threads(store, 1);
    let decided = 0;
    const answer = await word(store, thread, async (tx) => {
      decided += 1;
      if (decided > 1) return;
      const [mine] = await ask(tx, 'select pg_backend_pid() as "pid"');
      const asleep = ask(tx, 'select pg_sleep(60)');
      asleep.catch(() => {});
      await vi.waitFor(async () => {
        const [row] = await server.ask(`select wait_event from pg_stat_activity where pid = ${mine?.pid}`, database);
        expect(row?.wait_event).toBe('PgSleep');
      });
      await server.ask(`select pg_cancel_backend(${mine?.pid})`, database);
      await asleep;
    });
    expect(answer).toEqual({ ok: true });
    expect(decided).toBe(2);
    await store.close();
  });
});
