import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { unlessAbsent } from './absent.ts';
import { writeSynced } from './synced.ts';

const lastSchema = z.object({ file: z.string(), madeAt: z.iso.datetime(), bytes: z.int() });
/** When the store was last backed up, and to where: DATA_DIR/last-backup.json. */
export type LastBackup = z.output<typeof lastSchema>;

const pathIn = (dataDir: string): string => join(dataDir, 'last-backup.json');

export const writeLastBackup = (dataDir: string, last: LastBackup): Promise<void> =>
  writeSynced(pathIn(dataDir), JSON.stringify(last));

/** Null where none was ever made; throws where that cannot be read. */
export async function readLastBackup(dataDir: string): Promise<LastBackup | null> {
  const text = await unlessAbsent(readFile(pathIn(dataDir), 'utf8'), null);
  return text === null ? null : lastSchema.parse(JSON.parse(text));
}
