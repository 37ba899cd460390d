import type { Cursor } from '../../protocol/entries.ts';

export type Progress = 'sent' | 'delivered' | 'read';

/** How far her own entry has come, by the cursors of those who answer her; never ahead of what is true. */
export function progressOf(seq: number, cursors: readonly Cursor[]): Progress {
  const theirs = cursors.filter((cursor) => cursor.kind === 'associate');
  if (theirs.some((cursor) => cursor.readSeq >= seq)) return 'read';
  return theirs.some((cursor) => cursor.deliveredSeq >= seq) ? 'delivered' : 'sent';
}
