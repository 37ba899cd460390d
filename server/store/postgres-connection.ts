import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  type PostgresPool,
  PostgresQueryCompiler,
} from 'kysely';
import pg from 'pg';
import { Gateway } from './gateway.ts';
import { migrate } from './migrate.ts';
import { CONNECTING, PATIENCE_MS, SET_BOUNDS, SET_MIGRATING } from './postgres-bounds.ts';
import { Away, isAway, isOutdatedPlan, isTooLongWait, isTooSlow } from './postgres-faults.ts';

export type Rows = Record<string, Record<string, unknown>>;

// Counts and times are below 2^53; the driver gives int8 as text unless told.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const names = new Map<string, string>();
let made = 0;

/** A statement by name is planned once per connection: planning costs more than most of ours take to run. */
export function named(text: string, values: readonly unknown[]): pg.QueryConfig {
  let name = names.get(text);
  if (name === undefined) {
    name = `s${made++}`;
    names.set(text, name);
  }
  return { name, text, values: [...values] };
}

/** A newer release has changed a table: what connections have planned does not fit it, and is planned by other names. */
export function planAnew(): void {
  names.clear();
}

/** Writes statements down as Postgres wants them, and sends none: connections are ours. */
export const statements = (): Kysely<Rows> =>
  new Kysely<Rows>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

/** Connections that are told `first` what binds them, before anybody has one. */
function poolOf(url: string, config: pg.PoolConfig, first: string): pg.Pool {
  const onConnect = (client: pg.ClientBase) => client.query(first);
  return new pg.Pool({ connectionString: url, ...config, onConnect } as pg.PoolConfig);
}

const GOODBYE_MS = 1_000;

/** Waits until connections have ended; for a server that does not say so, or what lies between, only a moment. */
export async function goodbye(ended: Promise<void>): Promise<void> {
  const moment = new Promise<void>((go) => setTimeout(go, GOODBYE_MS).unref());
  await Promise.race([ended, moment]).catch(() => {});
}

/** Reads that may wait for a connection; more are told to come back. */
const MOST_WAITING = 500;

/**
 * Reads of what is committed, one statement each, on whichever connection is free. One that had gone is replaced and
 * asked again, once; when the server itself is away, or has no room, whoever asked is told so (`Away`).
 */
export class PostgresReads extends Gateway {
  private readonly pool: pg.Pool;

  constructor(url: string, max: number, onFault: (error: Error) => void) {
    super(statements());
    this.pool = poolOf(url, { max, application_name: 'salon reads', ...CONNECTING }, SET_BOUNDS);
    this.pool.on('error', onFault);
  }

  end(): Promise<void> {
    return goodbye(this.pool.end());
  }

  protected override async execute(text: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]> {
    if (this.pool.waitingCount >= MOST_WAITING) throw new Away(new Error('too many wait for a connection'));
    const query = named(text, parameters);
    try {
      return (await this.ask(query)).rows;
    } catch (error) {
      throw isAway(error) || isTooLongWait(error) ? new Away(error) : error;
    }
  }

  private async ask(query: pg.QueryConfig): Promise<pg.QueryResult> {
    try {
      return await this.pool.query(query);
    } catch (error) {
      if (isOutdatedPlan(error)) planAnew();
      // What was too slow once has cost its time; only a connection that had gone is worth another.
      else if (!isAway(error) || isTooSlow(error)) throw error;
      return this.pool.query(named(query.text, query.values ?? []));
    }
  }
}

/** Brings the schema up to date on a connection of its own; relays that start together take turns. */
export async function migrateAt(url: string): Promise<void> {
  const pool = poolOf(url, { max: 2, connectionTimeoutMillis: PATIENCE_MS }, SET_MIGRATING);
  pool.on('error', () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) });
  try {
    await migrate(db, 'postgres');
  } finally {
    await db.destroy();
  }
}
