import { type Kysely, sql } from 'kysely';
import type { Dialect } from './dialect.ts';
import { type Migration, migrationsOf } from './migrations.ts';
import { patiently } from './node-sqlite.ts';

/** A store that this release must not touch; the message is for the operator. */
export class WrongSchema extends Error {
  constructor(why: string) {
    super(`This release cannot run on the store: ${why}`);
    this.name = 'WrongSchema';
  }
}

interface Step {
  name: string;
  schema: number;
}

/** Another relay that starts at the same time takes its steps first. */
const LOCK_PATIENCE_MS = 60_000;
/** Any number, the same in every release: who migrates a Postgres holds this lock. */
const LOCK = 7_256_600_001;

/**
 * Brings the schema up to date. Each step is one transaction together with its line in `migrations`: one that is killed
 * half-way leaves nothing, and is taken again at the next start. A store that is one schema ahead is left as it is: the
 * release before runs on it. Throws `WrongSchema` where it is further ahead, or of another line.
 */
export async function migrate(
  db: Kysely<unknown>,
  dialect: Dialect,
  steps: readonly Migration[] = migrationsOf(dialect),
): Promise<void> {
  await db.connection().execute(async (one) => {
    if ((await hasStepsTable(one, dialect)) && !pending(steps, await stepsTaken(one))) return;
    while (await takeNext(one, dialect, steps));
  });
}

/** The number of the store's schema, and the steps that made it; for manifests and checks. */
export async function stepsTaken(db: Kysely<unknown>): Promise<Step[]> {
  const { rows } = await sql<Step>`select "name", "schema" from "migrations" order by "name"`.execute(db);
  return rows.map(({ name, schema }) => ({ name, schema: Number(schema) }));
}

export const schemaOf = (steps: readonly Step[]): number => Math.max(0, ...steps.map((step) => step.schema));

/** The first step that is not taken yet; null where the store is as this release wants it, or one schema ahead. */
function pending(steps: readonly Migration[], taken: readonly Step[]): Migration | null {
  const known = new Set(steps.map((step) => step.name));
  const mine = schemaOf(steps);
  const store = schemaOf(taken);
  const strange = taken.find((step) => !known.has(step.name) && step.schema <= mine);
  if (strange) throw new WrongSchema(`"${strange.name}" was done to it, which this release does not know.`);
  if (store > mine + 1) {
    throw new WrongSchema(
      `its schema is ${store}, this release's is ${mine}, and it runs one ahead at most. ` +
        'Start the newer release again, or restore a backup made before it.',
    );
  }
  const done = new Set(taken.map((step) => step.name));
  const next = steps.find((step) => !done.has(step.name)) ?? null;
  if (next && store > mine) throw new WrongSchema(`"${next.name}" is missing, though newer steps were taken.`);
  return next;
}

async function takeNext(db: Kysely<unknown>, dialect: Dialect, steps: readonly Migration[]): Promise<boolean> {
  await begin(db, dialect);
  try {
    await sql`create table if not exists "migrations" (
      "name" text primary key, "schema" bigint not null, "at" bigint not null)`.execute(db);
    const next = pending(steps, await stepsTaken(db));
    if (next) {
      await next.up(db);
      await sql`insert into "migrations" ("name", "schema", "at")
        values (${next.name}, ${next.schema}, ${Date.now()})`.execute(db);
    }
    await sql`commit`.execute(db);
    return next !== null;
  } catch (error) {
    // A full disk may have rolled back by itself.
    await sql`rollback`.execute(db).catch(() => undefined);
    throw error;
  }
}

async function begin(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  if (dialect === 'postgres') {
    await sql`begin`.execute(db);
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(db);
    return;
  }
  await patiently(() => sql`begin immediate`.execute(db), LOCK_PATIENCE_MS);
}

async function hasStepsTable(db: Kysely<unknown>, dialect: Dialect): Promise<boolean> {
  const query =
    dialect === 'postgres'
      ? sql`select 1 where to_regclass('migrations') is not null`
      : sql`select 1 from sqlite_master where type = 'table' and name = 'migrations'`;
  return (await query.execute(db)).rows.length > 0;
}
