import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { Page } from '../../protocol/conversation.ts';
import type { Log } from '../../protocol/entries.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Answered, Asking, Ports } from '../actions/ports.ts';
import { networkOf } from '../edge/address-key.ts';
import { type AdmissionLimits, createAdmission } from '../edge/admission.ts';
import { type CrowdLimits, createCrowd } from '../edge/crowd.ts';
import { strictParser } from '../edge/decoder.ts';
import { type LineLimits, watchLines } from '../edge/line.ts';
import { createPace, type Pace, type Paces } from '../edge/pace.ts';
import { type Threshold, watchThreshold } from '../edge/threshold.ts';
import { watchUnread } from '../edge/unread.ts';
import type { News } from '../store/store.ts';
import { announcing, type CutReason, type Inside } from './announcing.ts';
import { type Answering, createAnswering } from './answering.ts';
import type { Carrier } from './carrier.ts';
import { serveDesks } from './console.ts';
import { endingSignIns } from './ending-sign-ins.ts';
import { Following } from './following.ts';
import { mayConnect, type Origins } from './handshake.ts';
import { hangUp } from './hang-up.ts';
import { type Net, startNet } from './net.ts';
import { refreshing } from './refreshing.ts';
import { serveShoppers } from './shopper.ts';
import { Telling } from './telling.ts';
import { visit } from './visit.ts';
import { createWork } from './work.ts';

export interface SocketsInput {
  ports: Ports;
  origins: Origins;
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
  limits: SocketLimits;
  /** What one shopper may say; filled by `entries`. */
  messages: Paces;
  /** Null where a new socket may come in, else when to come back. */
  admit(request: IncomingMessage): number | null;
  /** Whose request it is, by the proxies that the settings trust. */
  addressOf(request: IncomingMessage): string;
  noteNotFound(asking: Asking, event: string, subject: string | null): void;
  /** Hears how each command was answered. */
  onAnswered?(namespace: string, event: string, answered: object, ms: number): void;
  answering(socket: Socket, asking: Asking): Answering;
}

/** What main.ts hands over once it is there. */
export type Serving = Omit<
  SocketsInput,
  'announce' | 'answering' | 'origins' | 'hold' | 'refresh' | 'beforePage' | 'messages' | 'admit'
> & {
  /** What carries news to other relays, where there are any. */
  carrier?(io: Server): Carrier;
};

/** Lines of one place that may break the protocol or bring too much, before new ones from there wait. */
const BREACHES: Pace = { burst: 20, perSecond: 0.5 };

/** How long a leaving relay waits for what is under way. */
const FINISH_MS = 5_000;

export interface SocketLimits {
  /** Commands of one person. */
  commands: Pace;
  /** Entries of one shopper. */
  messages: Pace;
  /** What a person may be refused before her line is cut: nobody of ours goes on so, nor comes back to go on. */
  refusals: Pace;
  /** Characters of pages that one person reads. */
  reading: Pace;
  /** What one line may bring. */
  line: LineLimits;
  admission: AdmissionLimits;
  /** Sockets at once. */
  crowd: CrowdLimits;
  /** Connections of one address that have not said who they are. */
  strangersPerAddress: number;
}

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
  origins: Origins,
  inside: Inside,
): Sockets & {
  serve(input: Serving): void;
} {
  let threshold: Threshold | null = null;
  const work = createWork();
  const io = new Server(http, {
    serveClient: false,
    parser: strictParser,
    allowUpgrades: false,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: 8_000,
    maxHttpBufferSize: LIMITS.transportBytes,
    perMessageDeflate: false,
    httpCompression: false,
    cors: {
      origin: (origin, allow) => {
        if (!origin) return allow(null, false);
        origins.isKnown(origin).then(
          (known) => allow(null, known),
          () => allow(null, false),
        );
      },
      methods: ['GET', 'POST'],
    },
    allowRequest: (request, allow) => {
      // Before the namespaces stand, a client would be told that there is no such thing.
      if (!threshold) return allow('try_again', false);
      if (!threshold.hasRoom(request)) return allow('slow_down', false);
      mayConnect(request, origins).then(
        (may) => allow(may ? null : 'origin', may),
        () => allow('unexpected', false),
      );
    },
  });
  checkOngoing(io, origins);
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
      const admission = createAdmission(limits.admission);
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
        origins,
        announce,
        hold: (socket, rooms) => telling.hold(socket, rooms),
        refresh,
        beforePage: async (socket, asked, page) => {
          const { kind, id } = socket.data.asking as Asking;
          if (page.ok) await following?.before(`${kind}:${id}`, asked, page);
          await telling.whole(socket);
        },
        messages: createPace(limits.messages),
        admit: (request) => admission.take(addressOf(request)),
        answering: createAnswering(given, work, unread, inside),
      };
      endSignIns = endingSignIns(io.of('/console'), telling, given);
      serveShoppers(io.of('/shopper'), input);
      serveDesks(io.of('/console'), input);
      const crowd = createCrowd(limits.crowd);
      const breaches = createPace(BREACHES);
      const placeOf = (request: IncomingMessage) => networkOf(addressOf(request)) ?? addressOf(request);
      const cut = (why: CutReason) => (connection: Socket['conn']) => {
        inside.lineCut(why);
        // Never into debt: whoever shares the place with such a one is kept out for moments only.
        breaches.take(placeOf(connection.request));
      };
      io.engine.on('connection', watchLines<Socket['conn']>(limits.line, cut('packets'), cut('protocol')));
      const watched = watchThreshold(io, { perAddress: limits.strangersPerAddress, addressOf });
      for (const namespace of [io.of('/shopper'), io.of('/console')]) {
        namespace.on('connection', (socket) => {
          watched.enter(socket.conn);
          visit(crowd, socket, addressOf(socket.request));
        });
      }
      threshold = {
        ...watched,
        hasRoom: (request) => breaches.waitFor(placeOf(request)) === null && watched.hasRoom(request),
      };
    },
    async drain(spreadMs) {
      const everybody = [io.of('/shopper'), io.of('/console')].flatMap((one) => [...one.sockets.values()]);
      for (const socket of everybody) {
        socket.emit('closing', { comeBackInMs: Math.round(500 + Math.random() * spreadMs) });
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

/** `allowRequest` sees the first request of a connection alone; the polls, posts and upgrades that follow are seen here. */
function checkOngoing(io: Server, origins: Origins): void {
  io.engine.use((request: IncomingMessage & { _query: { sid?: string } }, _response: unknown, next: Next) => {
    if (request._query.sid === undefined) return next();
    // Nobody of ours changes the way of a line; probes of one would be answered without end.
    if (request.headers.upgrade !== undefined) return next(new Error('no upgrades'));
    mayConnect(request, origins).then(
      (may) => next(may ? undefined : new Error('origin')),
      (error) => next(error),
    );
  });
}
type Next = (error?: Error) => void;
