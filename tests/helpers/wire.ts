import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { makeId } from '../../protocol/id.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import { signInEndsAt } from '../../server/actions/find-sign-in.ts';
import type { Asking, Ports, ShopperAsking } from '../../server/actions/ports.ts';
import { type CrowdLimits, createCrowd } from '../../server/edge/crowd.ts';
import { createGate } from '../../server/edge/gate.ts';
import { createLimits, type LimitSettings } from '../../server/edge/limits.ts';
import type { LineLimits } from '../../server/edge/line.ts';
import type { Origins } from '../../server/edge/origins.ts';
import { createRateLimit, type Rate } from '../../server/edge/rate-limit.ts';
import type { Serving } from '../../server/sockets/input.ts';
import { createSockets } from '../../server/sockets/sockets.ts';
import { Away } from '../../server/store/postgres-faults.ts';
import type { Store } from '../../server/store/store.ts';
import { MAISON, type Name, OTHER } from './cast.ts';
import { type RigOptions, startRig } from './rig.ts';
import { type Dial, dial, type End, readyEnd } from './wire-end.ts';

/** The relay's own page, where the console lives. */
export const RELAY = 'https://relay.example';
export const originOf = (brand: string): string => `https://${brand}.example`;

export interface Probe {
  asking: Asking;
  event: string;
  subject: string | null;
}

export type ShopperEnd = End<'shopper'> & { asking: ShopperAsking; token: string };
export type DeskEnd = End<'console'> & { name: Name };

const FREE: Rate = { times: 1e9, withinMs: 1_000 };

/** Limits out of the way of tests that are not about them. */
const LOOSE: LimitSettings = {
  ...{
    admitPerS: 1e6,
    admitAllPerS: 1e6,
    unauthenticatedPerAddress: 1e6,
    socketsPerPerson: 1e6,
    socketsPerAddress: 1e6,
  },
  ...{ commandsPerS: 1e6, messagesPerMin: 1e6, pageKbPerS: 1e6 },
  ...{ sessionsPerMin: 1e6, requestsPerMin: 1e6, readsPerMin: 1e6, signInsPerMin: 1e6 },
};

/** What of the limits a test is about. */
export interface WireLimits {
  /** Commands of one person; then few refusals end her line. */
  commands?: Rate;
  reading?: Rate;
  line?: Partial<LineLimits>;
  crowd?: CrowdLimits;
  settings?: Partial<LimitSettings>;
}

