import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { Page } from '../../protocol/conversation.ts';
import type { Log } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Answered, Asking, Ports } from '../actions/ports.ts';
import type { AddressOf } from '../edge/address.ts';
import { networkOf } from '../edge/address-key.ts';
import { strictParser } from '../edge/decoder.ts';
import type { Gate } from '../edge/gate.ts';
import type { Limits } from '../edge/limits.ts';
import { watchLines } from '../edge/line.ts';
import { watchThreshold } from '../edge/threshold.ts';
import { watchUnread } from '../edge/unread.ts';
import type { News } from '../store/store.ts';
import { announcing, type CutReason, type Inside } from './announcing.ts';
import { type Answering, createAnswering } from './answering.ts';
import type { Carrier } from './carrier.ts';
import { serveDesks } from './console.ts';
import { endingSignIns } from './ending-sign-ins.ts';
import { Following } from './following.ts';
import { guardLines } from './handshake.ts';
import { hangUp } from './hang-up.ts';
import { type Net, startNet } from './net.ts';
import { refreshing } from './refreshing.ts';
import { serveShoppers } from './shopper.ts';
import { Telling } from './telling.ts';
import { visit } from './visit.ts';
import { createWork } from './work.ts';

export interface SocketsInput {
  ports: Ports;
  /** Who may come in; the routes ask the same one. */
  gate: Gate;
  /** The shopper whom a token belongs to, or null. */
  findShopper(token: string): Promise<{ id: string; brand: string } | null>;
  /** The sign-in that a request's cookies stand for, or null. */
  findSignIn(cookies: string | undefined): Promise<{ id: string; associate: string; brand: string } | null>;
  /** When a sign-in ends, as far as is known now; null where it is over. */
  signInEndsAt(id: string): Promise<number | null>;
  isDraining(): boolean;
  announce(news: readonly News[]): void;
  /** Holds a new connection until its snapshot is told; then it joins its rooms. */
  hold(socket: Socket, rooms: readonly string[]): void;
  /** Tells a person's connections here where they stand, as at a connect. */
  refresh(room: string, only?: Socket): Promise<boolean>;
  /** Before a page is answered: this node's sockets hear first what it shows beyond what they were told. */
  beforePage(socket: Socket, asked: { conversation: string; log: Log }, page: Answered<Page>): Promise<void>;
  /** This node's name. */
  node: string;
  log: Logger;
  limits: Limits;
  /** Null where a new socket may come in, else when to come back. */
  admit(request: IncomingMessage): Promise<number | null>;
  /** Whose request it is, by the proxies that the settings trust. */
  addressOf: AddressOf;
  noteNotFound(asking: Asking, event: string, subject: string | null): void;
  /** Hears how each command was answered. */
  onAnswered?(namespace: string, event: string, answered: object, ms: number): void;
  answering(socket: Socket, asking: Asking): Answering;
}

/** What main.ts hands over once it is there. */
export type Serving = Omit<SocketsInput, 'announce' | 'answering' | 'hold' | 'refresh' | 'beforePage' | 'admit'> & {
  /** What carries news to other relays, where there are any. */
  carrier?(io: Server): Carrier;
};

/** For how long a connection may keep from saying who it is. */
const STRANGER_MS = 8_000;

/** How long a leaving relay waits for what is under way. */
const FINISH_MS = 5_000;

export interface Sockets {
  io: Server;
  /** Tells this node's sockets, in order, then the other relays. */
  announce(news: readonly News[]): void;
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

/** Makes the Socket.IO server; nothing is served before `serve` is called with what main.ts built meanwhile. */
export function createSockets(
  http: HttpServer,
  inside: Inside,
): Sockets & {
  serve(input: Serving): void;
} {
  let served = false;
  const work = createWork();
  const io = new Server(http, {
    serveClient: false,
    parser: strictParser,
    allowUpgrades: false,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: STRANGER_MS,
    maxHttpBufferSize: LIMITS.transportBytes,
    perMessageDeflate: false,
    httpCompression: false,
    // Before the namespaces stand, a client would be told that there is no such thing.
    allowRequest: (_request, allow) => allow(served ? null : 'try_again', served),
  });
  const telling = new Telling(io);
  const { announce, share } = announcing(telling, inside);
  let net: Net | null = null;
  let carrier: Carrier | null = null;
  let endSignIns = async () => {};
  hangUp(io);
  const unread = watchUnread({ onCut: inside.cutOff });
  io.engine.on('connection', unread.watch);
  return {
    io,
    announce,
    unsure: () => net?.soon(),
    endSignIns: () => endSignIns(),
    trouble: () => net?.trouble() ?? null,
    roundTripMs: () => carrier?.health().roundTripMs ?? null,
    serve(given) {
      const { limits, addressOf } = given;
      const { watch } = given.ports.store;
      let following: Following | null = null;
      const refresh = refreshing(given.ports, telling);
      if (watch) {
        const onFault = (error: unknown) => given.log.error({ err: error }, 'news between relays');
        carrier = given.carrier?.(io) ?? null;
        following = new Following(telling, given.ports, onFault);
        const { now } = given.ports.store;
        net = startNet({ watch, telling, following, carrier, node: given.node, now, refresh, onFault });
        share({ following, net, carrier });
      }
      const input: SocketsInput = {
        ...given,
        announce,
        hold: (socket, rooms) => telling.hold(socket, rooms),
        refresh,
        beforePage: async (socket, asked, page) => {
          const { kind, id } = socket.data.asking as Asking;
          if (page.ok) await following?.before(`${kind}:${id}`, asked, page);
          await telling.whole(socket);
        },
        admit: (request) => limits.admission.take(addressOf(request)),
        answering: createAnswering(given, work, unread, inside),
      };
      endSignIns = endingSignIns(io.of('/console'), telling, given);
      serveShoppers(io.of('/shopper'), input);
      serveDesks(io.of('/console'), input);
      const placeOf = (request: IncomingMessage) => networkOf(addressOf(request)) ?? addressOf(request);
      const cut = (why: CutReason) => (connection: Socket['conn']) => {
        inside.lineCut(why);
        void limits.breaches.take(placeOf(connection.request));
      };
      io.engine.on('connection', watchLines<Socket['conn']>(limits.line, cut('packets'), cut('protocol')));
      const watched = watchThreshold(io, {
        ...{ perAddress: limits.strangersPerAddress, patienceMs: STRANGER_MS },
        addressOf,
      });
      for (const namespace of [io.of('/shopper'), io.of('/console')]) {
        namespace.on('connection', (socket) => {
          watched.enter(socket.conn);
          visit(limits.crowd, socket, addressOf(socket.request));
        });
      }
      guardLines(io, {
        ...{ gate: given.gate, log: given.log },
        roomFor: async (request) => (await limits.breaches.waitFor(placeOf(request))) ?? watched.waitFor(request),
      });
      served = true;
    },
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
      net?.stop();
      await io.close();
      await carrier?.close();
    },
  };
}
