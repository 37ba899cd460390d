import { chmod, copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeId } from '../../protocol/id.ts';
import { type Replayed, replayStrikes } from '../actions/replay-strikes.ts';
import { openSqlite } from '../store/sqlite.ts';
import { unlessAbsent } from './absent.ts';
import { createBackups } from './backups.ts';
import { whyOf } from './checked.ts';
import { contentsOf, sha256Of } from './contents.ts';
import { type Manifest, manifestPath, readManifest } from './manifest.ts';
import { syncFile, syncFolder } from './synced.ts';

export interface RestoreInput {
  backup: string;
  dataDir: string;
  storeFile: string;
  version: string;
}

export interface Restored {
  manifest: Manifest;
  strikes: Replayed;
  /** Where the store that stood here lies now; null where none stood. */
  aside: string | null;
  tookMs: number;
}

/** Nothing was changed; the message is for the operator. */
export class NotRestored extends Error {
  constructor(why: string) {
    super(`Nothing was restored: ${why}`);
    this.name = 'NotRestored';
  }
}

/**
 * Puts a backup in the store's place. It is copied, compared with its manifest, examined, and has its strikes replayed
 * under another name first; only then does it take the place, in one step, of what stood there, which is moved aside.
 */
export async function restoreStore(input: RestoreInput): Promise<Restored> {
  const startedAt = performance.now();
  const { backup, dataDir, storeFile } = input;
  const manifest = await readManifest(backup).catch((error: unknown) => {
    throw new NotRestored(
      `the manifest at ${manifestPath(backup)} cannot be read (${whyOf(error)}); bring a whole one.`,
    );
  });
  if (!manifest) throw new NotRestored(`there is no manifest at ${manifestPath(backup)}; bring it along.`);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${storeFile}.restoring`;
  await removeStore(draft);
  try {
    await compare(backup, manifest);
    await copyFile(backup, draft);
    // A copy takes its rights along.
    await chmod(draft, 0o600);
    examine(draft, manifest);
    const strikes = await strikeAgain(input, draft);
    await oneFile(draft);
    const aside = await takePlace(draft, storeFile);
    return { manifest, strikes, aside, tookMs: Math.round(performance.now() - startedAt) };
  } finally {
    await removeStore(draft);
  }
}

async function compare(backup: string, manifest: Manifest): Promise<void> {
  const found = await unlessAbsent(stat(backup), null);
  if (!found) throw new NotRestored(`there is no file ${backup}.`);
  const same = found.size === manifest.bytes && (await sha256Of(backup)) === manifest.sha256;
  if (!same) throw new NotRestored(`${backup} is not the file that its manifest speaks of: size or checksum differ.`);
}

function examine(draft: string, manifest: Manifest): void {
  const db = new DatabaseSync(draft, { readOnly: true });
  try {
    const sound = db.prepare('pragma integrity_check(1)').get()?.integrity_check;
    if (sound !== 'ok') throw new NotRestored(`the backup is damaged: ${String(sound)}.`);
    const { tables, heads } = contentsOf(db);
    const same =
      JSON.stringify({ tables, heads }) === JSON.stringify({ tables: manifest.tables, heads: manifest.heads });
    if (!same) throw new NotRestored('the backup does not hold the rows that its manifest counts.');
  } finally {
    db.close();
  }
}

/** Migrates the copy where this release is newer, and forgets again what was struck since it was made. */
async function strikeAgain({ dataDir, version }: RestoreInput, draft: string): Promise<Replayed> {
  const store = await openSqlite(draft, { now: Date.now, makeId: (now) => makeId(now) });
  try {
    const { strikes } = createBackups({ dataDir, storeFile: draft, databaseUrl: null, version });
    const replayed = await replayStrikes({ store }, strikes);
    if (!replayed.ok) throw new NotRestored(`the strikes could not be replayed: ${replayed.error.message}`);
    const { struckAgain, erasedAgain, noted, unreadable } = replayed;
    return { struckAgain, erasedAgain, noted, unreadable };
  } finally {
    await store.close();
  }
}

/** Nothing of it may stand in a log beside it, which stays behind. */
async function oneFile(draft: string): Promise<void> {
  const db = new DatabaseSync(draft);
  db.exec('pragma journal_mode = delete');
  db.close();
  await syncFile(draft);
}

/** There is a whole store under the name at every moment; its log goes first, which would be taken for the new one's. */
async function takePlace(draft: string, storeFile: string): Promise<string | null> {
  const folder = dirname(storeFile);
  const stood = await unlessAbsent(stat(storeFile), null);
  const aside = stood && join(folder, `before-restore-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`);
  if (aside) {
    closeQuietly(storeFile);
    await mkdir(aside, { mode: 0o700 });
    for (const end of ['-wal', '-shm']) {
      await unlessAbsent(rename(`${storeFile}${end}`, join(aside, `${basename(storeFile)}${end}`)), undefined);
    }
    await link(storeFile, join(aside, basename(storeFile)));
  }
  await rename(draft, storeFile);
  await syncFolder(folder);
  return aside;
}

/** Makes sure that nobody has it open, and takes its log into it, as far as what stood there is a store at all. */
function closeQuietly(storeFile: string): void {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(storeFile, { timeout: 0 });
    db.exec('pragma locking_mode = exclusive; begin exclusive; commit');
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) return;
    throw new NotRestored(`another process has ${storeFile} open; stop it first.`);
  } finally {
    db?.close();
  }
}
const SQLITE_BUSY = 5;

async function removeStore(path: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${path}${end}`, { force: true });
}
