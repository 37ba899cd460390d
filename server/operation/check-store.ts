import { stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { unlessAbsent } from './absent.ts';
import type { Bounds } from './check-machine.ts';
import { type Checked, good, mend, whyOf } from './checked.ts';

/** The store's file: whether it is sound, and whether its write-ahead log stays small. */
export async function checkStoreFile(storeFile: string, { logBytes }: Bounds): Promise<Checked[]> {
  const found = await unlessAbsent(stat(storeFile), null).catch(whyOf);
  if (typeof found === 'string')
    return [mend('store', `${storeFile} cannot be looked at (${found}): correct DATA_DIR.`)];
  if (!found)
    return [mend('store', `There is no store at ${storeFile} yet: start the relay once, or correct DATA_DIR.`)];
  const log = (await unlessAbsent(stat(`${storeFile}-wal`), null))?.size ?? 0;
  const small =
    log <= logBytes
      ? good('write-ahead log', `${(log / 1e6).toFixed(1)} MB`)
      : mend(
          'write-ahead log',
          `The write-ahead log has grown to ${(log / 1e6).toFixed(0)} MB: somebody keeps the store open for reading; end that, or restart the relay.`,
        );
  return [soundness(storeFile, found.size), small];
}

function soundness(storeFile: string, bytes: number): Checked {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(storeFile, { readOnly: true, timeout: 5_000 });
    const says = String(db.prepare('pragma quick_check(1)').get()?.quick_check);
    if (says === 'ok') return good('store', `sound, ${(bytes / 1e6).toFixed(1)} MB`);
    return mend('store', DAMAGED(storeFile, says));
  } catch (error) {
    return mend('store', DAMAGED(storeFile, whyOf(error)));
  } finally {
    db?.close();
  }
}

const DAMAGED = (storeFile: string, says: string): string =>
  `${storeFile} is damaged (${says.replace(/\s+/g, ' ').slice(0, 200)}): stop the relay and restore the last backup.`;

/** Whether the relay could write just now. */
export const checkWriting = (written: boolean): Checked =>
  written
    ? good('writing', 'a row went through to the disk')
    : mend('writing', 'The relay could not write: look at the disk and its rights, and at who else locks the store.');
