import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase } from 'kysely';

/** Serving connections wait this long for a lock; node:sqlite is synchronous, so longer would stop the loop. */
export const BUSY_MS = 20;

/** The log is taken into the file when it has reached 32 MB. */
const CHECKPOINT_PAGES = 8_000;

export interface NodeSqlite extends SqliteDatabase {
  readonly raw: DatabaseSync;
  exec(sql: string): void;
  /** Runs a statement and gives its rows: the short way for texts that Kysely has already built. */
  query(sql: string, parameters: readonly unknown[]): Record<string, unknown>[];
}

/** node:sqlite as Kysely's SqliteDialect wants it. Statements are kept by their text: preparing costs more than running. */
export function nodeSqlite(path: string, options: { readOnly?: boolean } = {}): NodeSqlite {
  const raw = new DatabaseSync(path, {
    timeout: BUSY_MS,
    enableForeignKeyConstraints: true,
    readOnly: options.readOnly ?? false,
  });
  try {
    settle(raw, options.readOnly ?? false);
  } catch (error) {
    raw.close();
    throw error;
  }
  const prepared = new Map<string, { statement: StatementSync; reader: boolean }>();
  const prepare = (sql: string) => {
    let known = prepared.get(sql);
    if (!known) {
      const statement = raw.prepare(sql);
      known = { statement, reader: statement.columns().length > 0 };
      if (prepared.size >= 500) prepared.clear();
      prepared.set(sql, known);
    }
    return known;
  };
  return {
    raw,
    exec: (sql) => {
      prepare(sql).statement.run();
    },
    query(sql, parameters) {
      const { statement, reader } = prepare(sql);
      if (reader) return statement.all(...(parameters as SQLInputValue[]));
      statement.run(...(parameters as SQLInputValue[]));
      return [];
    },
    close: () => raw.close(),
    prepare(sql) {
      const { statement, reader } = prepare(sql);
      return {
        reader,
        // Rows come without a prototype; equality and spreading want plain ones.
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])).map((row) => ({ ...row })),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        *iterate(parameters) {
          for (const row of statement.iterate(...(parameters as SQLInputValue[]))) yield { ...row };
        },
      };
    },
  };
}

function settle(raw: DatabaseSync, readOnly: boolean): void {
  if (!readOnly) {
    raw.exec('pragma journal_mode = wal');
    raw.exec('pragma synchronous = full');
    raw.exec('pragma secure_delete = on');
    // Pages that are written again and again go into the file once a checkpoint, which is paid in the midst of serving.
    raw.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  }
  raw.exec('pragma cache_size = -32768');
}

/** Another connection holds the lock, or is putting the log in order after a crash: retried, not failed. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  [5, 6].includes(error.errcode & 0xff);

/** Tries again while another connection holds the lock. Asynchronously: a long busy_timeout would stop the event loop. */
export async function patiently<T>(work: () => T | Promise<T>, patienceMs: number): Promise<T> {
  for (const until = performance.now() + patienceMs; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      await new Promise((go) => setTimeout(go, 15));
    }
  }
}

/** The same key stands already (primary key or unique index). */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (error.errcode === 1555 || error.errcode === 2067);

/** The disk is full, read-only or failing: refused with "try again", and tried again by whoever asked. */
export const isDiskFault = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  [8, 10, 13, 14].includes(error.errcode & 0xff);
