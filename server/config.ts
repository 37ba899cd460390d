import { isIP } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';
import type { CallLimits } from './domain/call-caps.ts';
import type { TrustProxy } from './edge/address.ts';
import type { LimitSettings } from './edge/limits.ts';

export interface Config {
  port: number;
  /** The address to listen on; null is every one. */
  host: string | null;
  dataDir: string;
  /** The store's one file, in there. */
  storeFile: string;
  /** A Postgres that any number of relays share, instead of the file; null is the file. */
  databaseUrl: string | null;
  /** A Redis that carries news between those relays; null is one relay alone. */
  redisUrl: string | null;
  /** Where people reach the relay: an origin, without a slash behind it. */
  publicUrl: string;
  /** The relay's own origins, PUBLIC_URL's first; outside production, those of this machine too. */
  own: readonly string[];
  trustProxy: TrustProxy;
  production: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** What a reader of /metrics must carry; null means nobody reads them in production, everybody elsewhere. */
  metricsToken: string | null;
  /** Lets a test move the clock. */
  testClock: boolean;
  /** Applies the demo house to an empty store. */
  demo: boolean;
  limits: Limits;
}

export interface Limits extends LimitSettings {
  /** Calls promised; see domain/call-caps.ts. */
  calls: CallLimits;
}

/** A setting that cannot be used; its message is a line for each, for whoever starts the relay. */
export class WrongSettings extends Error {
  constructor(lines: readonly string[]) {
    super(['The relay cannot start with these settings:', ...lines.map((line) => `  ${line}`)].join('\n'));
    this.name = 'WrongSettings';
  }
}

const count = (standard: number, expected: string) =>
  z.coerce.number(expected).int(expected).min(1, expected).max(1_000_000, expected).default(standard);
const perMin = (standard: number) => count(standard, 'a whole number from 1 on');
const flag = (expected: string) => z.enum(['0', '1'], expected).transform((value) => value === '1');

const PORT = 'a port number from 0 to 65535';
const URL_WANTED = 'an address like https://salon.example.com, with nothing behind the host and port';

const publicUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url && (url.protocol === 'https:' || url.protocol === 'http:') && `${url.origin}/` === url.href;
  if (!url || !plain) {
    context.addIssue({ code: 'custom', message: URL_WANTED });
    return z.NEVER;
  }
  return url.origin;
});

const HOPS = 'how many proxies stand in front (1, 2 …), or their addresses with commas between';
const NAMED = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** An address, a network (10.0.0.0/8), or one of the names that Express knows. */
function isProxy(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (NAMED.has(text)) return true;
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const trustProxy = z.string().transform((text, context): TrustProxy => {
  if (/^\d{1,2}$/.test(text)) return text === '0' ? null : Number(text);
  const addresses = text.split(',').map((address) => address.trim());
  if (addresses.every(isProxy)) return addresses;
  context.addIssue({ code: 'custom', message: HOPS });
  return z.NEVER;
});

const DATABASE = 'an address like postgres://user:password@host:5432/salon';
const REDIS = 'an address like redis://host:6379, or rediss:// with TLS';

const service = (schemes: readonly string[], expected: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), expected)
    .nullable()
    .default(null);

const TOKEN = 'a secret of at least 20 characters';

const settings = z.object({
  PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(4000),
  HOST: z.string().max(255).nullable().default(null),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: service(['postgres:', 'postgresql:'], DATABASE),
  REDIS_URL: service(['redis:', 'rediss:'], REDIS),
  PUBLIC_URL: publicUrl.optional(),
  TRUST_PROXY: trustProxy.nullable().default(null),
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info'),
  METRICS_TOKEN: z.string().min(20, TOKEN).nullable().default(null),
  TEST_CLOCK: flag('1 to let tests move the clock, or 0').default(false),
  DEMO: flag('1 to apply the demo house to an empty store, or 0').optional(),
  ADMIT_PER_S: perMin(20),
  ADMIT_ALL_PER_S: perMin(400),
  STRANGERS_PER_ADDRESS: perMin(100),
  SOCKETS_PER_PERSON: perMin(20),
  SOCKETS_PER_ADDRESS: perMin(1_000),
  COMMANDS_PER_S: perMin(30),
  MESSAGES_PER_MIN: perMin(120),
  PAGE_KB_PER_S: perMin(256),
  SESSIONS_PER_MIN: perMin(60),
  REQUESTS_PER_MIN: perMin(30),
  READS_PER_MIN: perMin(600),
  SIGN_INS_PER_MIN: perMin(5),
  CALLS_PER_NUMBER_AT_ONCE: perMin(1),
  CALLS_PER_NUMBER_PER_DAY: perMin(3),
  CALLS_PER_PERSON_PER_DAY: perMin(6),
  CALLS_PER_ADDRESS_PER_DAY: perMin(10),
  CALLS_PER_RANGE_PER_DAY: perMin(20),
});
type Settings = z.output<typeof settings>;

