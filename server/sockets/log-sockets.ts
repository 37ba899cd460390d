import type { Logger } from 'pino';
import type { Server } from 'socket.io';

/** Says in the log which sockets come and go, and why; by their ids alone. */
export function logSockets(io: Server, log: Logger, gone: (namespace: string, reason: string) => void): void {
  for (const namespace of ['shopper', 'console']) {
    io.of(`/${namespace}`).on('connection', (socket) => {
      const transport = socket.conn.transport.name;
      log.debug({ socket: socket.id, namespace, transport }, 'came');
      socket.on('disconnect', (reason) => {
        log.debug({ socket: socket.id, namespace, reason }, 'went');
        gone(namespace, reason);
      });
    });
  }
}
