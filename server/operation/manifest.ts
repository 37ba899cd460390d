import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { unlessAbsent } from './absent.ts';

const manifestSchema = z.object({
  v: z.literal(1),
  /** The backup's name, without its folder. */
  file: z.string(),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** ISO 8601, UTC. */
  madeAt: z.iso.datetime(),
  /** The release that made it, and the schema of the store in it. */
  version: z.string(),
  schema: z.int(),
  /** Rows per table. */
  tables: z.record(z.string(), z.int()),
  heads: z.object({
    conversations: z.int(),
    /** Entries that the conversations' heads speak for, in both logs. */
    shared: z.int(),
    staff: z.int(),
    /** Of every line "ID LAST_SEQ LAST_STAFF_SEQ\n", in the order of the ids. */
    sha256: z.string(),
  }),
});

/** What stands beside a backup, as FILE.json: what is in it, and how to know that it is whole. */
export type Manifest = z.output<typeof manifestSchema>;

export const manifestPath = (backup: string): string => `${backup}.json`;

/** Null where there is none; throws where it cannot be read, or is no manifest. */
export async function readManifest(backup: string): Promise<Manifest | null> {
  const text = await unlessAbsent(readFile(manifestPath(backup), 'utf8'), null);
  return text === null ? null : manifestSchema.parse(JSON.parse(text));
}
