import type { Kysely } from 'kysely';

/** Who waits in which language, oldest first: whoever is freed is looked up for those whom she could serve. */
export async function waiting(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('requests_waiting')
    .on('requests')
    .columns(['brand', 'state', 'language', 'openedAt'])
    .execute();
}
