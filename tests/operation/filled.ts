import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from '../../server/store/store.ts';
import { message, put, putThread } from '../store/rows.ts';

/** Threads with entries written into them in turn, as in a house that is busy; gives the threads' ids. */
export async function fillStore(store: Store, threads: number, entries: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < threads; i++) ids.push(await putThread(store));
  const left = Array.from({ length: Math.ceil(entries / 5) }, (_, i) => i);
  while (left.length > 0) {
    const some = left.splice(0, 100);
    await Promise.all(
      some.map((i) => {
        const thread = ids[(i * 7919) % threads] ?? '';
        const words = Array.from({ length: 5 }, (_, k) => message(`said ${i * 5 + k} ${'mot '.repeat((i * 31) % 60)}`));
        return put(store, thread, (tx) => tx.append(thread, 'shared', words));
      }),
    );
  }
  return ids;
}

/** A digest of every row of a store's file, table by table. */
export function digestOf(path: string): Record<string, string> {
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = db
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'alive'`)
    .all();
  const digest = tables.map(({ name }) => {
    const hash = createHash('sha256');
    for (const row of db.prepare(`select * from "${name}" order by 1, 2, 3`).iterate())
      hash.update(JSON.stringify(row));
    return [String(name), hash.digest('hex')] as const;
  });
  db.close();
  return Object.fromEntries(digest);
}
