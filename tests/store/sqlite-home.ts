import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeId } from '../../protocol/id.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { START_AT } from '../helpers/cast.ts';
import { hearing, type StoreHome } from './opened.ts';

export interface SqliteHome extends StoreHome {
  readonly path: string;
}

/** A folder of its own with one file in it. */
export async function sqliteHome(): Promise<SqliteHome> {
  const dir = mkdtempSync(join(tmpdir(), 'salon-store-'));
  const path = join(dir, 'salon.db');
  return {
    path,
    writers: 1,
    transactionOf: async (tx) => tx,
    open: ({ now = () => START_AT, announce } = {}) =>
      hearing(announce, openSqlite(path, { now, makeId: (at) => makeId(at) })),
    async lockElsewhere() {
      const other = new DatabaseSync(path);
      other.exec('begin immediate');
      return async () => {
        other.exec('commit');
        other.close();
      };
    },
    async write(statement) {
      const other = new DatabaseSync(path);
      other.exec(statement);
      other.close();
    },
    async end() {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
