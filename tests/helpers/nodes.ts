import type { EntriesTold } from '../../protocol/conversation.ts';
import type { Entry } from '../../protocol/entries.ts';
import { makeId } from '../../protocol/id.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { PROTOCOL } from '../../protocol/number.ts';
import type { Offer } from '../../protocol/requests.ts';
import { DEMO_PASSWORD } from '../../server/actions/seed-demo.ts';
import { Postgres, type PostgresOptions } from './postgres.ts';
import { Redis } from './redis.ts';
import { RelayProcess } from './relay-process.ts';
import { chat } from './rig.ts';
import { type Dial, dial, type End, readyEnd } from './wire-end.ts';

export const HOUSE = 'maison-aurele';
/** People of the demo house. */
export const CAMILLE = 'associate@maison-aurele.example';
export const HELENE = 'manager@maison-aurele.example';
export const others = (...names: string[]): string[] => names.map((name) => `${name}@maison-aurele.example`);

/** What relays share, for several tests of a file in turn. */
export interface Servers {
  postgres: Postgres;
  redis: Redis;
}

export async function startServers(options: PostgresOptions = {}): Promise<Servers> {
  const [postgres, redis] = await Promise.all([Postgres.start(options), Redis.start()]);
  return { postgres, redis };
}

export const stopServers = ({ postgres, redis }: Servers) => Promise.all([postgres.stop(), redis.stop()]);

export interface NodesOptions {
  count?: number;
  env?: Record<string, string>;
  postgres?: PostgresOptions;
  /** What Node runs for each relay, with its options. */
  script?: readonly string[];
  /** Servers that run already, and run on afterwards. */
  servers?: Servers;
}

/** Several real relays on one Postgres and one Redis of the tests' own; the first applies the demo house. */
export class Nodes {
  readonly postgres: Postgres;
  readonly redis: Redis;
  readonly relays: RelayProcess[] = [];
  readonly #env: Record<string, string>;
  readonly #own: boolean;
  readonly #script: readonly string[];

  private constructor(
    { postgres, redis }: Servers,
    own: boolean,
    env: Record<string, string>,
    script: readonly string[],
  ) {
    this.postgres = postgres;
    this.redis = redis;
    this.#own = own;
    this.#env = env;
    this.#script = script;
  }

  static async start(options: NodesOptions = {}): Promise<Nodes> {
    const { count = 2, env = {}, script = ['server/main.ts'], postgres, servers: given } = options;
    const servers = given ?? (await startServers(postgres));
    const all = {
      DATABASE_URL: await servers.postgres.database(),
      REDIS_URL: servers.redis.url,
      DEMO: '1',
      LOG_LEVEL: 'warn',
      ...{ ADMIT_PER_S: '1000', SESSIONS_PER_MIN: '10000', SIGN_INS_PER_MIN: '1000', REQUESTS_PER_MIN: '10000' },
      ...env,
    };
    const nodes = new Nodes(servers, given === undefined, all, script);
    for (let i = 0; i < count; i++) await nodes.add();
    return nodes;
  }

  /** One more relay. */
  async add(): Promise<RelayProcess> {
    const relay = await RelayProcess.start({ script: this.#script, env: this.#env });
    this.relays.push(relay);
    return relay;
  }

  get database(): string {
    return new URL(this.#env.DATABASE_URL ?? '').pathname.slice(1);
  }

  url(i: number): string {
    const relay = this.relays[i];
    if (!relay) throw new Error(`no relay ${i}`);
    return relay.url;
  }

  async ask(text: string): Promise<Record<string, unknown>[]> {
    return this.postgres.ask(text, this.database);
  }

  async stop(): Promise<void> {
    await Promise.all(this.relays.map((relay) => relay.stop()));
    if (this.#own) await stopServers(this);
  }
}

export type ShopperEnd = End<'shopper'> & { token: string };
export type DeskEnd = End<'console'>;

/** A session, minted at a relay's address. */
export async function mint(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ brand: HOUSE }),
  });
  if (!answer.ok) throw new Error(`no session: ${answer.status}`);
  return ((await answer.json()) as { token: string }).token;
}

