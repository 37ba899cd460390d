import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Dialect } from './dialect.ts';
import { firstHouse } from './migrations/001-first-house.ts';

/** Brings the schema up to date; a static list, so that nothing is looked for at run time. */
export async function migrate(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ '001-first-house': { up: firstHouse(dialect) } }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
