import { type Kysely, sql } from 'kysely';

/**
 * Why a request cannot be kept by anybody of the house; whether a place's people call from its number; and an index
 * for the promises that have ended, newest first.
 */
export async function never(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('requests').addColumn('never', 'text').execute();
  await db.schema
    .alterTable('places')
    .addColumn('callsFromNumber', 'bigint', (c) => c.notNull().defaultTo(sql`0`))
    .execute();
  await db.schema.createIndex('promises_ended').on('promises').columns(['brand', 'endedAt']).execute();
}
