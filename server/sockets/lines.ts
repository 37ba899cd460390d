import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';
import { networkOf } from '../edge/address-key.ts';
import { watchLines } from '../edge/line.ts';
import { capUnauthenticated } from '../edge/unauthenticated-cap.ts';
import type { CutReason, Inside } from './announcing.ts';
import { countSocket } from './count-socket.ts';
import { guardLines } from './handshake.ts';
import type { Serving } from './input.ts';

/** For how long a connection may keep from saying who it is. */
export const UNAUTHENTICATED_MS = 8_000;

/** Who may open a line, what one may bring, and how many stand at once. */
export function limitLines(io: Server, { gate, limits, log, addressOf }: Serving, inside: Inside): void {
  const placeOf = (request: IncomingMessage) => networkOf(addressOf(request)) ?? addressOf(request);
  const cut = (why: CutReason) => (connection: Socket['conn']) => {
    inside.lineCut(why);
    void limits.breaches.take(placeOf(connection.request));
  };
  io.engine.on('connection', watchLines<Socket['conn']>(limits.line, cut('packets'), cut('protocol')));
  const unauthenticated = capUnauthenticated(io, {
    ...{ perAddress: limits.unauthenticatedPerAddress, patienceMs: UNAUTHENTICATED_MS },
    addressOf,
  });
  for (const namespace of [io.of('/shopper'), io.of('/console')]) {
    namespace.on('connection', (socket) => {
      unauthenticated.release(socket.conn);
      countSocket(limits.crowd, socket, addressOf(socket.request));
    });
  }
  guardLines(io, {
    ...{ gate, log },
    take: async (request) => (await limits.breaches.waitFor(placeOf(request))) ?? unauthenticated.take(request),
  });
}