/** Secrets that stand in examples: whoever copies them has none. */
const EXAMPLES = /^(change-?me|secret|password|token|example|test)/i;

/**
 * Reads the settings from the environment, once. An empty variable counts as unset, an unknown one as another
 * program's. Production needs no secret to start: sign-ins, tokens and links are random and kept as hashes. The one
 * that can be set, METRICS_TOKEN, opens /metrics, and must not be an example. Throws `WrongSettings`.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = settings.safeParse(given);
  if (!parsed.success) throw new WrongSettings(parsed.error.issues.map((issue) => wrong(issue, given)));
  const config = configOf(parsed.data);
  const refused = [...alone(config), ...(config.production ? notInProduction(parsed.data) : [])];
  if (refused.length > 0) throw new WrongSettings(refused);
  return config;
}

const SECRET = new Set<PropertyKey>(['METRICS_TOKEN', 'DATABASE_URL', 'REDIS_URL']);

/** A secret is not repeated where anybody may read it. */
function wrong(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0] ?? '');
  const is = SECRET.has(name) ? '' : `; it is "${given[name]}"`;
  return `${name} must be ${issue.message}${is}.`;
}

/** Where the data is, which a command must know even where the other settings are not set. */
export const readDataDir = (env: Readonly<Record<string, string | undefined>>): string =>
  env.DATA_DIR?.trim() ? env.DATA_DIR : './data';

function configOf(read: Settings): Config {
  const production = read.NODE_ENV === 'production';
  const publicOrigin = read.PUBLIC_URL ?? `http://localhost:${read.PORT}`;
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir: read.DATA_DIR,
    storeFile: join(read.DATA_DIR, 'salon.db'),
    databaseUrl: read.DATABASE_URL,
    redisUrl: read.REDIS_URL,
    publicUrl: publicOrigin,
    own: ownOrigins(publicOrigin, read.PORT, production),
    trustProxy: read.TRUST_PROXY,
    production,
    logLevel: read.LOG_LEVEL,
    metricsToken: read.METRICS_TOKEN,
    testClock: read.TEST_CLOCK,
    demo: read.DEMO ?? !production,
    limits: {
      admitPerS: read.ADMIT_PER_S,
      admitAllPerS: read.ADMIT_ALL_PER_S,
      unauthenticatedPerAddress: read.STRANGERS_PER_ADDRESS,
      socketsPerPerson: read.SOCKETS_PER_PERSON,
      socketsPerAddress: read.SOCKETS_PER_ADDRESS,
      commandsPerS: read.COMMANDS_PER_S,
      messagesPerMin: read.MESSAGES_PER_MIN,
      pageKbPerS: read.PAGE_KB_PER_S,
      sessionsPerMin: read.SESSIONS_PER_MIN,
      requestsPerMin: read.REQUESTS_PER_MIN,
      readsPerMin: read.READS_PER_MIN,
      signInsPerMin: read.SIGN_INS_PER_MIN,
      calls: {
        perNumberAtOnce: read.CALLS_PER_NUMBER_AT_ONCE,
        perNumberPerDay: read.CALLS_PER_NUMBER_PER_DAY,
        perPersonPerDay: read.CALLS_PER_PERSON_PER_DAY,
        perAddressPerDay: read.CALLS_PER_ADDRESS_PER_DAY,
        perRangePerDay: read.CALLS_PER_RANGE_PER_DAY,
      },
    },
  };
}

/** Where the relay's own pages stand. PORT 0 is known only once it listens: pass the real one then. */
export function ownOrigins(publicUrl: string, port: number, production: boolean): readonly string[] {
  const here = production ? [] : [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  return [...new Set([publicUrl, ...here])];
}

function alone({ databaseUrl, redisUrl }: Config): string[] {
  if (redisUrl === null || databaseUrl !== null) return [];
  return ['REDIS_URL carries news between relays that share a store: set DATABASE_URL too, or neither.'];
}

function notInProduction(read: Settings): string[] {
  const refused: string[] = [];
  if (read.PUBLIC_URL === undefined) {
    refused.push('PUBLIC_URL must be set in production, to the https address at which people reach the relay.');
  } else if (!read.PUBLIC_URL.startsWith('https:')) {
    refused.push(`PUBLIC_URL must begin with https: in production; it is "${read.PUBLIC_URL}".`);
  }
  if (read.TEST_CLOCK) refused.push('TEST_CLOCK is for tests: it must not be set in production.');
  if (read.DEMO) refused.push('DEMO gives everybody one known password: it must not be 1 in production.');
  if (read.METRICS_TOKEN !== null && EXAMPLES.test(read.METRICS_TOKEN)) {
    refused.push('METRICS_TOKEN is an example; make one with `openssl rand -base64 32`.');
  }
  return refused;
}
