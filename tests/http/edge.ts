import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach } from 'vitest';
import { houseSchema } from '../../protocol/house.ts';
import { makeId } from '../../protocol/id.ts';
import { applyHouse } from '../../server/actions/apply-house.ts';
import { createProbes } from '../../server/actions/audit-probe.ts';
import type { Passwords } from '../../server/actions/passwords.ts';
import type { Ports } from '../../server/actions/ports.ts';
import { hashOf, makeSecret } from '../../server/actions/secret.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { addressesBehind } from '../../server/edge/address.ts';
import { createGate } from '../../server/edge/gate.ts';
import { createLimits } from '../../server/edge/limits.ts';
import { createHttp } from '../../server/http/app.ts';
import { callRules } from '../../server/metrics/call-alarm.ts';
import { createBackups } from '../../server/operation/backups.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { News } from '../../server/store/store.ts';
import { originsIn } from '../helpers/house-origins.ts';
import { MAISON, maison, NOOR, noor, START_AT } from './houses.ts';

/** Quick, and as telling as argon2id: what is tested here is what the edge does with the answer. */
const quickPasswords: Passwords = {
  nobody: 'nobody',
  hash: async (password) => hashOf(password),
  verify: async (phc, password) => phc === hashOf(password),
};

export interface EdgeOptions {
  env?: Record<string, string>;
  passwords?: Passwords;
  dist?: string;
}

export interface Asked {
  headers?: Record<string, string>;
  body?: unknown;
  /** The body as it goes out, where JSON would not do. */
  raw?: string | Buffer;
  token?: string;
  /** Null sends none. */
  origin?: string | null;
  from?: string;
}

/** The HTTP edge on a real server and a real file, with two houses and a hand-moved clock. */
export async function startEdge(options: EdgeOptions = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'salon-edge-'));
  const news: News[] = [];
  const lines: string[] = [];
  const clock = { at: START_AT };
  const now = () => clock.at;
  const store = await openSqlite(join(dir, 'salon.db'), { now, makeId: (at) => makeId(at) });
  store.onNews((told) => void news.push(...told));
  const ports: Ports = { store };
  for (const house of [maison, noor]) {
    const applied = await applyHouse(ports, { house: houseSchema.parse(house), portraits: new Map() });
    if (!applied.ok || applied.problems.length > 0) throw new Error('a house of the tests is wrong');
  }
  news.length = 0;

  let draining = false;
  let handle: Express | undefined;
  const server = createServer((request, response) => handle?.(request, response));
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  const { port } = server.address() as AddressInfo;
  const env = { PORT: String(port), LOG_LEVEL: 'debug', ...options.env };
  const config: Config = readConfig({ ...LOOSE, ...env });
  const log = pino({ level: config.logLevel }, { write: (line: string) => void lines.push(line) });
  const registry = new Registry();
  ports.calls = callRules(config.limits.calls, [registry], log, now);
  const probes = createProbes(ports, (error) => log.error({ err: error }));
  const adminToken = makeSecret();
  const forward = (ms: number) => {
    clock.at += ms;
  };
  const origins = originsIn(store, config.own);
  const app = createHttp({
    settings: config,
    ports,
    backups: createBackups({ dataDir: dir, storeFile: join(dir, 'salon.db'), databaseUrl: null, version: '0' }),
    origins,
    gate: createGate({ origins, own: config.own, isDraining: () => draining }),
    limits: createLimits(config.limits),
    addressOf: addressesBehind(config.trustProxy),
    passwords: options.passwords ?? quickPasswords,
    probes,
    log,
    registry,
    dist: options.dist ?? join(dir, 'dist'),
    adminToken,
    isDraining: () => draining,
    forward: config.testClock ? forward : undefined,
  });
  handle = app;
  const url = `http://127.0.0.1:${port}`;
  const ask = (method: string, path: string, asked: Asked = {}) => fetchFrom(url, method, path, asked);
  return {
    ...{ registry, app, dir, port, url, config, store, ports, probes, news, lines, clock, adminToken, ask },
    drain: () => {
      draining = true;
    },
    async session(brand: string = MAISON) {
      const { body } = await ask('POST', '/api/sessions', { origin: ORIGINS[brand] ?? null, body: { brand } });
      return body as { ok: true; shopper: string; token: string };
    },
    /** Sets somebody's password, as the link would. */
    async password(email: string, password: string): Promise<void> {
      await store.commit(email, async (tx) => {
        await tx.update('associates', { email }, { password: await quickPasswords.hash(password) });
        return { ok: true };
      });
    },
    async close(): Promise<void> {
      await new Promise((done) => server.close(done).closeAllConnections());
      await probes.idle();
      await store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type Edge = Awaited<ReturnType<typeof startEdge>>;

/** Where each house's pages stand. */
export const ORIGINS: Record<string, string> = { [MAISON]: 'https://maison.example', [NOOR]: 'https://noor.example' };

/** Limits out of the way of tests that are not about them. */
const LOOSE = Object.fromEntries(
  [
    ...['ADMIT_PER_S', 'SESSIONS_PER_MIN', 'REQUESTS_PER_MIN', 'READS_PER_MIN', 'SIGN_INS_PER_MIN'],
    ...['CALLS_PER_NUMBER_AT_ONCE', 'CALLS_PER_NUMBER_PER_DAY', 'CALLS_PER_PERSON_PER_DAY'],
    ...['CALLS_PER_ADDRESS_PER_DAY', 'CALLS_PER_RANGE_PER_DAY'],
  ].map((name) => [name, '10000']),
);

export interface Told {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The JSON that came, else null. */
  body: unknown;
}

/** As a client that may say anything in its headers, which `fetch` may not. */
function fetchFrom(url: string, method: string, path: string, asked: Asked): Promise<Told> {
  const raw = asked.raw ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body));
  const origin = asked.origin === undefined ? ORIGINS[MAISON] : asked.origin;
  const headers: Record<string, string> = {
    ...(origin ? { origin } : {}),
    ...(raw === undefined ? {} : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(raw)}` }),
    ...(asked.token ? { authorization: `Bearer ${asked.token}` } : {}),
    ...asked.headers,
  };
  return new Promise((settle, fail) => {
    const going = send({ ...placeOf(url), path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        settle({ status: response.statusCode ?? 0, headers: response.headers, text, body: parsed(text) });
      });
    });
    going.on('error', fail);
    going.end(raw);
  });
}

/** The path goes out as it is written, not as a URL would tidy it. */
function placeOf(url: string) {
  const { hostname, port } = new URL(url);
  return { hostname, port };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The code of a refusal, or undefined. */
export const codeOf = (told: Told): unknown => (told.body as { error?: { code?: unknown } } | null)?.error?.code;

/** A fresh edge for every test of a file. */
export function useEdge(options: EdgeOptions = {}): () => Edge {
  let edge: Edge | undefined;
  beforeEach(async () => {
    edge = await startEdge(options);
  });
  afterEach(async () => {
    await edge?.close();
    edge = undefined;
  });
  return () => {
    if (!edge) throw new Error('no test is running');
    return edge;
  };
}
