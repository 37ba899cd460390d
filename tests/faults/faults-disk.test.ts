import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lockFile } from '../helpers/file-lock.ts';
import { RelayProcess } from '../helpers/relay-process.ts';
import { SmallDisk } from '../helpers/small-disk.ts';
import { openHouses } from './history/houses.ts';
import { metric, mint, Page, RELAY, type Session } from './page.ts';

const WITHIN = { timeout: 10_000, interval: 30 };

// Mounting needs root on Linux; where it is not to be had, there is no full disk, and the test is skipped aloud.
const disk = SmallDisk.mount(24);
let relay: RelayProcess;
let session: Session;
let page: Page;

beforeEach(async () => {
  disk?.clear();
  relay = await RelayProcess.start({ ...RELAY, ...(disk ? { dataDir: mkdtempSync(join(disk.path, 'data-')) } : {}) });
  await openHouses(relay);
  session = await mint(relay);
  page = new Page(relay, session);
  await vi.waitFor(() => expect(page.line.live).toBe(true), WITHIN);
  await page.open('before');
});
afterEach(async () => {
  page.close();
  await relay.stop();
});

afterAll(() => disk?.unmount());

const health = async () =>
  (await (await fetch(`${relay.url}/healthz`)).json()) as { ok: boolean; degraded: { writing?: string } };

const codes = () => page.history.attempts.map((attempt) => attempt.code);

it.skipIf(!disk)(
  'S01: a full disk: sends answer "try again", reads go on, health says so, and it recovers by itself',
  async () => {
    disk?.fill();
    page.say('during');
    await vi.waitFor(() => expect(codes()).toContain('try_again'), WITHIN);
    expect(page.outbox.waiting).toBe(1);
    expect((await health()).degraded).toHaveProperty('writing');
    await vi.waitFor(async () => expect(await metric(relay, 'salon_store_writing')).toBe(0), WITHIN);
    expect((await fetch(`${relay.url}/readyz`)).status).toBe(200);
    const conversation = page.reader?.conversation ?? '';
    const read = await page.line.ask('entries.after', { conversation, after: 0 });
    expect(read).toMatchObject({ outcome: 'ok' });
    expect(page.words).toEqual(['before']);
    disk?.clear();
    await vi.waitFor(() => expect(page.words).toEqual(['before', 'during']), WITHIN);
    await vi.waitFor(async () => expect((await health()).degraded).toEqual({}), WITHIN);
    await relay.restart('SIGKILL');
    await vi.waitFor(() => expect(page.line.live).toBe(true), WITHIN);
    const conversationAfter = await page.line.ask('entries.after', { conversation, after: 0 });
    expect(JSON.stringify(conversationAfter)).toContain('during');
  },
);

it('S03: another program locks the file for ten seconds: sends wait or are refused, reads go on, nothing is lost', async () => {
  const unlock = lockFile(join(relay.dataDir, 'salon.db'));
  const words = Array.from({ length: 30 }, (_, i) => `word ${i}`);
  page.say(...words);
  const until = performance.now() + 10_000;
  let reads = 0;
  while (performance.now() < until) {
    const conversation = page.reader?.conversation ?? '';
    expect(await page.line.ask('entries.after', { conversation, after: 0 })).toMatchObject({ outcome: 'ok' });
    reads += 1;
    await new Promise((go) => setTimeout(go, 200));
  }
  expect(page.words).toEqual(['before']);
  expect(reads).toBeGreaterThan(10);
  unlock();
  await vi.waitFor(() => expect(page.words).toEqual(['before', ...words]), WITHIN);
  expect(page.outbox.waiting).toBe(0);
  // The figure belongs to the benchmarks; a serving connection that waited in SQLite would show seconds here.
  expect(await metric(relay, 'nodejs_eventloop_lag_max_seconds')).toBeLessThan(2);
});
