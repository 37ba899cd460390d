import type { Cursor } from './entries.ts';

/** How far somebody's words have come; each is said only when it is true. */
export type Progress = 'sent' | 'delivered' | 'read';

/** How far an entry has come, by the cursors of those on the other side; never ahead of what is true. */
export function progressOf(seq: number, cursors: readonly Cursor[], reader: Cursor['kind']): Progress {
  const theirs = cursors.filter((cursor) => cursor.kind === reader);
  if (theirs.some((cursor) => cursor.readSeq >= seq)) return 'read';
  return theirs.some((cursor) => cursor.deliveredSeq >= seq) ? 'delivered' : 'sent';
}
