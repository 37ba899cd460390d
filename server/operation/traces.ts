import { closeSync, openSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/*
 * A struck body is overwritten where it stood (`secure_delete`), but a page of the tree that was split earlier may hold
 * an older copy of its cell in the gap between its cells, until that gap is used again: 1 in 300 in a store of 40,000
 * entries. So the file is searched, and rewritten where something is found.
 */

/** Bodies are looked for by pieces: what is left of them may have lost its beginning or its end. */
const PIECE = 10;
const CHUNK = 4 * 1024 * 1024;
const PATIENCE_MS = 10_000;

/**
 * Takes what is left of struck bodies out of the file and its write-ahead log; says whether it had to be rewritten.
 * `whole` rewrites it without looking: a name is too short, and too often somebody else's, to be looked for.
 */
export function scrubTraces(path: string, bodies: readonly string[], whole = false): boolean {
  const db = new DatabaseSync(path, { timeout: PATIENCE_MS });
  try {
    db.exec('pragma secure_delete = on');
    truncateLog(db);
    if (!whole && !isLeft(db, path, bodies)) return false;
    db.exec('vacuum');
    truncateLog(db);
    return true;
  } finally {
    db.close();
  }
}

function isLeft(db: DatabaseSync, path: string, bodies: readonly string[]): boolean {
  // What is said again and again is looked for once.
  const pieces = new Map(bodies.flatMap(piecesOf).map((piece) => [piece.toString('latin1'), piece]));
  return findAll(path, [...pieces.values()]).some((piece) => !isSaid(db, piece));
}

/** A backup that is being made holds the log for as long as it lasts; nothing of it stays once this returns. */
function truncateLog(db: DatabaseSync): void {
  const outcome = db.prepare('pragma wal_checkpoint(truncate)').get();
  if (outcome?.busy !== 0) throw new Error('the write-ahead log is held; strike again when the backup is done');
}

function piecesOf(body: string): Buffer[] {
  const bytes = Buffer.from(body);
  const pieces: Buffer[] = [];
  for (let from = 0; from === 0 || from + PIECE <= bytes.length; from += PIECE) {
    pieces.push(bytes.subarray(from, from + PIECE));
  }
  return pieces;
}

/** One pass over the file: every place is looked up by its first bytes, and compared only where some piece begins so. */
function findAll(path: string, pieces: readonly Buffer[]): Buffer[] {
  const byBeginning = Map.groupBy(pieces, (piece) => piece.readUInt32LE(0));
  const begins = new Uint8Array(0x1_0000);
  for (const key of byBeginning.keys()) begins[key & 0xffff] = 1;
  const file = openSync(path, 'r');
  const found = new Set<Buffer>();
  try {
    const chunk = Buffer.alloc(CHUNK + PIECE);
    for (let at = 0; ; at += CHUNK) {
      const read = readSync(file, chunk, 0, chunk.length, at);
      for (let i = 0; i + 4 <= read; i++) {
        if (begins[(chunk[i] as number) | ((chunk[i + 1] as number) << 8)] === 0) continue;
        for (const piece of byBeginning.get(chunk.readUInt32LE(i)) ?? []) {
          if (stands(piece, chunk, i, read)) found.add(piece);
        }
      }
      if (read < chunk.length) return [...found];
    }
  } finally {
    closeSync(file);
  }
}

const stands = (piece: Buffer, chunk: Buffer, at: number, end: number): boolean =>
  at + piece.length <= end && piece.compare(chunk, at, at + piece.length) === 0;

/** What stands in another entry as well is no trace of this one. */
const isSaid = (db: DatabaseSync, piece: Buffer): boolean =>
  db.prepare('select 1 from "entries" where instr(cast("body" as blob), ?) > 0 limit 1').get(piece) !== undefined;
