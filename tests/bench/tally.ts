import { makeId } from '../../protocol/id.ts';
import { percentile } from './figures.ts';

export interface Spread {
  p50: number;
  p99: number;
}

/** What became of messages: each is sent once, and must be acknowledged once and heard once. */
export interface Tally {
  /** A message is sent now; gives its id. */
  send(): string;
  acknowledged(id: string): void;
  heard(id: string): void;
  waiting(): { forAnswer: number; forHearing: number };
  count(): { messages: number; acknowledged: number; lost: number; doubled: number };
  spread(): { acknowledged: Spread; heard: Spread };
}

const TAIL = 24;
const MOST = 2 ** 24;
let tallies = 0;

/**
 * The tail of an id says which message it is, so that nothing need be kept by id: ten thousand of them a second in a
 * map would keep the load busy with its own memory.
 */
export function createTally(now: () => number): Tally {
  const first = tallies++ * MOST;
  const sentAt: number[] = [];
  const answered = createArrivals();
  const arrived = createArrivals();
  const note = (which: Arrivals, id: string) => {
    const index = Number.parseInt(id.slice(TAIL), 16) - first;
    const at = sentAt[index];
    if (at !== undefined) which.note(index, now() - at);
  };
  return {
    send() {
      const index = sentAt.push(now()) - 1;
      answered.expect();
      arrived.expect();
      return makeId(Date.now()).slice(0, TAIL) + (first + index).toString(16).padStart(12, '0');
    },
    acknowledged: (id) => note(answered, id),
    heard: (id) => note(arrived, id),
    waiting: () => ({ forAnswer: sentAt.length - answered.count(), forHearing: sentAt.length - arrived.count() }),
    count: () => ({
      messages: sentAt.length,
      acknowledged: answered.count(),
      lost: sentAt.filter((_, index) => !answered.has(index) || !arrived.has(index)).length,
      doubled: answered.again() + arrived.again(),
    }),
    spread: () => ({ acknowledged: answered.spread(), heard: arrived.spread() }),
  };
}

type Arrivals = ReturnType<typeof createArrivals>;

/** How long each message took to get somewhere. */
function createArrivals() {
  const took: number[] = [];
  let count = 0;
  let again = 0;
  const has = (index: number) => !Number.isNaN(took[index]);
  return {
    has,
    expect: () => void took.push(Number.NaN),
    note(index: number, ms: number) {
      if (has(index)) {
        again += 1;
        return;
      }
      took[index] = ms;
      count += 1;
    },
    count: () => count,
    again: () => again,
    spread(): Spread {
      const all = took.filter((ms) => !Number.isNaN(ms));
      return { p50: percentile(all, 0.5), p99: percentile(all, 0.99) };
    },
  };
}