/** The rig with its real socket edge on a port of its own; tokens and sign-ins are plain maps. */
export async function startWire(options: RigOptions & WireLimits = {}) {
  const rig = await startRig(options);
  const tokens = new Map<string, { id: string; brand: string }>();
  const signIns = new Map<string, { id: string; associate: string; brand: string }>();
  const logged: string[] = [];
  const probes: Probe[] = [];
  const cuts: string[] = [];
  const ends = new Set<{ close(): void }>();
  let broken = false;
  let originsBroken = false;
  let draining = false;
  const ports: Ports = {
    get store(): Store {
      return broken ? goneStore(rig.clock.now) : rig.store;
    },
  };

  const http = createServer((_request, response) => response.writeHead(404).end());
  const known = new Map([MAISON, OTHER].map((brand) => [originOf(brand), brand]));
  const origins: Origins = {
    isKnown: async (origin) => {
      if (originsBroken) throw new Away('gone');
      return origin === RELAY || known.has(origin);
    },
    isOf: async (brand, origin) => known.get(origin) === brand,
    isSelf: (origin) => origin === RELAY,
    ofHouses: async () => [],
  };
  const inside = { cutOff: () => undefined, lineCut: (why: string) => void cuts.push(why) };
  const serving: Serving = {
    ports,
    findShopper: async (token) => tokens.get(token) ?? null,
    findSignIn: async (cookies) => signIns.get(/(?:^|; )salon=(\w+)/.exec(cookies ?? '')?.[1] ?? '') ?? null,
    // Those that stand in the map alone do not end.
    signInEndsAt: async (id) =>
      (await rig.store.read.one('signIns', { id })) ? signInEndsAt(ports, id) : Number.POSITIVE_INFINITY,
    isDraining: () => draining,
    node: 'one',
    log: pino({}, { write: (line) => void logged.push(line) }),
    limits: limitsOf(options),
    gate: createGate({ origins, own: [RELAY], isDraining: () => draining }),
    addressOf: (request) => request.socket.remoteAddress ?? '',
    noteNotFound: (asking, event, subject) => void probes.push({ asking, event, subject }),
  };
  const sockets = createSockets(http, serving, inside);
  rig.listen(sockets.announce);
  await new Promise<void>((go) => http.listen(0, '127.0.0.1', go));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  const wire = {
    rig,
    url,
    sockets,
    tokens,
    signIns,
    logged,
    probes,
    /** Why lines were cut, in order. */
    cuts,
    /** From now on every command meets a store that is gone. */
    breakStore: (gone: boolean) => {
      broken = gone;
    },
    /** From now on nobody can say which pages are the houses'. */
    breakOrigins: (gone: boolean) => {
      originsBroken = gone;
    },
    drain: (on: boolean) => {
      draining = on;
    },

    /** A token for a shopper; the same one again for a second tab. */
    tokenOf(asking: ShopperAsking): string {
      const token = `token-of-${asking.id}`;
      tokens.set(token, { id: asking.id, brand: asking.brand });
      return token;
    },
    /** Connects without waiting for the snapshot; what is not said is a shopper's page of the maison. */
    dial<N extends 'shopper' | 'console'>(namespace: N, set: Partial<Dial> = {}): End<N> {
      const origin = namespace === 'console' ? RELAY : originOf(MAISON);
      const end = dial(namespace, { url, origin, auth: { protocol: PROTOCOL }, ...set });
      ends.add(end);
      return end;
    },
    /** A shopper's tab, connected, its snapshot told. */
    async shopper(asking?: ShopperAsking, set: Partial<Dial> = {}): Promise<ShopperEnd> {
      const who = asking ?? (await rig.shopper());
      const token = wire.tokenOf(who);
      const auth = { protocol: PROTOCOL, brand: who.brand, token };
      const end = wire.dial('shopper', { origin: originOf(who.brand), auth, ...set });
      return Object.assign(await readyEnd(end), { asking: who, token });
    },
    /** An associate's desk, connected, its snapshot told. */
    async associate(name: Name, set: Partial<Dial> = {}): Promise<DeskEnd> {
      const { id, brand } = rig.cast[name];
      signIns.set(name, { id: `sign-in-${name}`, associate: id, brand });
      const end = wire.dial('console', { cookie: `salon=${name}`, ...set });
      return Object.assign(await readyEnd(end), { name });
    },
    /** A desk whose associate can be offered work. */
    async free(name: Name, set: Partial<Dial> = {}): Promise<DeskEnd> {
      const desk = await wire.associate(name, set);
      await desk.ok('availability.set', { available: true });
      return desk;
    },
    id: () => makeId(rig.clock.now()),
    message: (text: string) => ({ id: wire.id(), kind: 'message' as const, body: { text } }),
    async end(): Promise<void> {
      broken = false;
      for (const end of ends) end.close();
      await sockets.close();
      await rig.end();
    },
  };
  return wire;
}
export type Wire = Awaited<ReturnType<typeof startWire>>;

function limitsOf({ commands, reading, line, crowd, settings }: WireLimits) {
  const loose = createLimits({ ...LOOSE, ...settings });
  return {
    ...loose,
    ...(commands ? { commands: createRateLimit(commands) } : {}),
    // Of those who fuzz one line for a whole file, none is cut.
    refusals: createRateLimit(commands ? { times: 60, withinMs: 30_000 } : FREE),
    ...(reading ? { reading: createRateLimit(reading) } : {}),
    line: { packets: FREE, chars: FREE, aTurn: LIMITS.packetsATurn, ...line },
    ...(crowd ? { crowd: createCrowd(crowd) } : {}),
  };
}

/** A store whose every read and write fails, as a disk does that was pulled out. */
function goneStore(now: () => number): Store {
  const gone = () => Promise.reject(new Error('the store is gone'));
  const read = { one: gone, all: gone, entries: gone, page: gone, count: gone, read: gone } as unknown as Store['read'];
  const nothing = () => undefined;
  const hears = { onNews: nothing, onUnsure: nothing };
  return { read, commit: gone, house: gone, forgetHouse: nothing, ...hears, now, writing: false, close: gone };
}
