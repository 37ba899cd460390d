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

test.each([
  'select * from "offers" where "associate" = ? and "state" = ?',
  'select * from "offers" where "brand" = ? and "state" = ?',
  'select * from "offers" where "request" = ? and "state" = ?',
  'select * from "requests" where "holder" = ? order by "heldAt"',
  'select * from "requests" where "lastHolder" = ? and "state" = ?',
  'select * from "requests" where "conversation" = ? and "state" in (?, ?, ?, ?, ?) order by "openedAt" desc',
  'select * from "requests" where "lookAt" <= ? order by "lookAt" limit ?',
  'select * from "promises" where "brand" = ? and "state" = ? and "dueAt" >= ? and "dueAt" < ? order by "dueAt" limit ?',
])('one file: what a look or a connect asks is found without reading a whole table: %s', async (statement) => {
  const home = await sqliteHome();
  await (await home.open()).close();
  const file = new DatabaseSync(home.path, { readOnly: true });
  const plan = file.prepare(`explain query plan ${statement}`).all();
  file.close();
  expect(plan.map((row) => row.detail).join()).not.toContain('SCAN');
  await home.end();
});

test('one file: a start waits for another program that has the file', async () => {
  const home = await sqliteHome();
  const other = new DatabaseSync(home.path);
  other.exec('create table elsewhere (one integer); begin exclusive');
  // Its first try is made at once, and met the lock.
  const opening = home.open();
  other.exec('commit');
  other.close();
  const store = await opening;
  expect(await store.read.count('brands', {})).toBe(0);
  await store.close();
  await home.end();
});
