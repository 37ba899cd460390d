import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeSynced } from './synced.ts';

const lastSchema = z.object({ file: z.string(), madeAt: z.iso.datetime(), bytes: z.int() });
/** When the store was last backed up, and to where: DATA_DIR/last-backup.json. */
export type LastBackup = z.output<typeof lastSchema>;

const pathIn = (dataDir: string): string => join(dataDir, 'last-backup.json');

export const writeLastBackup = (dataDir: string, last: LastBackup): Promise<void> =>
  writeSynced(pathIn(dataDir), JSON.stringify(last));

export async function readLastBackup(dataDir: string): Promise<LastBackup | null> {
  try {
    return lastSchema.parse(JSON.parse(await readFile(pathIn(dataDir), 'utf8')));
  } catch {
    return null;
  }
}
