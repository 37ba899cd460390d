import { lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Backups } from '../actions/administer.ts';
import { inWorker } from './in-worker.ts';
import { writeLastBackup } from './last-backup.ts';
import { type Manifest, manifestPath } from './manifest.ts';
import { appendStrike, readStrikes } from './strikes-file.ts';

export interface BackupsInput {
  dataDir: string;
  /** The store's one file … */
  storeFile: string;
  /** … unless it is a Postgres. */
  databaseUrl: string | null;
  version: string;
}

const POSTGRES =
  'The store is a Postgres: back it up with pg_dump, and after pg_restore run `npm run salon -- strikes replay` ' +
  '(server/operation/README.md).';

/** Backups, and what keeps struck words away when one of them is put back: the strikes file. */
export function createBackups({ dataDir, storeFile, databaseUrl, version }: BackupsInput): Backups {
  const strikesFile = join(dataDir, 'strikes.log');
  let last: Promise<void> = Promise.resolve();
  // A copy holds the write-ahead log as it is.
  let copying: Promise<unknown> = Promise.resolve();
  return {
    async backUp(file) {
      if (databaseUrl !== null) return { ok: true, problem: POSTGRES };
      const to = file ?? join(resolve(dataDir), 'backups', `salon-${stamp()}.db`);
      const taken = [to, manifestPath(to)].find(stands);
      if (taken) return { ok: true, problem: `${taken} is there already; name another file.` };
      if (dirname(to) === resolve(dataDir)) return { ok: true, problem: OWN_FOLDER(to) };
      const startedAt = performance.now();
      try {
        const copied = inWorker<Manifest>('./backup-worker.ts', { store: storeFile, to, version });
        copying = Promise.all([copying, copied]).catch(() => undefined);
        const made = await copied;
        await writeLastBackup(dataDir, { file: to, madeAt: made.madeAt, bytes: made.bytes });
        const { bytes, sha256, heads } = made;
        const entries = heads.shared + heads.staff;
        return { ok: true, file: to, bytes, sha256, entries, tookMs: Math.round(performance.now() - startedAt) };
      } catch (error) {
        return { ok: true, problem: `The backup was not made: ${messageOf(error)}.` };
      }
    },
    strikes: {
      /** One after the other: two lines must not run into each other. */
      note(line) {
        const noted = last.then(() => appendStrike(strikesFile, line));
        last = noted.catch(() => undefined);
        return noted;
      },
      all: () => readStrikes(strikesFile),
      async scrub(bodies, whole = false) {
        // What Postgres keeps of old rows, its vacuum takes away.
        if (databaseUrl !== null) return;
        await copying;
        await inWorker('./scrub-worker.ts', { path: storeFile, bodies, whole });
      },
    },
  };
}

const OWN_FOLDER = (to: string): string =>
  `${to} lies among the relay's own files; name another folder, such as ${join(dirname(to), 'backups')}.`;

/** Whatever it is, a link that leads nowhere too; where it cannot be looked at, making it says why. */
function stands(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

const stamp = (): string => new Date().toISOString().replace(/[-:]|\.\d+/g, '');

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
