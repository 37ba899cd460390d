import { io, type Socket } from 'socket.io-client';

/** One connection that shares nothing with another, over WebSocket alone. */
export function connect(url: string, auth: object, extraHeaders: Record<string, string> = {}): Promise<Socket> {
  const socket = io(url, { auth, extraHeaders, transports: ['websocket'], forceNew: true, reconnection: false });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** Hears the ids of messages that reach this socket, and nothing else. */
export function hear(socket: Socket, heard: (id: string) => void): void {
  socket.on('entries', ({ entries }: { entries: { id: string; kind: string }[] }) => {
    for (const { id, kind } of entries) if (kind === 'message') heard(id);
  });
}

/** Sends a command and gives its answer; a refusal throws. */
export async function command<T>(socket: Socket, name: string, payload: object): Promise<T> {
  const answer = await socket.timeout(30_000).emitWithAck(name, payload);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${JSON.stringify(answer.error)}`);
  return answer as T;
}

/** Runs `work` over `items`, a few at a time. */
export async function inGroups<I, O>(items: readonly I[], size: number, work: (item: I) => Promise<O>): Promise<O[]> {
  const done: O[] = [];
  for (let i = 0; i < items.length; i += size) done.push(...(await Promise.all(items.slice(i, i + size).map(work))));
  return done;
}
