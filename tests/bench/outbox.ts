import { LIMITS } from '../../protocol/limits.ts';
import type { Answered, Line } from './line.ts';

const RETRY_MS = 2_000;
const ANSWER_PATIENCE_MS = 10_000;

/** What a shopper has typed and the relay has not acknowledged: in order, one call at a time, again until answered. */
export class Outbox {
  /** When it was last empty. */
  emptyAt = 0;
  readonly #conversation: string;
  readonly #line: () => Line | null;
  #ids: string[] = [];
  #asked: Line | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(conversation: string, line: () => Line | null) {
    this.#conversation = conversation;
    this.#line = line;
  }

  get size(): number {
    return this.#ids.length;
  }

  put(id: string): void {
    this.#ids.push(id);
    this.flush();
  }

  /** Also called when the line is live again: what a lost line took along is sent once more. */
  flush(): void {
    const line = this.#line();
    if (!line || line === this.#asked || this.#ids.length === 0) return;
    this.#asked = line;
    clearTimeout(this.#timer);
    const sent = this.#ids.slice(0, LIMITS.appendEntries);
    const entries = sent.map((id) => ({ id, kind: 'message', body: { text: `A word about ${id}` } }));
    this.#timer = setTimeout(() => this.#retry(line), ANSWER_PATIENCE_MS);
    line.say('entries.append', { conversation: this.#conversation, entries }, (answer) => {
      if (line === this.#asked) this.#hear(line, sent, answer);
    });
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #hear(line: Line, sent: readonly string[], answer: Answered): void {
    clearTimeout(this.#timer);
    if (!answer.ok) {
      this.#timer = setTimeout(() => this.#retry(line), answer.error?.retryInMs ?? RETRY_MS);
      return;
    }
    this.#asked = null;
    const taken = new Set(sent);
    this.#ids = this.#ids.filter((id) => !taken.has(id));
    if (this.#ids.length === 0) this.emptyAt = performance.now();
    else this.flush();
  }

  #retry(line: Line): void {
    if (line !== this.#asked) return;
    this.#asked = null;
    this.flush();
  }
}
