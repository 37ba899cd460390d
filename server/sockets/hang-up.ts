import type { Server, Socket } from 'socket.io';

type Connection = Socket['conn'];

/** How long a closed connection's other end may take to say goodbye; `ws` alone would wait for 30 s. */
const GOODBYE_MS = 1_000;

/** A connection that was closed is gone soon after, whether or not its other end still listens. */
export function hangUp(io: Server): void {
  io.engine.on('connection', (connection: Connection) => {
    connection.once('close', () => {
      setTimeout(() => terminate(connection), GOODBYE_MS).unref();
    });
  });
}

/** Only a WebSocket has a line of its own; a long-polling request may share one with others. */
function terminate(connection: Connection): void {
  if (connection.transport.name !== 'websocket') return;
  const line = Reflect.get(connection.transport, 'socket') as { terminate?(): void } | undefined;
  line?.terminate?.();
}
