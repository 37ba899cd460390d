import type { Entry } from './entries.ts';

/** How far a client has read a log without a gap, and what arrived too early (in seq order). */
export interface Sequence {
  last: number;
  held: readonly Entry[];
}

/**
 * Takes entries in any order, with repeats: those at or below `last` are dropped, those that follow without
 * a gap are `ready` in seq order, the rest is held. While something is held for `LIMITS.gapMs`, the client
 * asks with `entries.after { after: last }`.
 */
export function takeEntries(sequence: Sequence, arrived: readonly Entry[]): { sequence: Sequence; ready: Entry[] } {
  const early = new Map(sequence.held.map((entry) => [entry.seq, entry]));
  for (const entry of arrived) if (entry.seq > sequence.last) early.set(entry.seq, entry);
  const ready: Entry[] = [];
  let last = sequence.last;
  for (let next = early.get(last + 1); next; next = early.get(last + 1)) {
    ready.push(next);
    early.delete(next.seq);
    last = next.seq;
  }
  return { sequence: { last, held: [...early.values()].sort((a, b) => a.seq - b.seq) }, ready };
}
