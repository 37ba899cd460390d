import type { EntriesTold, Page } from '../../protocol/conversation.ts';
import type { Entry } from '../../protocol/entries.ts';
import { type Sequence, takeEntries } from '../../protocol/sequence.ts';
import type { Answered, Line } from './line.ts';

/** How a page of hers reads the log, here and after each return: in seq order, asking for what it missed. */
export class Reader {
  /** How often each message was shown. */
  readonly shown = new Map<string, number>();
  /** When it last had read to the end. */
  caughtUpAt = 0;
  readonly #conversation: string;
  #sequence: Sequence = { last: 0, held: [] };

  constructor(conversation: string) {
    this.#conversation = conversation;
  }

  hear(event: string, payload: unknown): void {
    if (event === 'entries') this.#take((payload as EntriesTold).entries);
  }

  catchUp(line: Line): void {
    const asked = { conversation: this.#conversation, after: this.#sequence.last };
    line.say('entries.after', asked, (answer) => this.#read(line, answer));
  }

  #read(line: Line, answer: Answered): void {
    if (!answer.ok) {
      setTimeout(() => this.catchUp(line), answer.error?.retryInMs ?? 1_000);
      return;
    }
    const { entries, more } = answer as unknown as Page;
    this.#take(entries);
    if (more) this.catchUp(line);
    else this.caughtUpAt = performance.now();
  }

  #take(entries: readonly Entry[]): void {
    const { sequence, ready } = takeEntries(this.#sequence, entries);
    this.#sequence = sequence;
    for (const { id, kind } of ready) if (kind === 'message') this.show(id);
  }

  show(id: string): void {
    this.shown.set(id, (this.shown.get(id) ?? 0) + 1);
  }
}
