import type { Kysely } from 'kysely';
import type { Dialect } from './dialect.ts';
import { firstHouse } from './migrations/001-first-house.ts';
import { never } from './migrations/002-never.ts';
import { countedCalls } from './migrations/003-counted-calls.ts';
import { leftMessage } from './migrations/004-left-message.ts';
import { waiting } from './migrations/005-waiting.ts';

/** One step of the schema. */
export interface Migration {
  name: string;
  /**
   * The number of the schema that it belongs to, raised by one in each release that changes it. The release before
   * keeps running on what it brings: columns are added, nullable or with a default, and never renamed or removed.
   */
  schema: number;
  up(db: Kysely<unknown>): Promise<void>;
}

/** Every step in the order taken; a static list, so that nothing is looked for at run time. */
export const migrationsOf = (dialect: Dialect): readonly Migration[] => [
  { name: '001-first-house', schema: 1, up: firstHouse(dialect) },
  { name: '002-never', schema: 1, up: never },
  { name: '003-counted-calls', schema: 1, up: countedCalls },
  { name: '004-left-message', schema: 1, up: leftMessage },
  { name: '005-waiting', schema: 1, up: waiting },
];
