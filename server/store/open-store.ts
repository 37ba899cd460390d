import { databaseClock } from './database-clock.ts';
import type { Committed } from './measured.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export interface OpenInput {
  clock: { now(): number; readonly aheadMs: number };
  makeId(nowMs: number): string;
  onFault(error: Error): void;
  /** Called when a transaction has ended. */
  onCommit?(committed: Committed): void;
}

/** A transaction of SQLite holds the loop up: at a thousand messages a second two or three share one. */
const GATHER_MS = 2;

/** The store that the settings name: a Postgres that relays share, or the file that is one relay's own. */
export function openStore(
  settings: { databaseUrl: string | null; storeFile: string },
  { clock, ...input }: OpenInput,
): Promise<Store> {
  return settings.databaseUrl === null
    ? openSqlite(settings.storeFile, { ...input, gatherMs: GATHER_MS, now: () => clock.now() })
    : openPostgres(settings.databaseUrl, { ...input, clock: databaseClock(clock) });
}
