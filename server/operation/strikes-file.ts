import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Strike } from '../actions/strike-entry.ts';
import { syncFolder } from './synced.ts';

/*
 * DATA_DIR/strikes.log: one JSON object a line, `{"v":1,"at":…,"conversation":…,"log":…,"seq":…,"id":…,"reason":…}`,
 * only ever appended to, synced before the store is touched. It says which entries were struck, never what they said.
 */

const strikeSchema = z.object({
  v: z.literal(1),
  at: z.int(),
  conversation: z.uuid(),
  log: z.enum(['shared', 'staff']),
  seq: z.int().positive(),
  id: z.uuid(),
  reason: z.enum(['erased', 'retention', 'taken_back']),
});

const LINE_END = 0x0a;

/** Appends one strike; it is on disk when this resolves. A line that an earlier crash cut off is closed first. */
export async function appendStrike(path: string, strike: Strike): Promise<void> {
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const cutOff = size > 0 && (await byteAt(file, size - 1)) !== LINE_END;
    await file.appendFile(`${cutOff ? '\n' : ''}${JSON.stringify({ v: 1, ...strike })}\n`);
    await file.sync();
    if (size === 0) await syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

async function byteAt(file: Awaited<ReturnType<typeof open>>, position: number): Promise<number | undefined> {
  const { buffer } = await file.read({ buffer: Buffer.alloc(1), position });
  return buffer[0];
}

/** Every strike in the file; a line that is no strike is counted, and hides no other. */
export async function readStrikes(path: string): Promise<{ strikes: Strike[]; unreadable: number }> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const strikes = lines.flatMap((line) => strikeOf(line) ?? []);
  return { strikes, unreadable: lines.length - strikes.length };
}

function strikeOf(line: string): Strike | null {
  try {
    const { v: _v, ...strike } = strikeSchema.parse(JSON.parse(line));
    return strike;
  } catch {
    return null;
  }
}
