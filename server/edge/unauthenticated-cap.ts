import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';
import { NETWORK_SHARE, networkOf } from './address-key.ts';

export interface UnauthenticatedCapInput {
  /** Connections that one address may hold without having said who they are; a network of 48 bits four times as many. */
  perAddress: number;
  /** For how long one may stay so. */
  patienceMs: number;
  addressOf(request: IncomingMessage): string;
}

type Connection = Socket['conn'];

export interface UnauthenticatedCap {
  /**
   * Null where one more may be opened, and it is counted at once; else the wait in ms until those that are open have said
   * who they are, or are gone.
   */
  take(request: IncomingMessage): number | null;
  /** Whoever opened it has said who they are. */
  release(connection: Connection): void;
}

/**
 * Caps the connections that have not said CONNECT yet: few from one address, and Socket.IO closes each after
 * `connectTimeout`.
 */
export function capUnauthenticated(io: Server, input: UnauthenticatedCapInput): UnauthenticatedCap {
  const open = new Map<string, number>();
  const addresses = new WeakMap<Connection, string>();
  /** Let in, and not opened yet: whoever asks for many in one breath is counted for each. */
  const opening = new WeakMap<IncomingMessage, string>();
  const count = (address: string, by: number) => {
    for (const key of [address, networkOf(address)]) {
      if (key === null) continue;
      const now = (open.get(key) ?? 0) + by;
      if (now > 0) open.set(key, now);
      else open.delete(key);
    }
  };
  const mayOpen = (address: string): boolean => {
    const network = networkOf(address);
    if ((open.get(address) ?? 0) >= input.perAddress) return false;
    return network === null || (open.get(network) ?? 0) < input.perAddress * NETWORK_SHARE;
  };
  const leave = (connection: Connection) => {
    const address = addresses.get(connection);
    if (address === undefined) return;
    addresses.delete(connection);
    count(address, -1);
  };
  io.engine.on('connection', (connection: Connection) => {
    const address = opening.get(connection.request) ?? input.addressOf(connection.request);
    if (!opening.delete(connection.request)) count(address, 1);
    addresses.set(connection, address);
    connection.once('close', () => leave(connection));
  });
  return {
    take(request) {
      const address = input.addressOf(request);
      if (!mayOpen(address)) return input.patienceMs;
      opening.set(request, address);
      count(address, 1);
      // Engine.IO opens it before the event loop goes on, or never.
      setImmediate(() => {
        if (opening.delete(request)) count(address, -1);
      });
      return null;
    },
    release: leave,
  };
}
