import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import {
  CAMILLE,
  freeAt,
  HOUSE,
  healthOf,
  message,
  Nodes,
  type ShopperEnd,
  shopperAt,
  talk,
} from '../helpers/nodes.ts';

let nodes: Nodes;
const open: { close(): void }[] = [];
const keep = <E extends { close(): void }>(end: E): E => {
  open.push(end);
  return end;
};
beforeAll(async () => {
  nodes = await Nodes.start({ postgres: { settings: { max_connections: 40 } } });
});
afterAll(() => nodes.stop());
afterEach(() => {
  for (const end of open.splice(0)) end.close();
});

interface Said {
  id: string;
  tries: number;
}

/** Says one thing until it is acknowledged, always under the same id. */
async function say(shopper: ShopperEnd, conversation: string): Promise<Said> {
  const id = makeId(Date.now());
  for (let tries = 1; ; tries++) {
    const answer = await shopper
      .raw('entries.append', { conversation, entries: [{ ...message(`word ${id}`), id }] })
      .catch(() => null);
    if (answer?.ok) return { id, tries };
    if (answer && !answer.ok && !['try_again', 'slow_down'].includes(answer.error.code))
      throw new Error(answer.error.code);
    await new Promise((go) => setTimeout(go, 100));
  }
}

async function talking(): Promise<{ shopper: ShopperEnd; conversation: string }[]> {
  const camille = keep(await freeAt(nodes.url(0), CAMILLE));
  await nodes.ask('update associates set capacity = 100');
  const talks = [];
  for (let i = 0; i < 6; i++) {
    const shopper = keep(await shopperAt(nodes.url(i % 2)));
    talks.push({ shopper, conversation: (await talk(shopper, camille)).conversation });
  }
  return talks;
}

it('S05: Postgres crashes and restarts under load: writing goes on within 10 s, and nothing acknowledged is lost or doubled', async () => {
  const talks = await talking();
  let going = true;
  const said: Said[] = [];
  const all = talks.map(async ({ shopper, conversation }) => {
    while (going) said.push(await say(shopper, conversation));
  });
  await vi.waitFor(() => expect(said.length).toBeGreaterThan(60), 10_000);
  await nodes.postgres.halt('immediate');
  await vi.waitFor(async () => expect((await healthOf(nodes.url(0))).degraded.writing).toBeTruthy(), 10_000);
  await nodes.postgres.start();
  const backAt = performance.now();
  const before = said.length;
  await vi.waitFor(() => expect(said.length).toBeGreaterThan(before + 60), 10_000);
  expect(performance.now() - backAt).toBeLessThan(10_000);
  going = false;
  await Promise.all(all);
  expect(said.some(({ tries }) => tries > 1)).toBe(true);
  for (const i of [0, 1])
    await vi.waitFor(async () => expect((await healthOf(nodes.url(i))).degraded).toEqual({}), 10_000);
  const stored = await nodes.ask(`select id, count(*)::int as n from entries where kind = 'message' group by id`);
  const times = new Map(stored.map((row) => [row.id, row.n]));
  expect(said.filter(({ id }) => times.get(id) !== 1)).toEqual([]);
  // What nobody heard of, and was stored all the same, is told in the end: live or by asking, every log is whole.
  for (const { shopper, conversation } of talks) {
    const page = await shopper.ok('entries.after', { conversation, after: 0 });
    expect(page.entries.map((entry) => entry.seq)).toEqual(page.entries.map((_, i) => i + 1));
  }
}, 60_000);

it('S06: with every connection of Postgres taken, answers are "try again" at once, health says so, and it passes', async () => {
  const [one] = await talking();
  if (!one) throw new Error('nobody talks');
  const hogs: pg.Client[] = [];
  const hog = async () => {
    const client = new pg.Client({ connectionString: nodes.postgres.urlOf('postgres') });
    client.on('error', () => {});
    await client.connect();
    hogs.push(client);
    return client;
  };
  const first = await hog();
  // The relays lose theirs, and others are faster.
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'salon%'`;
  for (let full = false; !full; ) {
    await first.query(cut);
    full = await Promise.all(Array.from({ length: 10 }, hog)).then(
      () => false,
      () => true,
    );
  }
  await first.query(cut);
  await vi.waitFor(async () => expect((await healthOf(nodes.url(0))).degraded.writing).toBeTruthy(), 10_000);
  const minted = await fetch(`${nodes.url(0)}/api/sessions`, {
    method: 'POST',
    headers: { origin: nodes.url(0), 'content-type': 'application/json' },
    body: JSON.stringify({ brand: HOUSE }),
  });
  expect(minted.status).toBe(503);
  expect(Number(minted.headers.get('retry-after'))).toBeGreaterThan(0);
  const sends = Array.from({ length: 20 }, () =>
    one.shopper.raw('entries.append', { conversation: one.conversation, entries: [message('no room')] }),
  );
  for (const answer of await Promise.all(sends)) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'try_again', retryInMs: expect.any(Number) } });
  }
  await Promise.all(hogs.map((client) => client.end().catch(() => {})));
  const said = await say(one.shopper, one.conversation);
  expect(await nodes.ask(`select seq from entries where id = '${said.id}'`)).toHaveLength(1);
  for (const i of [0, 1])
    await vi.waitFor(async () => expect((await healthOf(nodes.url(i))).degraded).toEqual({}), 10_000);
}, 60_000);
