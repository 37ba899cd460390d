import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, WrongSchema } from '../../server/store/migrate.ts';
import { type Migration, migrationsOf } from '../../server/store/migrations.ts';
import { nodeSqlite } from '../../server/store/node-sqlite.ts';
import { startRig } from '../helpers/rig.ts';
import { failing, second, withStep } from './second-step.ts';
import { type SqliteHome, sqliteHome } from './sqlite-home.ts';

const OURS = migrationsOf('sqlite').map(({ name }) => name);
const CHILD = new URL('migrating-child.ts', import.meta.url).pathname;

let home: SqliteHome;
beforeEach(async () => {
  home = await sqliteHome();
});
afterEach(() => home.end());

async function migrated(steps?: readonly Migration[]): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: nodeSqlite(home.path) }) });
  try {
    await migrate(db, 'sqlite', steps);
  } finally {
    await db.destroy();
  }
}

function asked(query: string): unknown[] {
  const file = new DatabaseSync(home.path);
  const rows = file.prepare(query).all();
  file.close();
  return rows.map((row) => Object.values(row)[0]);
}
const names = () => asked('select "name" from "migrations" order by "name"');
const moods = () => asked(`select count(*) from pragma_table_info('requests') where name = 'mood'`);

describe('S10: the schema goes forward', () => {
  it('a step that is killed half-way leaves nothing: this release starts, and the next one takes it anew', async () => {
    await migrated();
    const child = spawn(process.execPath, [CHILD, home.path], { stdio: 'inherit' });
    expect((await once(child, 'close'))[1]).toBe('SIGKILL');
    await (await home.open()).close();
    expect([names(), moods()]).toEqual([OURS, [0]]);
    expect(asked(`select name from sqlite_master where name = 'visits'`)).toEqual([]);
    await migrated(withStep(second));
    expect([names(), moods()]).toEqual([[...OURS, '999-planted'], [1]]);
    expect(asked('select count(*) from "visits"')).toEqual([2000]);
    expect(asked('pragma integrity_check')).toEqual(['ok']);
  });

  it('a step that fails leaves nothing, and says why', async () => {
    await migrated();
    await expect(migrated(withStep(failing))).rejects.toThrow('the step is wrong');
    expect([names(), moods()]).toEqual([OURS, [0]]);
  });

  it('relays that start at once take each step once', async () => {
    await Promise.all([1, 2, 3].map(() => migrated(withStep(second))));
    expect(names()).toEqual([...OURS, '999-planted']);
    expect(asked('select count(*) from "visits"')).toEqual([2000]);
  });

  it('the release before runs on a schema that is one ahead', async () => {
    await migrated(withStep(second));
    const rig = await startRig({ dir: home.path.replace(/\/salon\.db$/, '') });
    await rig.arrives('Camille');
    const shopper = await rig.shopper();
    const { request } = await rig.opens(shopper);
    await rig.sweep();
    expect(await rig.accepts('Camille', request.id)).toMatchObject({ ok: true });
    expect((await rig.request(request.id)).state).toBe('assigned');
    await rig.reopen();
    expect((await rig.request(request.id)).holder).toBe(rig.cast.Camille.id);
    await rig.store.close();
    expect(names()).toEqual([...OURS, '999-planted']);
    expect(asked('select count(*) from "requests" where "mood" is null')).toEqual([1]);
  });

  it('a schema that is two ahead, or of another line, is refused in a sentence and left alone', async () => {
    await migrated(withStep(second, 3));
    await expect(home.open()).rejects.toThrow(WrongSchema);
    await expect(home.open()).rejects.toThrow(/its schema is 3, this release's is 1, and it runs one ahead at most/);
    asked(`update "migrations" set "schema" = 1 where "schema" = 3`);
    await expect(home.open()).rejects.toThrow('"999-planted" was done to it, which this release does not know');
  });
});
