import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { message, put, putThread } from './rows.ts';
import { sqliteHome } from './sqlite-home.ts';
import { storeSuite } from './store-suite.ts';

storeSuite('one file', sqliteHome);

test('one file: what is committed is read beside it by another connection, while it goes on', async () => {
  const home = await sqliteHome();
  const store = await home.open();
  const thread = await putThread(store);
  await put(store, thread, (tx) => tx.append(thread, 'shared', [message('kept')]));
  const other = new DatabaseSync(home.path, { readOnly: true });
  expect(other.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(other.prepare('select count(*) as n from entries').get()).toEqual({ n: 1 });
  other.close();
  await store.close();
  await home.end();
});

test('one file: the tables stand as the first migration made them, however often it is opened', async () => {
  const home = await sqliteHome();
  const tables = () => {
    const file = new DatabaseSync(home.path, { readOnly: true });
    const rows = file
      .prepare(`select type, name, sql from sqlite_master where name not like 'sqlite%' order by name`)
      .all();
    file.close();
    return rows;
  };
  await (await home.open()).close();
  const first = tables();
  await (await home.open()).close();
  expect(tables()).toEqual(first);
  expect(first.filter((row) => row.type === 'table').length).toBeGreaterThan(20);
  await home.end();
});

test('one file: lists that share a transaction share its time', async () => {
  const home = await sqliteHome();
  let at = 1_000;
  const store = await home.open({ now: () => at++ });
  const times = new Set<number>();
  await Promise.all(['a', 'b', 'c'].map((key) => put(store, key, async (tx) => times.add(tx.now))));
  expect(times.size).toBe(1);
  await store.close();
  await home.end();
});
