import { io, type Socket } from 'socket.io-client';
import { LIMITS } from '../../../protocol/limits.ts';
import type { Answer } from '../../../protocol/refusals.ts';

export interface LineInput {
  /** Where to connect; asked at each try, so that lines spread over several relays. */
  url(): string;
  namespace: '/shopper' | '/console';
  hello: Record<string, unknown>;
  /** The relay's own origin and, for a desk, its cookie. */
  headers: Record<string, string>;
  hear(event: string, payload: unknown): void;
  lost(): void;
}

/** What became of one call: an answer, or silence. */
export type Answered =
  | { outcome: 'ok'; answer: Record<string, unknown> & { ok: true; now: number } }
  | { outcome: 'failed'; code: string; retryInMs: number }
  | { outcome: 'unknown' };

const CONNECT_PATIENCE_MS = 4_000;
const ANSWER_PATIENCE_MS = 2_500;

/**
 * A line to the relay that behaves as the widget's and the console's do: it comes back by itself with jitter, or when
 * the relay has said so; silence is met by an application ping, and by a new line where nobody answers.
 */
export class Line {
  live = false;
  /** Why the line was lost, each time. */
  readonly losses: string[] = [];
  readonly #input: LineInput;
  #socket: Socket | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  #tries = 0;
  #comeBackInMs: number | null = null;

  constructor(input: LineInput) {
    this.#input = input;
    this.#open();
  }

  /** Asks; what is not answered in time is unknown, and the line is checked. */
  async ask(command: string, payload: object): Promise<Answered> {
    const socket = this.#socket;
    if (!socket || !this.live) return { outcome: 'failed', code: 'not_sent', retryInMs: 100 };
    try {
      const answer: Answer<Record<string, unknown>> = await socket
        .timeout(ANSWER_PATIENCE_MS)
        .emitWithAck(command, payload);
      if (answer.ok) return { outcome: 'ok', answer };
      return { outcome: 'failed', code: answer.error.code, retryInMs: answer.error.retryInMs ?? 100 };
    } catch {
      if (socket === this.#socket && this.live) this.check();
      return { outcome: 'unknown' };
    }
  }

  /** Is anybody there? Without an answer in time the line is given up and taken up again. */
  check(): void {
    const socket = this.#socket;
    if (!socket || !this.live) return;
    socket
      .timeout(LIMITS.pingPatienceMs)
      .emitWithAck('ping', {})
      .catch(() => {
        if (socket === this.#socket) this.#again();
      });
  }

  close(): void {
    this.#closed = true;
    this.#drop();
  }

  #open(): void {
    const { url, namespace, hello, headers } = this.#input;
    const socket = io(`${url()}${namespace}`, {
      transports: ['websocket'],
      auth: hello,
      extraHeaders: headers,
      forceNew: true,
      reconnection: false,
      timeout: CONNECT_PATIENCE_MS,
    });
    this.#socket = socket;
    // A relay that is connected and tells nothing is no line.
    this.#timer = setTimeout(() => this.#again(), CONNECT_PATIENCE_MS);
    socket.onAny((event: string, payload: unknown) => {
      if (socket !== this.#socket) return;
      if (event === 'snapshot') this.#isLive();
      if (event === 'closing') this.#comeBackInMs = (payload as { comeBackInMs: number }).comeBackInMs;
      this.#input.hear(event, payload);
    });
    socket.on('disconnect', (reason) => {
      if (socket !== this.#socket) return;
      this.losses.push(reason);
      this.#again();
    });
    socket.on('connect_error', (error: Error & { data?: { retryInMs?: number } }) => {
      if (socket !== this.#socket) return;
      this.#comeBackInMs ??= error.data?.retryInMs ?? null;
      this.#again();
    });
  }

  #isLive(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.live = true;
    this.#tries = 0;
  }

  #again(): void {
    if (this.#closed) return;
    const was = this.live;
    this.#drop();
    if (was) this.#input.lost();
    const grownMs = Math.min(1_000, 60 * 2 ** this.#tries++);
    this.#timer = setTimeout(() => this.#open(), this.#comeBackInMs ?? grownMs * (0.5 + Math.random()));
    this.#comeBackInMs = null;
  }

  #drop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.live = false;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}
