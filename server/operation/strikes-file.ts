import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { Erasure, Strike } from '../actions/strike-entry.ts';
import { unlessAbsent } from './absent.ts';
import { syncFolder } from './synced.ts';

/*
 * DATA_DIR/strikes.log: one JSON object a line, `{"v":1,"at":…,"conversation":…,"log":…,"seq":…,"id":…,"reason":…}`,
 * only ever appended to, synced before the store is touched. It says which entries were struck, never what they said;
 * and whom the house has forgotten, by ids alone: `{"v":1,"at":…,"brand":…,"person":…,"shoppers":[…],"reason":"erased"}`.
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

const erasureSchema = z.object({
  v: z.literal(1),
  at: z.int(),
  brand: z.string(),
  person: z.string().min(1).max(200),
  shoppers: z.array(z.uuid()).max(10_000),
  reason: z.literal('erased'),
});

const LINE_END = 0x0a;

/** Appends one line; it is on disk when this resolves. A line that an earlier crash cut off is closed first. */
export async function appendStrike(path: string, noted: Strike | Erasure): Promise<void> {
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const cutOff = size > 0 && (await byteAt(file, size - 1)) !== LINE_END;
    await file.appendFile(`${cutOff ? '\n' : ''}${JSON.stringify({ v: 1, ...noted })}\n`);
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

export interface Noted {
  strikes: Strike[];
  erasures: Erasure[];
  unreadable: number;
}

/** Everything in the file; a line that is neither is counted, and hides no other. */
export async function readStrikes(path: string): Promise<Noted> {
  const text = await unlessAbsent(readFile(path, 'utf8'), '');
  const noted: Noted = { strikes: [], erasures: [], unreadable: 0 };
  for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
    const one = read(line);
    if (one === null) noted.unreadable += 1;
    else if ('person' in one) noted.erasures.push(one);
    else noted.strikes.push(one);
  }
  return noted;
}

function read(line: string): Strike | Erasure | null {
  try {
    const { v: _v, ...noted } = z.union([strikeSchema, erasureSchema]).parse(JSON.parse(line));
    return noted;
  } catch {
    return null;
  }
}
