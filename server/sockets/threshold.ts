import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';

export interface ThresholdInput {
  /** Connections that one address may hold without having said who they are. */
  perAddress: number;
  addressOf(request: IncomingMessage): string;
}

type Connection = Socket['conn'];

export interface Threshold {
  /** Whether one more may stand there. */
  hasRoom(request: IncomingMessage): boolean;
  /** She has said who she is. */
  enter(connection: Connection): void;
}

/**
 * Connections that have not said CONNECT yet stand on the threshold: few from one address, and Socket.IO closes each
 * after `connectTimeout`.
 */
export function watchThreshold(io: Server, input: ThresholdInput): Threshold {
  const standing = new Map<string, number>();
  const addresses = new WeakMap<Connection, string>();
  const count = (address: string, by: number) => {
    const now = (standing.get(address) ?? 0) + by;
    if (now > 0) standing.set(address, now);
    else standing.delete(address);
  };
  const leave = (connection: Connection) => {
    const address = addresses.get(connection);
    if (address === undefined) return;
    addresses.delete(connection);
    count(address, -1);
  };
  io.engine.on('connection', (connection: Connection) => {
    const address = input.addressOf(connection.request);
    addresses.set(connection, address);
    count(address, 1);
    connection.once('close', () => leave(connection));
  });
  return {
    hasRoom: (request) => (standing.get(input.addressOf(request)) ?? 0) < input.perAddress,
    enter: leave,
  };
}
