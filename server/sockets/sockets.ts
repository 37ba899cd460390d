import type { Server as HttpServer } from 'node:http';
import { Server, type ServerOptions } from 'socket.io';
import { LIMITS } from '../../protocol/limits.ts';
import type { Asking } from '../actions/ports.ts';
import { watchBackpressure } from '../edge/backpressure.ts';
import { strictParser } from '../edge/decoder.ts';
import { type Announcing, announcing, type Inside } from './announcing.ts';
import { createAnswering } from './answering.ts';
import { serveDesks } from './console.ts';
import { endingSignIns } from './ending-sign-ins.ts';
import { hangUp } from './hang-up.ts';
import type { Serving, SocketsInput } from './input.ts';
import { limitLines, UNAUTHENTICATED_MS } from './lines.ts';
import { refreshing } from './refreshing.ts';
import { sharing } from './sharing.ts';
import { serveShoppers } from './shopper.ts';
import { Telling } from './telling.ts';
import { createWork } from './work.ts';

/** How long a leaving relay waits for what is under way. */
const FINISH_MS = 5_000;

export interface Sockets extends Announcing {
  io: Server;
  /** Something may have been stored and told to nobody. */
  unsure(): void;
  /** Tells desks whose sign-in has run out, and cuts them. */
  endSignIns(): Promise<void>;
  /** Why news does not cross between relays as it should; null while it does. */
  trouble(): string | null;
  /** How long news took there and back; null where none is carried. */
  roundTripMs(): number | null;
  /** Tells every client when to come back, answers what is under way, then closes the connections. */
  drain(spreadMs: number): Promise<void>;
  close(): Promise<void>;
}

const OPTIONS: Partial<ServerOptions> = {
  serveClient: false,
  parser: strictParser,
  allowUpgrades: false,
  pingInterval: 10_000,
  pingTimeout: 8_000,
  connectTimeout: UNAUTHENTICATED_MS,
  maxHttpBufferSize: LIMITS.transportBytes,
  perMessageDeflate: false,
  httpCompression: false,
};

/** The socket edge on a server's port: both namespaces, served from now on. */
export function createSockets(http: HttpServer, given: Serving, inside: Inside): Sockets {
  const io = new Server(http, OPTIONS);
  const work = createWork();
  const telling = new Telling(io);
  const refresh = refreshing(given.ports, telling);
  const shared = sharing(io, given, telling, refresh);
  const { announce, onCapacityFreed } = announcing(telling, shared, inside);
  hangUp(io);
  const backpressure = watchBackpressure({ onCut: inside.cutOff });
  io.engine.on('connection', backpressure.watch);
  const input: SocketsInput = {
    ...given,
    announce,
    hold: (socket, rooms) => telling.hold(socket, rooms),
    refresh,
    beforePage: async (socket, asked, page) => {
      const { kind, id } = socket.data.asking as Asking;
      if (page.ok) await shared?.following.before(`${kind}:${id}`, asked, page);
      await telling.whole(socket);
    },
    admit: (request) => given.limits.admission.take(given.addressOf(request)),
    answering: createAnswering(given, work, backpressure, inside),
  };
  serveShoppers(io.of('/shopper'), input);
  serveDesks(io.of('/console'), input);
  limitLines(io, given, inside);
  return {
    io,
    announce,
    onCapacityFreed,
    unsure: () => shared?.reconciler.soon(),
    endSignIns: endingSignIns(io.of('/console'), telling, given),
    trouble: () => shared?.reconciler.trouble() ?? null,
    roundTripMs: () => shared?.newsBus?.health().roundTripMs ?? null,
    async drain(spreadMs) {
      const everybody = [io.of('/shopper'), io.of('/console')].flatMap((one) => [...one.sockets.values()]);
      for (const socket of everybody) {
        socket.emit('closing', { comeBackInMs: Math.round(500 + Math.random() * spreadMs), reason: 'restart' });
      }
      // What is under way is answered; new commands are turned away meanwhile.
      await work.idle(FINISH_MS);
      // A socket that the server disconnects stays away; a closed connection comes back.
      for (const socket of everybody) socket.conn.close();
    },
    async close() {
      shared?.reconciler.stop();
      await io.close();
      await shared?.newsBus?.close();
    },
  };
}
