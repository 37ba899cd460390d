import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import type { Manifest } from './manifest.ts';

/** What is in a store's file, counted. */
export function contentsOf(db: DatabaseSync): Pick<Manifest, 'schema' | 'tables' | 'heads'> {
  const [schema] = db.prepare('select max("schema") as n from "migrations"').all();
  return { schema: Number(schema?.n ?? 0), tables: tablesOf(db), heads: headsOf(db) };
}

function tablesOf(db: DatabaseSync): Manifest['tables'] {
  const tables = db.prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`).all();
  const counted = tables.map(({ name }) => {
    const row = db.prepare(`select count(*) as n from "${String(name)}"`).get();
    return [String(name), Number(row?.n)] as const;
  });
  return Object.fromEntries(counted.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function headsOf(db: DatabaseSync): Manifest['heads'] {
  const hash = createHash('sha256');
  const heads = { conversations: 0, shared: 0, staff: 0 };
  for (const row of db.prepare('select "id", "lastSeq", "lastStaffSeq" from "conversations" order by "id"').iterate()) {
    hash.update(`${row.id} ${row.lastSeq} ${row.lastStaffSeq}\n`);
    heads.conversations += 1;
    heads.shared += Number(row.lastSeq);
    heads.staff += Number(row.lastStaffSeq);
  }
  return { ...heads, sha256: hash.digest('hex') };
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}
