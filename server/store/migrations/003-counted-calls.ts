import type { Kysely } from 'kysely';

/** Calls are counted in the store, under each cap that they fall under: one row for each place of a cap that is taken. */
export async function countedCalls(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('callCounts')
    .addColumn('brand', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('nth', 'bigint', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('untilAt', 'bigint', (c) => c.notNull())
    // Whoever takes a place that is taken meets this.
    .addPrimaryKeyConstraint('callCounts_key', ['brand', 'key', 'nth'])
    .execute();
  await db.schema.createIndex('callCounts_until').on('callCounts').column('untilAt').execute();
  await db.schema.createIndex('callCounts_request').on('callCounts').column('request').execute();
}
