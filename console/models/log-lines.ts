import type { Entry } from '../../protocol/entries.ts';
import { dayOf } from '../words/times.ts';

/** What a screen draws of a log: days, and entries of which the first of a run carries its author. */
export type LogLine =
  | { line: 'day'; key: string; at: number }
  | { line: 'entry'; key: string; entry: Entry; leads: boolean };

const RUN_MS = 5 * 60_000;

/** Kinds this console does not know keep their seq and show nothing. */
const SHOWN: ReadonlySet<string> = new Set<Entry['kind']>([
  'message',
  'product',
  'assigned',
  'left',
  'promised',
  'moved',
  'withdrawn',
  'called',
  'done',
  'resumed',
  'line',
]);

export function linesOf(entries: readonly Entry[], zone: string): LogLine[] {
  const lines: LogLine[] = [];
  let before: Entry | null = null;
  for (const entry of entries) {
    if (!SHOWN.has(entry.kind)) continue;
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

const isSaid = ({ kind }: Entry) => kind === 'message' || kind === 'product';
