import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from '../../server/store/migrate.ts';
import { nodeSqlite } from '../../server/store/node-sqlite.ts';
import { killedHalfWay, withStep } from './second-step.ts';

/* A process that takes a second step of the schema and dies in the midst of it, with half of it on its way to disk. */
const file = nodeSqlite(process.argv[2] ?? '');
file.exec('pragma cache_size = 10');
await migrate(new Kysely({ dialect: new SqliteDialect({ database: file }) }), 'sqlite', withStep(killedHalfWay));
