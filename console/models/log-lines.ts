import type { Entry } from '../../protocol/entries.ts';
import { isSaid, kindOf } from '../../protocol/entry-kinds.ts';
import { dayOf } from '../words/times.ts';

/** What a screen draws of a log: days, and entries of which the first of a run carries its author. */
export type LogLine =
  | { line: 'day'; key: string; at: number }
  | { line: 'entry'; key: string; entry: Entry; leads: boolean };

const RUN_MS = 5 * 60_000;

export function linesOf(entries: readonly Entry[], zone: string): LogLine[] {
  const lines: LogLine[] = [];
  let before: Entry | null = null;
  for (const entry of entries) {
    // Kinds that this console does not know keep their seq and show nothing.
    if (kindOf(entry).shown === 'nowhere') continue;
    if (!before || dayOf(before.at, zone) !== dayOf(entry.at, zone)) {
      lines.push({ line: 'day', key: `day-${entry.seq}`, at: entry.at });
      before = null;
    }
    lines.push({ line: 'entry', key: entry.id, entry, leads: !before || !isRun(before, entry) });
    before = entry;
  }
  return lines;
}

/** The same person goes on speaking. */
function isRun(before: Entry, entry: Entry): boolean {
  if (!isSaid(before) || !isSaid(entry) || entry.at - before.at > RUN_MS) return false;
  if (before.by.kind === 'house' || entry.by.kind === 'house') return before.by.kind === entry.by.kind;
  return before.by.id === entry.by.id;
}
