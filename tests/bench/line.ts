import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { createFrames } from '../helpers/server-frames.ts';
import { textFrame } from './frame.ts';

export interface LineInput {
  url: string;
  namespace: '/shopper' | '/console';
  auth: object;
  headers?: Record<string, string>;
  /** The address that it comes from: any of 127.0.0.0/8. */
  from?: string | undefined;
  told?: (event: string, payload: unknown) => void;
  /** The line is gone though nobody here closed it; said once, and only after it was open. */
  lost?: () => void;
}

export interface Line {
  /** Sends a command; the answer is heard once, or never when the line goes first. */
  say(command: string, payload: object, answered: (answer: Answered) => void): void;
  /** Sends bytes as they are said, for what no client of ours would say. */
  raw(packet: string): void;
  /** Reads nothing any more. */
  turnDeaf(): void;
  close(): void;
}

export interface Answered {
  ok: boolean;
  error?: { code: string; retryInMs?: number };
  [field: string]: unknown;
}

/** The relay's middleware said no; `retryInMs` is when to come back. */
export class Refused extends Error {
  readonly retryInMs: number | undefined;
  constructor(why: unknown) {
    const { code, retryInMs } = Object(Object(why).data);
    super(`refused: ${code ?? JSON.stringify(why)}`);
    this.retryInMs = retryInMs;
  }
}

const PACKET = /^4(\d)(?:\/[^,]*,)?(\d*)/;

/**
 * A connection that shares nothing with another, over WebSocket alone: Engine.IO and Socket.IO just as far as a load
 * needs them. The library's own client costs more for each message than the relay does, and would be measured instead.
 */
export function openLine(input: LineInput): Promise<Line> {
  const { hostname, port } = new URL(input.url);
  const host = hostname === 'localhost' ? '127.0.0.1' : hostname;
  const socket = connect({ host, port: Number(port), localAddress: input.from, noDelay: true });
  const asked = new Map<number, (answer: Answered) => void>();
  const { promise, resolve, reject } = Promise.withResolvers<Line>();
  const frames = createFrames();
  let next = 0;
  let open = false;
  let closed = false;

  const send = (packet: string) => {
    if (!closed) socket.write(textFrame(packet));
  };
  const line: Line = {
    say(command, payload, answered) {
      const id = next++;
      asked.set(id, answered);
      send(`42${input.namespace},${id}${JSON.stringify([command, payload])}`);
    },
    raw: send,
    turnDeaf: () => socket.pause(),
    close() {
      closed = true;
      asked.clear();
      socket.destroy();
    },
  };
  const gone = () => {
    if (closed) return;
    line.close();
    reject(new Error(`no line to ${input.url}`));
    if (open) input.lost?.();
  };
  const hear = (packet: string) => {
    const [head = '', type, id] = PACKET.exec(packet) ?? [];
    const said = () => JSON.parse(packet.slice(head.length));
    if (type === '2') input.told?.(...(said() as [string, unknown]));
    else if (type === '3') {
      asked.get(Number(id))?.(said()[0]);
      asked.delete(Number(id));
    } else if (type === '0') {
      open = true;
      resolve(line);
    } else if (type === '4') {
      reject(new Refused(said()));
      gone();
    } else if (packet.startsWith('0')) send(`40${input.namespace},${JSON.stringify(input.auth)}`);
    else if (packet === '2') send('3');
    else gone();
  };
  socket.on('data', (chunk) => {
    for (const { text } of frames(chunk)) if (text !== null && !closed) hear(text);
  });
  socket.once('error', gone).once('close', gone);
  socket.once('connect', () => socket.write(upgrade(input)));
  return promise;
}

function upgrade({ url, headers = {} }: LineInput): string {
  const { host, origin } = new URL(url);
  const all = {
    ...{ host, origin, upgrade: 'websocket', connection: 'Upgrade' },
    ...{ 'sec-websocket-version': '13', 'sec-websocket-key': randomBytes(16).toString('base64') },
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return ['GET /socket.io/?EIO=4&transport=websocket HTTP/1.1', ...lines, '', ''].join('\r\n');
}

/** Sends a command and gives its answer; a refusal throws. */
export function command<T>(line: Line, name: string, payload: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name}: no answer`)), 30_000);
    line.say(name, payload, (answer) => {
      clearTimeout(late);
      if (answer.ok) resolve(answer as T);
      else reject(new Error(`${name}: ${JSON.stringify(answer.error)}`));
    });
  });
}
