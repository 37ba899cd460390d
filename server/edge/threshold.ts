import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';
import { NETWORK_SHARE, networkOf } from './address-key.ts';

export interface ThresholdInput {
  /** Connections that one address may hold without having said who they are; a network of 48 bits four times as many. */
  perAddress: number;
  /** For how long one may stand there. */
  patienceMs: number;
  addressOf(request: IncomingMessage): string;
}

type Connection = Socket['conn'];

export interface Threshold {
  /** Null where one more may stand there, else the wait in ms until those who stand there are gone. */
  waitFor(request: IncomingMessage): number | null;
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
    for (const key of [address, networkOf(address)]) {
      if (key === null) continue;
      const now = (standing.get(key) ?? 0) + by;
      if (now > 0) standing.set(key, now);
      else standing.delete(key);
    }
  };
  const hasRoom = (address: string): boolean => {
    const network = networkOf(address);
    if ((standing.get(address) ?? 0) >= input.perAddress) return false;
    return network === null || (standing.get(network) ?? 0) < input.perAddress * NETWORK_SHARE;
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
    waitFor: (request) => (hasRoom(input.addressOf(request)) ? null : input.patienceMs),
    enter: leave,
  };
}
