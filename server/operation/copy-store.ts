import { mkdir, open, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { contentsOf, sha256Of } from './contents.ts';
import { type Manifest, manifestPath } from './manifest.ts';
import { draftOf, placeFresh, syncFile, syncFolder, writeFresh } from './synced.ts';

export interface CopyInput {
  store: string;
  /** The backup to be made. */
  to: string;
  version: string;
}

/** Pages copied at a time: 16 MB. */
const RATE = 4096;

/**
 * Copies a store that may be in use, by SQLite's online backup: the copy is the store as it was at one moment. It is
 * given its name when it is whole, checked and on disk, with its manifest beside it. What stands under either name
 * stays, and the copy fails.
 */
export async function copyStore({ store, to, version }: CopyInput): Promise<Manifest> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const draft = draftOf(to);
  // SQLite would make it readable to everybody, for as long as the copy takes.
  await (await open(draft, 'wx', 0o600)).close();
  try {
    const madeAt = new Date().toISOString();
    await copy(store, draft);
    const contents = examine(draft);
    await syncFile(draft);
    const manifest: Manifest = {
      ...{ v: 1, file: basename(to), bytes: (await stat(draft)).size, sha256: await sha256Of(draft), madeAt, version },
      ...contents,
    };
    await writeFresh(manifestPath(to), `${JSON.stringify(manifest, null, 2)}\n`);
    await placeFresh(draft, to).catch(async (error) => {
      await rm(manifestPath(to), { force: true });
      throw error;
    });
    await syncFolder(dirname(to));
    return manifest;
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) await rm(`${draft}${end}`, { force: true });
  }
}

async function copy(store: string, draft: string): Promise<void> {
  const db = new DatabaseSync(store, { readOnly: true, timeout: 5_000 });
  try {
    // One view for the whole copy: without it, every write of the relay would make the copy begin anew.
    db.exec('begin');
    db.prepare('select 1 from sqlite_master').get();
    await backup(db, draft, { rate: RATE });
  } finally {
    db.close();
  }
}

/** The copy becomes one plain file, without a log beside it, and must be sound. */
function examine(draft: string) {
  const db = new DatabaseSync(draft);
  try {
    db.exec('pragma journal_mode = delete');
    const sound = db.prepare('pragma quick_check(1)').get()?.quick_check;
    if (sound !== 'ok') throw new Error(`the store itself is damaged: ${String(sound)}`);
    return contentsOf(db);
  } finally {
    db.close();
  }
}
