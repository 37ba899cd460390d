import type { Entry } from '../../../protocol/entries.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { Random } from '../../helpers/random.ts';
import type { Attempt, History } from './history.ts';
import type { Answered } from './line.ts';

export interface Draft {
  id: string;
  text: string;
}

/** Refusals after which the same entry may still be taken. */
const PASSING = ['try_again', 'slow_down', 'draining', 'unexpected', 'not_sent', 'no_room'];

/** What is said and not yet known to be on disk: sent in order, one call in flight, again by the same id. */
export class Outbox {
  readonly #lines: Draft[] = [];
  readonly #who: string;
  readonly #history: History;
  readonly #random: Random;
  readonly #ask: (command: string, payload: object) => Promise<Answered>;
  #sending = false;

  constructor(input: {
    who: string;
    history: History;
    random: Random;
    ask(command: string, payload: object): Promise<Answered>;
  }) {
    this.#who = input.who;
    this.#history = input.history;
    this.#random = input.random;
    this.#ask = input.ask;
  }

  get waiting(): number {
    return this.#lines.length;
  }

  put(...drafts: Draft[]): void {
    this.#lines.push(...drafts);
  }

  /** A line goes when its id is acknowledged or seen in the log, whichever is first. */
  seen(entries: readonly Entry[]): void {
    const ids = new Set(entries.map((entry) => entry.id));
    for (let i = this.#lines.length - 1; i >= 0; i--) {
      if (ids.has(this.#lines[i]?.id ?? '')) this.#lines.splice(i, 1);
    }
  }

  /** Sends what waits; a second device may do the same at the same time (R03). */
  async send(conversation: string, times = 1): Promise<void> {
    if (this.#sending || this.#lines.length === 0) return;
    this.#sending = true;
    const drafts = this.#lines.slice(0, LIMITS.appendEntries);
    try {
      const answers = await Promise.all(Array.from({ length: times }, () => this.#append(conversation, drafts)));
      for (const answered of answers) await this.#settle(answered, drafts);
    } finally {
      this.#sending = false;
    }
  }

  async #append(conversation: string, drafts: readonly Draft[]): Promise<Answered> {
    const attempt: Attempt = {
      ...{ who: this.#who, what: 'append', ids: drafts.map((draft) => draft.id), conversation },
      ...{ askedAt: this.#history.now(), answeredAt: null, outcome: 'unknown', code: null, entries: [] },
    };
    this.#history.attempts.push(attempt);
    const entries = drafts.map(({ id, text }) => ({ id, kind: 'message', body: { text } }));
    const answered = await this.#ask('entries.append', { conversation, entries });
    attempt.outcome = answered.outcome;
    if (answered.outcome === 'unknown') return answered;
    attempt.answeredAt = this.#history.now();
    if (answered.outcome === 'failed') attempt.code = answered.code;
    else {
      attempt.entries = answered.answer.entries as Entry[];
      if (answered.answer.refused) this.#history.wrong(`${this.#who}: ${JSON.stringify(answered.answer.refused)}`);
    }
    return answered;
  }

  async #settle(answered: Answered, drafts: readonly Draft[]): Promise<void> {
    if (answered.outcome === 'ok') this.seen(answered.answer.entries as Entry[]);
    if (answered.outcome !== 'failed') return;
    // She gives up, or the relay has said a lasting no: these ids must never appear.
    const lasting = !PASSING.includes(answered.code);
    if (lasting || (answered.code === 'try_again' && this.#random.chance(0.2))) this.#drop(drafts);
    await new Promise((go) => setTimeout(go, Math.min(400, answered.retryInMs)));
  }

  #drop(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      const at = this.#lines.indexOf(draft);
      if (at >= 0) this.#lines.splice(at, 1);
    }
  }
}
