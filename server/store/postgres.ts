import { Committer } from './committer.ts';
import type { DatabaseClock } from './database-clock.ts';
import { houseCache } from './house-cache.ts';
import { createListeners } from './listeners.ts';
import { type Committed, measured } from './measured.ts';
import { migrateAt, PostgresReads } from './postgres-connection.ts';
import { watching } from './postgres-watch.ts';
import { PostgresWriter } from './postgres-writer.ts';
import type { Answered, News, Store, Tx } from './store.ts';

export interface PostgresInput {
  clock: DatabaseClock;
  makeId(nowMs: number): string;
  /** A connection was lost; it is made again by itself. */
  onFault(error: Error): void;
  /** Called when a transaction has ended. */
  onCommit?(committed: Committed): void;
}

/** Connections that write, each with its own line of lists; a key always goes through the same one. */
export const WRITERS = 4;
const READERS = 8;
/** Lists in one transaction: more would hold their rows for too long. */
const MOST = 40;
const LOOK_EVERY_MS = 1_000;

/** Opens, and where needed migrates, the store on a Postgres of 15 or newer; any number of relays share it. */
export async function openPostgres(url: string, input: PostgresInput): Promise<Store> {
  await migrateAt(url);
  const read = new PostgresReads(url, READERS, input.onFault);
  const houses = houseCache(read);
  const news = createListeners<readonly News[]>(input.onFault);
  news.add((told) => {
    for (const one of told) if (one.what === 'house') houses.forget(one.brand);
  });
  const unsure = createListeners<void>(input.onFault);
  const writers = Array.from({ length: WRITERS }, () => {
    const writer = new PostgresWriter({ url, house: houses.get, ...input });
    return {
      writer,
      committer: new Committer(measured(writer, input.onCommit), news.tell, {
        most: MOST,
        onUnsure: unsure.tell,
      }),
    };
  });
  // A writer that nobody uses would never find out that the server is back.
  const look = setInterval(() => {
    for (const { committer } of writers)
      if (!committer.writing) void committer.commit('look', async () => ({ ok: true }));
  }, LOOK_EVERY_MS);
  // The first word of the database is its time.
  await Promise.all(writers.map(({ committer }) => committer.commit('look', async () => ({ ok: true }))));
  return {
    read,
    commit: <A>(key: string, work: (tx: Tx) => Promise<Answered<A>>) =>
      (writers[writerOf(key)] as (typeof writers)[number]).committer.commit(
        key,
        work as (tx: Tx) => Promise<Answered<object>>,
      ) as Promise<Answered<A>>,
    house: houses.get,
    forgetHouse: houses.forget,
    onNews: news.add,
    onUnsure: unsure.add,
    now: input.clock.now,
    watch: watching(read, houses.forgetAll),
    get writing() {
      return writers.every(({ committer }) => committer.writing);
    },
    async close() {
      clearInterval(look);
      await Promise.all(writers.map(({ committer }) => committer.idle()));
      await Promise.all(writers.map(({ writer }) => writer.end()));
      await read.end();
    },
  };
}

/** Which of the connections that write a key goes through. */
export function writerOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (hash * 31 + key.charCodeAt(i)) | 0;
  return Math.abs(hash) % WRITERS;
}
