import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultProxy } from '../helpers/fault-proxy.ts';
import { RelayProcess } from '../helpers/relay-process.ts';
import { openHouses } from './history/houses.ts';
import { DeskPage, mint, Page, RELAY, type Session } from './page.ts';

const WITHIN = { timeout: 10_000, interval: 30 };

let relay: RelayProcess;
let session: Session;
let people: Awaited<ReturnType<typeof openHouses>>;
const pages: { close(): void }[] = [];

beforeEach(async () => {
  relay = await RelayProcess.start(RELAY);
  people = await openHouses(relay);
  session = await mint(relay);
});
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  await relay.stop();
});

const opened = <P extends { close(): void; line: { live: boolean } }>(page: P): Promise<P> => {
  pages.push(page);
  return vi.waitFor(() => {
    expect(page.line.live).toBe(true);
    return page;
  }, WITHIN);
};

/** A page that was never there before reads it all. */
async function afresh(): Promise<Page> {
  const page = await opened(new Page(relay, session));
  await vi.waitFor(() => expect(page.words.length).toBeGreaterThan(0), WITHIN);
  return page;
}

describe('the relay is killed', () => {
  it.each([
    ['R01', 'after_commit', 'it stood on disk before the answer', 1],
    ['R02', 'before_commit', 'it never reached the disk', 2],
  ] as const)('%s: killed %s: %s, and is there once', async (_row, killAt, _why, asked) => {
    const page = await opened(new Page(relay, session));
    await page.open('one');
    relay.send({ killAt });
    page.say('two');
    expect((await relay.ended()).signal).toBe('SIGKILL');
    expect(page.outbox.waiting).toBe(1);
    await relay.start();
    await vi.waitFor(() => expect(page.outbox.waiting).toBe(0), WITHIN);
    await vi.waitFor(() => expect(page.words).toEqual(['one', 'two']), WITHIN);
    expect((await afresh()).words).toEqual(['one', 'two']);
    // What stood on disk is seen in the log; what did not is sent again, by itself.
    const sent = page.history.attempts.filter((attempt) => attempt.code !== 'not_sent');
    expect(sent.length).toBeGreaterThanOrEqual(asked);
    expect(sent[0]?.outcome).toBe('unknown');
  });
});

it('R15: only the acknowledgement is lost: it ends as sent, once', async () => {
  const proxy = await FaultProxy.start(relay.url);
  const page = await opened(new Page(relay, session, proxy.url));
  await page.open('one');
  proxy.loseAck();
  page.say('two', 'three');
  await vi.waitFor(() => expect(page.outbox.waiting).toBe(0), WITHIN);
  await vi.waitFor(() => expect(page.words).toEqual(['one', 'two', 'three']), WITHIN);
  expect(proxy.happened.lostAck).toBe(1);
  expect((await afresh()).words).toEqual(['one', 'two', 'three']);
  await proxy.stop();
});

it('R07: two hundred words arrive while an associate is away for ten minutes: all of them, in order, once she is back', async () => {
  const proxy = await FaultProxy.start(relay.url);
  const camille = people[0]?.people[0];
  if (!camille) throw new Error('nobody is there');
  const desk = await opened(new DeskPage(relay, camille, proxy.url));
  const page = await opened(new Page(relay, session));
  await page.open('word 0');
  const conversation = page.reader?.conversation ?? '';
  await vi.waitFor(() => expect(desk.words(conversation)).toEqual(['word 0']), WITHIN);
  proxy.halfOpen();
  const words = Array.from({ length: 200 }, (_, i) => `word ${i + 1}`);
  page.say(...words);
  await vi.waitFor(() => expect(page.outbox.waiting).toBe(0), WITHIN);
  await relay.forward(10 * 60_000);
  expect(desk.words(conversation)).toEqual(['word 0']);
  proxy.heal();
  await vi.waitFor(() => expect(desk.words(conversation)).toEqual(['word 0', ...words]), WITHIN);
  expect(desk.wrong).toEqual([]);
  await proxy.stop();
});

it('T17: SIGTERM with fifty sends in flight: each is answered or sent again, once, and everybody comes back', async () => {
  const crowd = await Promise.all(Array.from({ length: 50 }, async () => opened(new Page(relay, await mint(relay)))));
  await Promise.all(crowd.map((page, i) => page.open(`first of ${i}`)));
  for (const [i, page] of crowd.entries()) page.say(`second of ${i}`);
  await vi.waitFor(() => expect(crowd.some((page) => page.history.attempts.length > 0)).toBe(true), WITHIN);
  const began = performance.now();
  await relay.kill('SIGTERM');
  expect(performance.now() - began).toBeLessThan(25_000);
  expect((await relay.ended()).code).toBe(0);
  await relay.start();
  for (const [i, page] of crowd.entries()) {
    await vi.waitFor(() => expect(page.line.live).toBe(true), WITHIN);
    await vi.waitFor(() => expect(page.words).toEqual([`first of ${i}`, `second of ${i}`]), WITHIN);
    expect(page.outbox.waiting).toBe(0);
    expect(page.line.losses).not.toContain('io server disconnect');
    expect(page.heard.map(({ event }) => event)).toContain('closing');
    const sent = page.history.attempts.filter((attempt) => attempt.outcome === 'unknown');
    expect(sent.length).toBeLessThanOrEqual(1);
  }
});
