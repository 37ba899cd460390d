import type { Page } from '../../../protocol/conversation.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import { type Sequence, takeEntries } from '../../../protocol/sequence.ts';
import type { Answered } from './line.ts';

export interface LogReaderInput {
  conversation: string;
  ask(command: string, payload: object): Promise<Answered>;
  /** Called with what is shown, in the order shown. */
  show(entries: readonly Entry[]): void;
  wrong(sentence: string): void;
}

const LATER: readonly string[] = ['slow_down', 'try_again', 'draining'];

/** Reads one shared log as our screens do: in seq order, gaps held and then asked for, all that follows on connect. */
export class LogReader {
  readonly shown: Entry[] = [];
  readonly #input: LogReaderInput;
  #sequence: Sequence = { last: 0, held: [] };
  #gap: NodeJS.Timeout | null = null;
  #asking: Promise<void> | null = null;
  #closed = false;

  constructor(input: LogReaderInput) {
    this.#input = input;
  }

  get conversation(): string {
    return this.#input.conversation;
  }

  get last(): number {
    return this.#sequence.last;
  }

  take(arrived: readonly Entry[]): void {
    if (this.#closed) return;
    const { sequence, ready } = takeEntries(this.#sequence, arrived);
    this.#sequence = sequence;
    this.shown.push(...ready);
    if (ready.length > 0) this.#input.show(ready);
    if (sequence.held.length > 0) this.#gap ??= setTimeout(() => this.#askGap(), LIMITS.gapMs);
  }

  /** On connect: all that follows. A head below what was shown means that something shown was never on disk. */
  catchUp(head: number): void {
    if (head < this.last) {
      this.#input.wrong(`${this.#input.conversation} stands at ${head}, and ${this.last} was shown already`);
    }
    if (head > this.last) void this.#fetch();
  }

  close(): void {
    this.#closed = true;
    if (this.#gap) clearTimeout(this.#gap);
  }

  #askGap(): void {
    this.#gap = null;
    if (this.#sequence.held.length > 0 && !this.#closed) void this.#fetch();
  }

  #fetch(): Promise<void> {
    this.#asking ??= this.#fetchAll().finally(() => {
      this.#asking = null;
      // What arrived meanwhile may leave a gap of its own.
      if (this.#sequence.held.length > 0 && !this.#closed) this.#gap ??= setTimeout(() => this.#askGap(), LIMITS.gapMs);
    });
    return this.#asking;
  }

  async #fetchAll(): Promise<void> {
    for (let more = true; more && !this.#closed; ) {
      const { conversation, ask } = this.#input;
      const answered = await ask('entries.after', { conversation, after: this.last });
      // What was not answered is asked again, on a line that lasts; one that does not brings its own snapshot.
      if (answered.outcome === 'unknown') continue;
      if (answered.outcome === 'failed' && LATER.includes(answered.code)) {
        await new Promise((go) => setTimeout(go, answered.retryInMs));
        continue;
      }
      if (answered.outcome !== 'ok') return;
      const page = answered.answer as unknown as Page;
      this.take(page.entries);
      more = page.more;
    }
  }
}
