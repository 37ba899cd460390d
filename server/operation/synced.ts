import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A name that was given in a folder is on disk once the folder is. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name for what is not whole yet, beside what it will be: nobody else's, and its owner's alone once it is made. */
export const draftOf = (path: string): string => join(dirname(path), `.${basename(path)}.${randomUUID()}.draft`);

/** Written whole or not at all, and on disk when it resolves; readable by its owner alone. */
export async function writeSynced(path: string, text: string): Promise<void> {
  await drafted(path, text, (draft) => rename(draft, path));
}

/** The same, where nothing stands under that name; fails with EEXIST where something does. */
export async function writeFresh(path: string, text: string): Promise<void> {
  await drafted(path, text, (draft) => placeFresh(draft, path));
}

async function drafted(path: string, text: string, place: (draft: string) => Promise<void>): Promise<void> {
  const draft = draftOf(path);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(draft);
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(path));
}

/** File systems that give a file no second name: some of those that are mounted from elsewhere. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** Gives a draft its name, and never another's: whatever stands there stays, and EEXIST is thrown. */
export async function placeFresh(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if (!NO_LINKS.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    // Taken while it is empty, then filled in one step.
    await (await open(path, 'wx', 0o600)).close();
    await rename(draft, path);
    return;
  }
  await rm(draft);
}
