import { type Kysely, sql } from 'kysely';
import { type Migration, migrationsOf } from '../../server/store/migrations.ts';

/** What a next release might bring: a column, a table that is filled, an index. */
export async function second(db: Kysely<unknown>): Promise<void> {
  await firstHalf(db);
  await db.schema.createIndex('visits_at').on('visits').column('at').execute();
}

export async function killedHalfWay(db: Kysely<unknown>): Promise<void> {
  await firstHalf(db);
  process.kill(process.pid, 'SIGKILL');
}

export async function failing(db: Kysely<unknown>): Promise<void> {
  await firstHalf(db);
  throw new Error('the step is wrong');
}

async function firstHalf(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('requests').addColumn('mood', 'text').execute();
  await db.schema
    .createTable('visits')
    .addColumn('at', 'bigint')
    .addColumn('what', 'text', (c) => c.notNull().defaultTo('a visit'))
    .execute();
  // More than the cache holds, so that unfinished pages are in the write-ahead log already.
  await sql`insert into "visits" ("at", "what") with recursive n(i) as (select 1 union all select i + 1 from n
    where i < 2000) select i, printf('%.*c', 500, 'x') from n`.execute(db);
}

/** The steps of a release to come. */
export const withStep = (up: Migration['up'], schema = 2): readonly Migration[] => [
  ...migrationsOf('sqlite'),
  { name: '999-planted', schema, up },
];
