import { percentile } from './figures.ts';

export interface Spread {
  p50: number;
  p99: number;
}

/** What became of messages: each is sent once, and must be acknowledged once and heard once. */
export interface Tally {
  sent(id: string): void;
  acknowledged(id: string): void;
  heard(id: string): void;
  /** Messages that are not acknowledged yet, and those that are acknowledged or not, and not heard. */
  waiting(): { forAnswer: number; forHearing: number };
  count(): { messages: number; acknowledged: number; lost: number; doubled: number };
  spread(): { acknowledged: Spread; heard: Spread };
}

export function createTally(now: () => number): Tally {
  const sentAt = new Map<string, number>();
  const answered = new Map<string, number>();
  const arrived = new Map<string, number>();
  let doubled = 0;
  const note = (which: Map<string, number>, id: string) => {
    const at = sentAt.get(id);
    if (at === undefined) return;
    if (which.has(id)) doubled += 1;
    else which.set(id, now() - at);
  };
  const spreadOf = (which: Map<string, number>): Spread => {
    const all = [...which.values()];
    return { p50: percentile(all, 0.5), p99: percentile(all, 0.99) };
  };
  return {
    sent: (id) => void sentAt.set(id, now()),
    acknowledged: (id) => note(answered, id),
    heard: (id) => note(arrived, id),
    waiting: () => ({ forAnswer: sentAt.size - answered.size, forHearing: sentAt.size - arrived.size }),
    count: () => ({
      messages: sentAt.size,
      acknowledged: answered.size,
      lost: [...sentAt.keys()].filter((id) => !answered.has(id) || !arrived.has(id)).length,
      doubled,
    }),
    spread: () => ({ acknowledged: spreadOf(answered), heard: spreadOf(arrived) }),
  };
}
