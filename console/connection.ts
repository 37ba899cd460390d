import { type ReadonlySignal, signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import type { ConsoleAnswers, ConsoleCalls, ConsoleCommand, ConsoleEvents } from '../protocol/console.ts';
import type { StateDigest } from '../protocol/digest.ts';
import { LIMITS } from '../protocol/limits.ts';
import { PROTOCOL } from '../protocol/number.ts';
import type { RefusalError } from '../protocol/refusals.ts';
import { type Reply, unreachable } from './reply.ts';
import { chooseTransport, RETRY_MAX_MS, RETRY_MS } from './transport.ts';

/**
 * `lost`: it comes back by itself. `closing`: the relay restarts. `resting`: too many pages of hers are open, and this
 * one was left alone the longest. `too_old`: only a reload helps.
 */
export type LinkState = 'connecting' | 'open' | 'lost' | 'closing' | 'resting' | 'too_old' | 'ended';
export type Payload<C extends ConsoleCommand> = Parameters<ConsoleCalls[C]>[0];

/** The console's line to the relay. Models know this and no socket. */
export interface Link {
  /** `open` from the snapshot on, until the socket is gone. */
  readonly state: ReadonlySignal<LinkState>;
  ask<C extends ConsoleCommand>(command: C, payload: Payload<C>): Promise<Reply<ConsoleAnswers[C]>>;
  on<E extends keyof ConsoleEvents>(event: E, listener: ConsoleEvents[E]): void;
  /** Runs whenever the relay shows a sign of life, however the browser slows this page's timers. */
  onHeard(listener: () => void): void;
  /** Hears where she stands, whenever the relay has said it. */
  onDigest(listener: (told: StateDigest) => void): void;
  /**
   * Is anybody there? Without an answer in 1.5 s the line is made anew, as after any other that is not answered; one that
   * is lost is tried at once.
   */
  check(): void;
  close(): void;
}

const PATIENCE_MS = 8_000;
/** How long after its time a relay that restarts is still said to be back in a moment. */
const MOMENT_MS = 15_000;

export interface LinkNeeds {
  /** The relay's clock, learnt with each answer. */
  learn: (relayNow: number, askedAt: number) => void;
  /** The relay refused the session itself. */
  onRefused: () => void;
}

/** Opens the line. The session travels as a cookie, never in the address. */
export function openLink({ learn, onRefused }: LinkNeeds): Link {
  const state = signal<LinkState>('connecting');
  const socket: Socket<ConsoleEvents, ConsoleCalls> = io('/console', {
    forceNew: true,
    transports: ['websocket'],
    auth: { protocol: PROTOCOL },
    // A balancer keeps the requests of the polling fallback together by this value.
    query: { stick: String(crypto.getRandomValues(new Uint32Array(1))[0]) },
    reconnectionDelay: RETRY_MS,
    reconnectionDelayMax: RETRY_MAX_MS,
    timeout: PATIENCE_MS,
  });
  const transport = chooseTransport(socket.io, () => socket.disconnect().connect());
  socket.io.on('error', transport.fails);
  let again: ReturnType<typeof setTimeout> | undefined;

  function comeBack(afterMs: number): void {
    clearTimeout(again);
    if (isOver(state.peek())) return;
    again = setTimeout(() => socket.connect(), afterMs);
  }
  function lost(): void {
    if (state.value === 'open' || state.value === 'connecting') state.value = 'lost';
  }

  socket.on('snapshot', (snapshot) => {
    transport.stands();
    learn(snapshot.now, Date.now());
    state.value = 'open';
  });
  let overdue: ReturnType<typeof setTimeout> | undefined;
  socket.on('closing', ({ comeBackInMs, reason }) => {
    const closing = reason === 'crowd' ? 'resting' : 'closing';
    state.value = closing;
    // "In a moment" is said for a moment: a relay that does not come back is a line that is lost.
    clearTimeout(overdue);
    overdue = setTimeout(() => {
      if (state.value === closing) state.value = 'lost';
    }, comeBackInMs + MOMENT_MS);
    socket.io.reconnectionDelay(Math.max(RETRY_MS, comeBackInMs));
  });
  socket.on('signed_out', () => {
    state.value = 'ended';
    socket.disconnect();
    transport.close();
  });
  socket.on('disconnect', (reason) => {
    transport.fails();
    lost();
    // The library stays away after a disconnect that the other side asked for.
    if (reason === 'io server disconnect') comeBack(RETRY_MS);
  });
  socket.on('connect_error', (error) => {
    lost();
    if (socket.active) return;
    const refusal = refusalOf(error);
    if (refusal?.code === 'too_old' || refusal?.code === 'relay_too_old') state.value = 'too_old';
    // Not at once: a relay that knows the session and refuses its socket must not be asked in a tight circle.
    else if (refusal?.code === 'not_signed_in' || refusal?.code === 'signed_out')
      again = setTimeout(onRefused, RETRY_MS);
    else comeBack(refusal?.retryInMs ?? RETRY_MAX_MS);
  });

  /** Nobody answered in time, and the line stands: what else went astray on it is not known, so it is not trusted. */
  function beginAnew(): void {
    if (isOver(state.peek())) return;
    lost();
    socket.disconnect().connect();
  }

  async function ask<C extends ConsoleCommand>(command: C, payload: Payload<C>, patienceMs = PATIENCE_MS) {
    if (!socket.connected) return unreachable();
    const askedAt = Date.now();
    const line = socket.id;
    const reply = await acknowledged(socket, command, payload, patienceMs);
    if (!reply.ok && reply.error.code === 'unreachable' && socket.id === line) beginAnew();
    if (reply.ok) learn(reply.now, askedAt);
    if (reply.ok && 'heads' in reply) for (const hear of digests) hear(reply as StateDigest);
    return reply;
  }

  const digests: ((told: StateDigest) => void)[] = [];
  let checking = false;
  async function check(): Promise<void> {
    if (checking || isOver(state.peek())) return;
    // Between two tries the library waits, whoever asks it to connect; one that is under way goes on.
    if (!socket.connected && state.peek() === 'lost' && socket.io._readyState === 'closed') return beginAnew();
    if (!socket.connected) return comeBack(0);
    checking = true;
    await ask('ping', {}, LIMITS.pingPatienceMs);
    checking = false;
  }

  return {
    state,
    ask,
    on: (event, listener) => void socket.on(event, listener as never),
    onHeard: (listener) => {
      socket.io.on('ping', listener);
    },
    onDigest: (listener) => void digests.push(listener),
    check: () => void check(),
    close() {
      clearTimeout(again);
      clearTimeout(overdue);
      state.value = 'ended';
      socket.disconnect();
      transport.close();
    },
  };
}

const isOver = (state: LinkState) => state === 'ended' || state === 'too_old';

/** The one place where an acknowledgement meets a time limit; Socket.IO's own types are lost in between. */
function acknowledged<C extends ConsoleCommand>(
  socket: Socket<ConsoleEvents, ConsoleCalls>,
  command: C,
  payload: Payload<C>,
  patienceMs: number,
): Promise<Reply<ConsoleAnswers[C]>> {
  const untyped = socket as unknown as Socket;
  return untyped
    .timeout(patienceMs)
    .emitWithAck(command, payload)
    .then((answer: Reply<ConsoleAnswers[C]>) => answer, unreachable);
}

function refusalOf(error: Error): RefusalError | null {
  const data: unknown = 'data' in error ? error.data : null;
  if (typeof data !== 'object' || data === null) return null;
  const found = 'error' in data && typeof data.error === 'object' && data.error !== null ? data.error : data;
  return 'code' in found ? (found as RefusalError) : null;
}
