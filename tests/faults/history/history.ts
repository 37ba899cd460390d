import type { Entry } from '../../../protocol/entries.ts';

/** Nobody knows what became of an operation whose answer did not come. */
export type Outcome = 'ok' | 'failed' | 'unknown';

/** One time of asking and what came of it; times are ms since the run began. */
export interface Attempt {
  who: string;
  what: 'append' | 'open' | 'accept' | 'decline' | 'done' | 'other';
  /** What was asked for: entry ids of an append, else the request's or the offer's id. */
  ids: readonly string[];
  conversation: string | null;
  askedAt: number;
  answeredAt: number | null;
  outcome: Outcome;
  /** The code of a refusal. */
  code: string | null;
  /** The entries that an ok answer gave back. */
  entries: readonly Entry[];
}

/** What one reader showed of one log, in the order shown, over her whole life. */
export interface Reading {
  reader: string;
  conversation: string;
  /** Lived through the run, came afresh at the end, or left on the way (a page that was reloaded). */
  age: 'old' | 'fresh' | 'left';
  shown: readonly Entry[];
}

/** How far a reader has come, at this moment. */
export interface Screen {
  reader: string;
  conversation: string;
  last: number;
}

/** Everything that happened in a run, as it was seen from outside. */
export class History {
  readonly attempts: Attempt[] = [];
  readonly readings: Reading[] = [];
  /** What was wrong the moment it was seen: somebody else's data, a mark that was not true yet. */
  readonly seen: string[] = [];
  readonly #began = performance.now();
  /** How far each person's devices have said that they are, by conversation and person. */
  readonly #delivered = new Map<string, number>();

  now(): number {
    return Math.round(performance.now() - this.#began);
  }

  wrong(sentence: string): void {
    if (this.seen.length < 50 && !this.seen.includes(sentence)) this.seen.push(sentence);
  }

  /** A device is about to say that it has received this much. */
  saysDelivered(conversation: string, person: string, seq: number): void {
    const key = `${conversation} ${person}`;
    this.#delivered.set(key, Math.max(seq, this.#delivered.get(key) ?? 0));
  }

  /** R22: nobody is told of a delivery that no device has spoken of. */
  heardDelivered(reader: string, conversation: string, person: string, seq: number): void {
    const said = this.#delivered.get(`${conversation} ${person}`) ?? 0;
    if (seq > said) this.wrong(`${reader} was told that ${person} has ${seq} of ${conversation}, who said ${said}`);
  }
}
