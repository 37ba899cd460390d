import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent, unlessAbsent } from './absent.ts';

/* What a house keeps is its relay's own: no other account of the machine reads it, whatever the umask was. */

/** Files of DATA_DIR that hold words, names, numbers or secrets; earlier releases left some of them readable. */
const OURS = /^(salon\.db.*|strikes\.log|relay\.json.*|last-backup\.json.*)$/;
/** Folders of which everything is ours. */
const FOLDERS = /^(backups|before-restore-.*)$/;

/** Makes the folder where it is not, and mends rights that are too wide; gives what could not be mended, with why. */
export async function makePrivate(dataDir: string): Promise<string[]> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const failed: string[] = [];
  for (const [path, mode] of await wide(dataDir)) {
    await chmod(path, mode).catch((error: NodeJS.ErrnoException) => {
      // A file that has gone meanwhile is readable to nobody.
      if (!isAbsent(error)) failed.push(`${path} (${error.code})`);
    });
  }
  return failed;
}

/** What others may read or write here, with the rights that it should have. */
export async function wide(dataDir: string): Promise<[path: string, mode: number][]> {
  const all: [string, number][] = [[dataDir, 0o700]];
  for (const entry of await readdir(dataDir, { withFileTypes: true })) {
    const path = join(dataDir, entry.name);
    if (entry.isFile() && OURS.test(entry.name)) all.push([path, 0o600]);
    if (!entry.isDirectory() || !FOLDERS.test(entry.name)) continue;
    all.push([path, 0o700]);
    for (const inside of await readdir(path, { withFileTypes: true })) {
      if (inside.isFile()) all.push([join(path, inside.name), 0o600]);
    }
  }
  const checked = await Promise.all(
    all.map(async ([path, mode]) => ((await modeOf(path)) & 0o077 ? [path, mode] : null)),
  );
  return checked.filter((one): one is [string, number] => one !== null);
}

const modeOf = async (path: string): Promise<number> => (await unlessAbsent(stat(path), null))?.mode ?? 0;
