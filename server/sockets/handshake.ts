import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import { OLDEST_PROTOCOL, PROTOCOL } from '../../protocol/number.ts';
import { type RefusalCode, type RefusalDetail, refuse } from '../../protocol/refusals.ts';

/** Which pages may speak: exact origins only. */
export interface Origins {
  /** Whether any house, or the relay itself, has this origin. */
  isKnown(origin: string): Promise<boolean>;
  /** Whether this brand's pages have it. */
  isOf(brand: string, origin: string): Promise<boolean>;
  /** Whether it is the relay's own, where the console lives. */
  isSelf(origin: string): boolean;
}

/**
 * Before anything is parsed: a foreign page is refused, polling and websocket alike. A WebSocket or a POST always
 * names its origin; a browser leaves it out of a GET to the page's own origin, and says so in Sec-Fetch-Site.
 */
export async function mayConnect(request: IncomingMessage, origins: Origins): Promise<boolean> {
  const { origin } = request.headers;
  if (origin !== undefined) return origin !== 'null' && (await origins.isKnown(origin));
  const upgrade = request.headers.upgrade !== undefined;
  return !upgrade && request.method === 'GET' && request.headers['sec-fetch-site'] === 'same-origin';
}

/** The error that Socket.IO hands to a client's `connect_error`, with our code in `data`. */
export function refusedConnect(code: RefusalCode, detail: RefusalDetail = {}): Error & { data: object } {
  const { error } = refuse(code, detail);
  return Object.assign(new Error(error.message), { data: error });
}

/** Which side is too old, or null when both speak the same. */
export function protocolRefusal(protocol: number): RefusalCode | null {
  if (protocol < OLDEST_PROTOCOL) return 'too_old';
  return protocol > PROTOCOL ? 'relay_too_old' : null;
}

/** A connection that cannot be served is closed, so that its client comes back; the process goes on. */
export function closeOnFault(socket: Socket, log: Logger, served: Promise<void>): void {
  served.catch((error) => {
    log.error({ err: error, socket: socket.id }, 'a connection could not be served');
    socket.conn.close();
  });
}

export const originOf = (socket: Socket): string | undefined => {
  const { origin } = socket.handshake.headers;
  return typeof origin === 'string' ? origin : undefined;
};
