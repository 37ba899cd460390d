import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { unlessAbsent } from './absent.ts';
import { whyOf } from './checked.ts';

/** How a command on this machine finds the running relay. */
export interface RelayFile {
  pid: number;
  /** On this machine: http://127.0.0.1:PORT. */
  url: string;
  /** Opens /api/admin; new at each start. */
  token: string;
}

const relaySchema = z.object({
  pid: z.int().positive(),
  url: z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost|\[::1\])$/ }),
  token: z.string().min(20),
});

const pathIn = (dataDir: string): string => join(dataDir, 'relay.json');

/** Written when the relay listens; readable by its owner alone, and there whole or not at all. */
export async function writeRelayFile(dataDir: string, relay: RelayFile): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${pathIn(dataDir)}.${relay.pid}`;
  await rm(draft, { force: true });
  await writeFile(draft, JSON.stringify(relay), { mode: 0o600, flag: 'wx' });
  // A draft that cannot take its place leaves no token behind.
  await rename(draft, pathIn(dataDir)).catch(async (error) => {
    await rm(draft, { force: true });
    throw error;
  });
}

/** Removed when the relay stops, unless another one has taken the place. */
export async function removeRelayFile(dataDir: string, pid: number): Promise<void> {
  const relay = await readRelayFile(dataDir);
  if (relay?.pid === pid) await rm(pathIn(dataDir), { force: true });
}

/** There is one, and it cannot be read: whether a relay runs is not known. The message is for the operator. */
export class UnreadableRelay extends Error {}

/** Null where none is written, and where what is written is no such thing. Throws `UnreadableRelay`. */
export async function readRelayFile(dataDir: string): Promise<RelayFile | null> {
  const text = await unlessAbsent(readFile(pathIn(dataDir), 'utf8'), null).catch((error) => {
    throw new UnreadableRelay(
      `${pathIn(dataDir)} cannot be read (${whyOf(error)}), so whether a relay runs is not known.`,
    );
  });
  return text === null ? null : parsed(text);
}

function parsed(text: string): RelayFile | null {
  try {
    return relaySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Whether a process of that id lives; it may be another program by now. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
