import { type Line, type LineInput, openLine, Refused } from './line.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const CONNECT_PATIENCE_MS = 8_000;

export type ReturningInput = Pick<LineInput, 'url' | 'namespace' | 'auth' | 'from'> & {
  /** The relay tells a snapshot when it is ready for her; the floor tells nothing. */
  liveAt: 'open' | 'snapshot';
  live: () => void;
  told?: (event: string, payload: unknown) => void;
};

/** A line that comes back by itself with the widget's own patience and jitter (widget/connection.ts), or when told. */
export class ReturningLine {
  line: Line | null = null;
  /** When it was last live. */
  liveAt = 0;
  /** How often the relay turned it away, or it found nobody. */
  refusals = 0;
  readonly #input: ReturningInput;
  #tries = 0;
  #comeBackInMs: number | null = null;
  #timer: NodeJS.Timeout | undefined;
  #trial = 0;
  #closed = false;

  constructor(input: ReturningInput) {
    this.#input = input;
    void this.#open();
  }

  get isLive(): boolean {
    return this.line !== null;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.line?.close();
    this.line = null;
  }

  async #open(): Promise<void> {
    const { liveAt, live: _, told: __, ...way } = this.#input;
    const trial = ++this.#trial;
    let ready = liveAt === 'open';
    let opened: Line | null = null;
    const begin = () => {
      if (opened && ready && trial === this.#trial) this.#begin(opened);
    };
    this.#timer = setTimeout(() => {
      opened?.close();
      this.#again(trial);
    }, CONNECT_PATIENCE_MS);
    try {
      opened = await openLine({
        ...way,
        lost: () => this.#again(trial),
        told: (event, payload) => {
          if (event === 'closing') this.#comeBackInMs = (payload as { comeBackInMs: number }).comeBackInMs;
          if (event === 'snapshot') {
            ready = true;
            begin();
          }
          this.#input.told?.(event, payload);
        },
      });
      if (trial !== this.#trial || this.#closed) opened.close();
      else begin();
    } catch (error) {
      if (error instanceof Refused) {
        this.refusals += 1;
        this.#comeBackInMs = error.retryInMs ?? null;
      }
      this.#again(trial);
    }
  }

  #begin(line: Line): void {
    clearTimeout(this.#timer);
    this.line = line;
    this.liveAt = performance.now();
    this.#tries = 0;
    this.#input.live();
  }

  #again(trial: number): void {
    if (this.#closed || trial !== this.#trial) return;
    this.#trial += 1;
    this.line = null;
    clearTimeout(this.#timer);
    const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#tries++);
    const pauseMs = this.#comeBackInMs ?? grown * (0.5 + Math.random());
    this.#comeBackInMs = null;
    this.#timer = setTimeout(() => void this.#open(), pauseMs);
  }
}
