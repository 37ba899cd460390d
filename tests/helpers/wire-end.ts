import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type * as z from 'zod';
import type { ConsoleAnswers, ConsoleEvents, consoleCommands } from '../../protocol/console.ts';
import type { Answer, RefusalError } from '../../protocol/refusals.ts';
import type { ShopperAnswers, ShopperEvents, shopperCommands } from '../../protocol/shopper.ts';

interface Sides {
  shopper: { commands: typeof shopperCommands; answers: ShopperAnswers; events: ShopperEvents };
  console: { commands: typeof consoleCommands; answers: ConsoleAnswers; events: ConsoleEvents };
}
export type Namespace = keyof Sides;
export type Command<N extends Namespace> = keyof Sides[N]['commands'] & keyof Sides[N]['answers'];
export type Payload<N extends Namespace, C extends Command<N>> = Sides[N]['commands'][C] extends z.ZodType
  ? z.input<Sides[N]['commands'][C]>
  : never;
type Told<N extends Namespace, E extends keyof Sides[N]['events']> = Sides[N]['events'][E] extends (
  told: infer T,
) => void
  ? T
  : never;

export interface Dial {
  url: string;
  origin: string | null;
  auth: object;
  cookie?: string;
  headers?: Record<string, string>;
  transports?: ('websocket' | 'polling')[];
  reconnection?: boolean;
  /** More of Socket.IO's own options. */
  more?: Partial<ManagerOptions & SocketOptions>;
}

/** One real connection, everything it was told, and its commands as promises. */
export interface End<N extends Namespace> {
  socket: Socket;
  /** Every event in the order told. */
  told: { event: string; payload: unknown }[];
  /** The payloads of one event, in the order told. */
  heard<E extends keyof Sides[N]['events'] & string>(event: E): Told<N, E>[];
  send<C extends Command<N> & string>(event: C, payload: Payload<N, C>): Promise<Answer<Sides[N]['answers'][C]>>;
  /** Sends, and fails the test on a refusal. */
  ok<C extends Command<N> & string>(event: C, payload: Payload<N, C>): Promise<Sides[N]['answers'][C]>;
  /** Whatever a stranger might send, with an acknowledgement behind it. */
  raw(event: string, ...args: unknown[]): Promise<Answer<object>>;
  /** Resolves once `found` gives something of what was told or of the socket. */
  until<T>(found: () => T | undefined | null | false): Promise<T>;
  /** Why the connection was refused. */
  refused(): Promise<RefusalError>;
  close(): void;
}

const PATIENCE_MS = 5_000;

export function dial<N extends Namespace>(namespace: N, input: Dial): End<N> {
  const socket = io(`${input.url}/${namespace}`, {
    transports: input.transports ?? ['websocket'],
    forceNew: true,
    reconnection: input.reconnection ?? false,
    reconnectionDelay: 10,
    reconnectionDelayMax: 50,
    ...input.more,
    auth: input.auth,
    extraHeaders: {
      ...(input.origin === null ? {} : { origin: input.origin }),
      ...(input.cookie ? { cookie: input.cookie } : {}),
      ...input.headers,
    },
  });
  const told: { event: string; payload: unknown }[] = [];
  let failure: (Error & { data?: RefusalError }) | null = null;
  const looks = new Set<() => void>();
  const look = () => {
    for (const one of looks) one();
  };
  socket.onAny((event: string, payload: unknown) => {
    told.push({ event, payload });
    look();
  });
  socket.on('connect_error', (error) => {
    failure = error;
    look();
  });
  socket.on('connect', look);
  socket.on('disconnect', look);

  const until = <T>(found: () => T | undefined | null | false): Promise<T> =>
    new Promise((resolve, reject) => {
      const give = () => {
        const one = found();
        if (one === undefined || one === null || one === false) return false;
        looks.delete(give);
        clearTimeout(timer);
        resolve(one);
        return true;
      };
      const late = () => {
        looks.delete(give);
        const events = told.map((one) => one.event).join(' ');
        reject(new Error(`waited in vain; told: ${events}; ${failure?.message ?? 'no error'}`));
      };
      const timer = setTimeout(late, PATIENCE_MS);
      if (!give()) looks.add(give);
    });
  const raw = (event: string, ...args: unknown[]) => socket.timeout(PATIENCE_MS).emitWithAck(event, ...args);

  return {
    socket,
    told,
    heard: (event) => told.flatMap((one) => (one.event === event ? [one.payload as never] : [])),
    send: (event, payload) => raw(event, payload),
    async ok(event, payload) {
      const answer = await raw(event, payload);
      if (!answer.ok) throw new Error(`${event} refused: ${JSON.stringify(answer.error)}`);
      return answer;
    },
    raw,
    until,
    refused: () => until(() => failure && (failure.data ?? ({ code: undefined, message: failure.message } as never))),
    close: () => socket.close(),
  };
}

/** Waits for the snapshot, which is told before anything else. */
export async function readyEnd<E extends End<'shopper'> | End<'console'>>(end: E): Promise<E> {
  await end.until(() => end.told.find((one) => one.event === 'snapshot'));
  return end;
}