/** A shopper's tab at a relay's address, its snapshot told. */
export async function shopperAt(url: string, token?: string, set: Partial<Dial> = {}): Promise<ShopperEnd> {
  const mine = token ?? (await mint(url));
  const auth = { protocol: PROTOCOL, brand: HOUSE, token: mine };
  return Object.assign(await readyEnd(dial('shopper', { url, origin: url, auth, ...set })), { token: mine });
}

/** Signs in; gives the cookie, which every relay on the same store knows. */
export async function signIn(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/api/console/sign-in`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email, password: DEMO_PASSWORD }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (!answer.ok || !cookie) throw new Error(`not signed in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

export async function signOut(url: string, cookie: string): Promise<void> {
  const answer = await fetch(`${url}/api/console/sign-out`, {
    method: 'POST',
    headers: { origin: url, cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: '{}',
  });
  if (!answer.ok) throw new Error(`not signed out: ${answer.status} ${await answer.text()}`);
}

/** A desk at a relay's address. */
export async function deskAt(url: string, cookie: string, set: Partial<Dial> = {}): Promise<DeskEnd> {
  const hello = { url, origin: url, auth: { protocol: PROTOCOL }, cookie };
  return readyEnd(dial('console', { ...hello, ...set }));
}

/** A desk whose associate can be offered work. */
export async function freeAt(url: string, email: string, set: Partial<Dial> = {}): Promise<DeskEnd> {
  const desk = await deskAt(url, await signIn(url, email), set);
  await desk.ok('availability.set', { available: true });
  return desk;
}

/** Renews her lease as a console does, for tests that may take longer than it lasts; until her end is closed. */
export function staying(desk: DeskEnd): DeskEnd {
  const renew = () => void desk.raw('lease.renew', { here: true }).catch(() => undefined);
  const timer = setInterval(renew, LIMITS.leaseRenewMs);
  const close = () => {
    clearInterval(timer);
    desk.close();
  };
  return { ...desk, close };
}

export const ask = (set: object = {}) => ({ ...chat(Date.now()), locale: 'en', ...set });
export const message = (text: string) => ({ id: makeId(Date.now()), kind: 'message' as const, body: { text } });

/** The offer that rings on a desk for a request. */
export const ringing = (desk: DeskEnd, request: string): Promise<Offer> =>
  desk.until(() => {
    const events = desk.heard('offer').filter((offer) => offer.request === request);
    const shown = desk
      .heard('snapshot')
      .flatMap((snapshot) => snapshot.offers.filter((one) => one.request === request));
    return [...shown, ...events].findLast((offer) => offer.state === 'open');
  });

/** Every entry that an end was told live, in the order told. */
export const heardEntries = (end: Pick<ShopperEnd | DeskEnd, 'told'>): Entry[] =>
  end.told.flatMap(({ event, payload }) => (event === 'entries' ? (payload as EntriesTold).entries : []));

export const hears = (end: ShopperEnd | DeskEnd, id: string | undefined) =>
  end.until(() => heardEntries(end).find((entry) => entry.id === id));

/** A live talk between a shopper at one address and a desk at another. */
export async function talk(shopper: ShopperEnd, desk: DeskEnd): Promise<{ conversation: string; request: string }> {
  const opened = await shopper.ok('request.open', ask());
  const offer = await ringing(desk, opened.request.id);
  await desk.ok('offer.accept', { offer: offer.id });
  return { conversation: opened.conversation, request: opened.request.id };
}

/** What an address says of its health. */
export async function healthOf(url: string): Promise<{ ok: boolean; degraded: Record<string, string> }> {
  return (await (await fetch(`${url}/healthz`)).json()) as { ok: boolean; degraded: Record<string, string> };
}
