import { chmodSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { check } from '../../server/cli/check.ts';
import { run } from '../../server/cli/salon.ts';
import { createClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { type Relay, startRelay } from '../../server/main.ts';
import { checkAdapter } from '../../server/operation/check-adapter.ts';
import { BOUNDS, type Bounds, checkZones } from '../../server/operation/check-machine.ts';
import { writeLastBackup } from '../../server/operation/last-backup.ts';
import { castFrom, castHouses } from '../helpers/cast.ts';
import { freePort } from '../helpers/free-port.ts';
import { Postgres } from '../helpers/postgres.ts';
import { Redis } from '../helpers/redis.ts';
import { type FrontOptions, startFront } from './front.ts';

let dataDir: string;
const ends: (() => unknown)[] = [];
beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue();
  dataDir = mkdtempSync(join(tmpdir(), 'salon-check-'));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A relay behind a proxy, as a house has it; `env` is what the operator's shell holds too. */
async function stand(options: FrontOptions & { env?: Record<string, string>; publicUrl?: string } = {}) {
  const front = await startFront(options);
  ends.push(front.close);
  const port = await freePort();
  const env = {
    PORT: String(port),
    DATA_DIR: dataDir,
    DEMO: '0',
    PUBLIC_URL: options.publicUrl ?? front.url,
    ...options.env,
  };
  const clock = createClock();
  const relay = await startRelay(readConfig(env), { log: pino({ level: 'silent' }), clock });
  ends.push(() => relay.stop());
  front.to(port);
  if (!(await castFrom(relay.ports.store))) await castHouses(relay.ports.store);
  await writeLastBackup(dataDir, { file: 'kept.db', madeAt: new Date().toISOString(), bytes: 1 });
  return { relay, clock, env };
}

/** What is to be mended, by name. */
async function mended(env: Record<string, string>, bounds: Partial<Bounds> = {}) {
  const told = await check(env, { ...BOUNDS, freeBytes: 0, ...bounds });
  const lines = told.text.split('\n').filter((line) => line.startsWith('MEND'));
  for (const line of lines) PLANTED.add(nameOf(line));
  expect(told.code).toBe(lines.length === 0 ? 0 : 1);
  return Object.fromEntries(lines.map((line) => [nameOf(line), line.slice(28)]));
}

/** Names of all lines that a sound house is shown, and of those that these tests have seen wrong. */
const LINES = new Set<string>();
const PLANTED = new Set<string>();
const nameOf = (line: string): string => line.slice(6, 26).trim();
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => /^(good|MEND) /.test(line))
    .map(nameOf);

const store = (relay: Relay) => relay.ports.store;

describe('salon check', () => {
  it('finds everything good where it is', async () => {
    const { env } = await stand();
    const told = await run(['check'], env);
    expect(told.text.split('\n').map((line) => line.slice(0, 26).trim())).toEqual([
      ...['good  settings', 'good  relay', 'good  public address', 'good  clock at the address'],
      ...['good  WebSocket upgrade', 'good  forwarded headers', 'good  clock', 'good  zone data', 'good  writing'],
      ...['good  disk', 'good  rights', 'good  store', 'good  write-ahead log', 'good  last backup'],
      ...['', 'All is well.'],
    ]);
    for (const line of linesOf(told.text)) LINES.add(line);
    expect(told.code).toBe(0);
  });

  it.each<[string, FrontOptions & { env?: Record<string, string> }, string, RegExp]>([
    [
      'that passes no upgrades',
      { upgrades: false },
      'WebSocket upgrade',
      /does not come through: let the proxy pass Upgrade/,
    ],
    ['O02: that nobody trusts', { forwards: true }, 'forwarded headers', /set TRUST_PROXY to the number of proxies/],
    [
      'with another clock',
      { dateOffMs: -90_000 },
      'clock at the address',
      /is (89|90|91) s away .*: let both keep time by NTP/,
    ],
  ])('sees a proxy %s', async (_what, options, what, says) => {
    const { env } = await stand(options);
    expect(await mended(env)).toEqual({ [what]: expect.stringMatching(says) });
  });

  it('is content with a proxy that is named', async () => {
    const { env } = await stand({ forwards: true, env: { TRUST_PROXY: '1' } });
    expect(await mended(env)).toEqual({});
  });

  it('sees a public address where nobody answers, or somebody else', async () => {
    const nowhere = `http://localhost:${await freePort()}`;
    const { env } = await stand({ publicUrl: nowhere });
    expect(await mended(env)).toEqual({
      'public address': `${nowhere} does not answer (ECONNREFUSED): start the proxy, or correct PUBLIC_URL.`,
      'WebSocket upgrade': expect.stringContaining('does not come through'),
    });
    for (const end of ends.splice(0).reverse()) await end();
    const front = await startFront();
    ends.push(front.close);
    const other = await stand({ publicUrl: front.url });
    expect((await mended(other.env))['public address']).toContain('/healthz answers 502, not as a relay does');
  });

  it('sees settings that cannot be read, or are not those of the relay that runs', async () => {
    const { env } = await stand();
    expect(await mended({ ...env, TRUST_PROXY: 'yes' })).toEqual({
      settings: expect.stringMatching(/^TRUST_PROXY must be how many proxies stand in front .*; it is "yes"\.$/),
      'everything else': expect.stringContaining('correct them, and check again'),
    });
    expect(await mended({ ...env, PUBLIC_URL: 'http://salon.example' })).toEqual({
      relay: expect.stringMatching(
        /It runs as http:\/\/localhost:\d+, and the settings here say http:\/\/salon\.example/,
      ),
    });
  });

  it('sees that no relay runs, and tries what can be tried', async () => {
    expect(await mended({ DATA_DIR: dataDir, DEMO: '0' })).toEqual({
      relay: expect.stringContaining('start it with `npm start`'),
      store: expect.stringContaining('There is no store at'),
      'last backup': expect.stringContaining('No backup was ever made'),
    });
    expect(await mended({ DATA_DIR: join(dataDir, 'nowhere') })).toMatchObject({
      disk: expect.stringMatching(/cannot be looked at \(ENOENT\): correct DATA_DIR/),
    });
  });

  it('sees a clock that is not the machine’s', async () => {
    const { env, clock } = await stand({ env: { TEST_CLOCK: '1' } });
    clock.forward(3_600_000);
    expect(await mended(env)).toEqual({ clock: expect.stringContaining('3600 s ahead of this machine') });
  });

  it('sees a disk that fills, a log that grows and a backup that is old', async () => {
    const { env } = await stand();
    await writeLastBackup(dataDir, { file: 'kept.db', madeAt: '2026-01-01T00:00:00.000Z', bytes: 1 });
    expect(await mended(env, { freeBytes: Number.MAX_SAFE_INTEGER, logBytes: 0 })).toEqual({
      disk: expect.stringMatching(/^Only [\d.]+ GB are free where .* lies: make room before writes are refused/),
      'write-ahead log': expect.stringContaining('somebody keeps the store open for reading'),
      'last backup': expect.stringMatching(/made \d+ days ago: run `npm run backup`/),
    });
  });

  it('sees a zone that the relay does not know, and zone data that is old', async () => {
    const { env, relay } = await stand();
    await store(relay).commit('paris', async (tx) => {
      await tx.touch('places', { id: 'paris' }, { zone: 'Mars/Olympus_Mons' });
      return { ok: true };
    });
    expect(await mended(env)).toEqual({ 'zone data': expect.stringContaining('paris (Mars/Olympus_Mons)') });
    const old = checkZones({ tz: '2023c', unknownZones: [] }, new Date('2026-11-24'));
    expect(old).toMatchObject({ good: false, says: expect.stringContaining('update Node') });
  });

  it('sees a store that cannot be written', async () => {
    const { env } = await stand();
    const other = new DatabaseSync(join(dataDir, 'salon.db'));
    other.exec('begin immediate');
    const found = await mended(env);
    expect(found.writing).toContain('The relay could not write');
    other.exec('commit');
    other.close();
    await vi.waitFor(async () => expect(await mended(env)).toEqual({}), { timeout: 10_000, interval: 300 });
  });

  it('sees a store that is damaged', async () => {
    const path = join(dataDir, 'salon.db');
    const file = new DatabaseSync(path);
    file.exec('create table words (text); create index by_text on words (text)');
    file.exec(
      `insert into words with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000) select i from n`,
    );
    file.close();
    const bytes = openSync(path, 'r+');
    writeSync(bytes, Buffer.alloc(4096, 0xff), 0, 4096, 4096 * 6);
    expect((await mended({ DATA_DIR: dataDir, DEMO: '0' })).store).toMatch(
      /is damaged \(.*\): stop the relay and restore/,
    );
    writeFileSync(path, 'this is no store');
    expect((await mended({ DATA_DIR: dataDir, DEMO: '0' })).store).toMatch(/is damaged \(.*\)/);
  });

  it('says what it cannot look at, and never that it is not there', async () => {
    const { env } = await stand();
    writeFileSync(join(dataDir, 'last-backup.json'), '{"file":');
    expect((await mended(env))['last backup']).toMatch(
      /^When the last backup was made cannot be read \(.*\): make one/,
    );
    rmSync(join(dataDir, 'relay.json'));
    mkdirSync(join(dataDir, 'relay.json'));
    expect((await mended(env)).relay).toMatch(
      /relay\.json cannot be read \(EISDIR\), so whether a relay runs is not known/,
    );
    rmSync(join(dataDir, 'relay.json'), { recursive: true });
    const nowhere = { ...env, DATA_DIR: join(dataDir, 'salon.db') };
    expect(await mended(nowhere)).toMatchObject({
      rights: expect.stringContaining('cannot be looked at (ENOTDIR)'),
      store: expect.stringContaining('cannot be looked at (ENOTDIR)'),
    });
  });

  it('sees files that others may read', async () => {
    const { env } = await stand();
    chmodSync(join(dataDir, 'salon.db'), 0o644);
    expect(await mended(env)).toEqual({
      rights: `Others on this machine may read ${join(dataDir, 'salon.db')}: restart the relay, or give DATA_DIR to its account.`,
    });
    chmodSync(dataDir, 0o755);
    expect((await mended(env)).rights).toContain(`${dataDir}, and 1 more`);
    chmodSync(dataDir, 0o700);
  });

  it('of relays that share a Postgres shows what can be wrong there, and sees a Redis that does not answer', {
    timeout: 120_000,
  }, async () => {
    const [redis, postgres] = await Promise.all([Redis.start(), Postgres.start()]);
    ends.push(
      () => redis.stop(),
      () => postgres.stop(),
    );
    const shared = { DATABASE_URL: await postgres.database(), REDIS_URL: redis.url };
    const { env } = await stand({ env: shared });
    // A relay that has just started is degraded until its own first news has come back to it.
    await vi.waitFor(async () => {
      const health = await fetch(`http://localhost:${env.PORT}/healthz`);
      expect(((await health.json()) as { degraded: object }).degraded).toEqual({});
    }, 20_000);
    const told = await check(env, { ...BOUNDS, freeBytes: 0 });
    expect(told).toMatchObject({
      code: 0,
      text: expect.stringMatching(/news between relays .*there and back in [\d.]+ ms/),
    });
    const lines = linesOf(told.text);
    expect(lines).toEqual(expect.arrayContaining(['writing', 'disk', 'rights', 'news between relays']));
    for (const never of ['mail', 'last backup', 'store', 'write-ahead log']) expect(lines).not.toContain(never);
    for (const line of lines) LINES.add(line);
    process.kill(redis.pid, 'SIGSTOP');
    expect(await checkAdapter(redis.url)).toMatchObject({ good: false });
    process.kill(redis.pid, 'SIGCONT');
    await redis.stop();
    expect((await mended(env))['news between relays']).toMatch(/start it, or correct REDIS_URL/);
    await postgres.halt();
    // The relay runs: it is not said that it does not.
    const away = await mended(env);
    expect(away.writing).toContain('The relay could not write');
    expect(away).not.toHaveProperty('relay');
    await postgres.start();
  });

  it('shows no line that cannot be wrong: each was planted above', () => {
    expect(LINES.size).toBeGreaterThan(13);
    expect([...LINES].filter((line) => !PLANTED.has(line))).toEqual([]);
  });
});
