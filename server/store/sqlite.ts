import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import { Committer, type OneWriter } from './committer.ts';
import { Gateway } from './gateway.ts';
import { houseCache } from './house-cache.ts';
import { createListeners } from './listeners.ts';
import { type Committed, measured } from './measured.ts';
import { migrate } from './migrate.ts';
import { isBusy, isDiskFault, isUniqueViolation, type NodeSqlite, nodeSqlite, patiently } from './node-sqlite.ts';
import type { Answered, News, Store, Tx } from './store.ts';
import { Transaction } from './transaction.ts';

type Loose = Record<string, Record<string, unknown>>;

export interface StoreInput {
  now(): number;
  makeId(nowMs: number): string;
  /** Called when a transaction has ended. */
  onCommit?(committed: Committed): void;
  /** Transactions begin so many ms apart at least; 0 when not said. */
  gatherMs?: number;
  /** What was stored could not be told. */
  onFault?(error: Error): void;
}

/** How long a batch waits for another connection's lock before it is refused `try_again`. */
const LOCK_PATIENCE_MS = 5_000;

/** How long a start waits for another program that has the file. */
const OPEN_PATIENCE_MS = 15_000;

/** Opens, and where needed makes and migrates, the store in one file. */
export async function openSqlite(path: string, input: StoreInput): Promise<Store> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  makeOwn(path);
  const file = await patiently(() => nodeSqlite(path), OPEN_PATIENCE_MS);
  const db = new Kysely<Loose>({ dialect: new SqliteDialect({ database: file }) });
  await migrate(db as unknown as Kysely<unknown>, 'sqlite');
  const readFile = await patiently(() => nodeSqlite(path, { readOnly: true }), OPEN_PATIENCE_MS);
  const readDb = new Kysely<Loose>({ dialect: new SqliteDialect({ database: readFile }) });
  const read = new Gateway(readDb, new Map(), readFile.query);
  const houses = houseCache(read);
  const news = createListeners<readonly News[]>(input.onFault ?? (() => {}));
  news.add((told) => {
    for (const one of told) if (one.what === 'house') houses.forget(one.brand);
  });
  const texts = new Map<string, string>();
  const committer = new Committer(
    measured(
      oneWriter(file, () => {
        const { makeId, now } = input;
        return new Transaction({ db, texts, now: now(), makeId, house: houses.get, query: file.query });
      }),
      input.onCommit,
    ),
    news.tell,
    { gatherMs: input.gatherMs ?? 0 },
  );
  return {
    read,
    commit: <A>(key: string, work: (tx: Tx) => Promise<Answered<A>>) =>
      committer.commit(key, work as (tx: Tx) => Promise<Answered<object>>) as Promise<Answered<A>>,
    house: houses.get,
    forgetHouse: houses.forget,
    onNews: news.add,
    // A file says at once whether it took a commit.
    onUnsure: () => {},
    now: input.now,
    get writing() {
      return committer.writing;
    },
    async close() {
      await committer.idle();
      // Whoever writes is the last to go, and takes the log into the file.
      await readDb.destroy();
      await db.destroy();
      // Kysely closes only what it has opened by itself.
      for (const { raw } of [readFile, file]) if (raw.isOpen) raw.close();
    },
  };
}

/** The file is its owner's alone from its first byte on; SQLite gives its log and index the same rights. */
function makeOwn(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  for (const end of ['', '-wal', '-shm']) {
    try {
      if (statSync(`${path}${end}`).mode & 0o077) chmodSync(`${path}${end}`, 0o600);
    } catch {
      // Not there, or another's: then whoever owns it says who reads it.
    }
  }
}

function oneWriter(file: NodeSqlite, transaction: () => Transaction): OneWriter {
  let began = false;
  return {
    async begin() {
      await patiently(() => file.exec('begin immediate'), LOCK_PATIENCE_MS);
      began = true;
      return transaction();
    },
    savepoint: () => file.exec('savepoint list'),
    release: () => file.exec('release list'),
    rollbackTo() {
      file.exec('rollback to list');
      file.exec('release list');
    },
    commit() {
      file.exec('commit');
      began = false;
    },
    rollback() {
      // A full disk may have rolled back by itself.
      if (began && file.raw.isTransaction) file.exec('rollback');
      began = false;
    },
    isRefusal: (error) => isBusy(error) || isDiskFault(error),
    isStale: isUniqueViolation,
    isUndone: () => false,
  };
}
