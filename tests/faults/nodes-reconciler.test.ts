import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { CursorsTold, EntriesTold } from '../../protocol/conversation.ts';
import type { Slots } from '../../protocol/http.ts';
import type { ShopperSnapshot } from '../../protocol/shopper.ts';
import { writerOf } from '../../server/store/postgres.ts';
import {
  ask,
  CAMILLE,
  type DeskEnd,
  deskAt,
  freeAt,
  HELENE,
  HOUSE,
  healthOf,
  hears,
  message,
  Nodes,
  type ShopperEnd,
  shopperAt,
  signIn,
  talk,
} from '../helpers/nodes.ts';
import { call } from '../helpers/rig.ts';

// Redis is away all the while: whatever crosses was asked of the store.
const WITHIN = { timeout: 5_000, interval: 20 };

let nodes: Nodes;
const open: { close(): void }[] = [];
const over: (() => Promise<unknown>)[] = [];
const keep = <E extends { close(): void }>(end: E): E => {
  open.push(end);
  return end;
};
beforeAll(async () => {
  nodes = await Nodes.start();
});
afterAll(() => nodes.stop());
beforeEach(async () => {
  await nodes.redis.stop();
  for (const i of [0, 1]) {
    await vi.waitFor(async () => expect((await healthOf(nodes.url(i))).degraded.redis).toBeTruthy(), 10_000);
  }
});
afterEach(async () => {
  for (const undo of over.splice(0)) await undo();
  for (const end of open.splice(0)) end.close();
});

const callback = (set: object = {}) => ({ ...call(Date.now()), locale: 'en', ...set });

/** A talk between Claire on the first relay and Camille on the second. */
async function start() {
  const camille = keep(await freeAt(nodes.url(1), CAMILLE));
  const claire = keep(await shopperAt(nodes.url(0)));
  const { conversation, request } = await talk(claire, camille);
  // Whoever serves has room again for the next.
  over.push(() => claire.send('request.withdraw', { request }));
  return { camille, claire, conversation, request };
}

/** Where her words do not wait for the connection by which it is read where she stands. */
async function startInTwoLanes(): Promise<Awaited<ReturnType<typeof start>>> {
  const started = await start();
  const { shopper } = snapshots(started.claire)[0] as ShopperSnapshot;
  if (writerOf(shopper) !== writerOf(started.conversation)) return started;
  await started.claire.ok('request.withdraw', { request: started.request });
  return startInTwoLanes();
}

/** A table that nobody else can read until the returned function is called; and whether somebody tries to. */
async function lockTable(table: string) {
  const client = new pg.Client({ connectionString: nodes.postgres.urlOf(nodes.database) });
  await client.connect();
  await client.query(`begin; lock table "${table}" in access exclusive mode`);
  const waits = async () => {
    const { rows } = await client.query('select 1 from pg_locks where not granted');
    return rows.length > 0;
  };
  const unlock = async () => {
    await client.query('commit');
    await client.end();
  };
  return { waits, unlock };
}

const snapshots = (end: ShopperEnd) => end.heard('snapshot') as ShopperSnapshot[];

it('what is said while a page is told anew where it stands comes after that, and is not taken from it again', async () => {
  const { camille, claire, conversation } = await startInTwoLanes();
  // Where she stands cannot be told without reading the number that she gave.
  const { request } = await claire.ok('request.open', callback());
  await claire.ok('request.withdraw', { request: request.id });
  await claire.ok('entries.append', { conversation, entries: [message('Are you there?')] });
  const before = snapshots(claire).length;
  const lock = await lockTable('contacts');
  // Her request is no longer unanswered, which only the store can say here: she is told anew.
  await camille.ok('entries.append', { conversation, entries: [message('I am.')] });
  await vi.waitFor(async () => expect(await lock.waits()).toBe(true), WITHIN);
  const said = [];
  for (const text of ['One', 'Two', 'Three']) {
    said.push(await claire.ok('entries.append', { conversation, entries: [message(text)] }));
  }
  const page = claire.ok('entries.after', { conversation, after: 0 });
  await lock.unlock();
  await claire.until(() => snapshots(claire).length > before);
  for (const { entries } of said) await hears(claire, entries[0]?.id);
  let shown = 0;
  for (const { event, payload } of claire.told) {
    if (event === 'entries') shown = Math.max(shown, ...(payload as EntriesTold).entries.map(({ seq }) => seq));
    if (event === 'snapshot')
      expect((payload as ShopperSnapshot).conversation?.head ?? 0).toBeGreaterThanOrEqual(shown);
  }
  expect((await page).entries.length).toBe(shown);
});

it('R22, S07: what the other has received and read is known within 5 s', async () => {
  const { camille, claire, conversation } = await start();
  const said = await claire.ok('entries.append', { conversation, entries: [message('Have you seen this?')] });
  const seq = said.entries[0]?.seq ?? 0;
  await hears(camille, said.entries[0]?.id);
  const marks = (end: ShopperEnd | DeskEnd, kind: string) =>
    end.told
      .flatMap(({ event, payload }) => (event === 'cursors' ? (payload as CursorsTold).cursors : []))
      .findLast((cursor) => cursor.kind === kind);
  await camille.ok('cursor.move', { conversation, deliveredSeq: seq, readSeq: 0 });
  await claire.until(() => marks(claire, 'associate')?.deliveredSeq === seq);
  expect(marks(claire, 'associate')?.readSeq).toBe(0);
  await camille.ok('cursor.move', { conversation, deliveredSeq: seq, readSeq: seq });
  await claire.until(() => marks(claire, 'associate')?.readSeq === seq);
  await claire.ok('cursor.move', { conversation, deliveredSeq: seq, readSeq: seq - 1 });
  await camille.until(() => marks(camille, 'shopper')?.readSeq === seq - 1);
});

it('S07: a promise that is made, moved and withdrawn stands so on a desk of the other relay within 5 s', async () => {
  const helene = keep(await deskAt(nodes.url(1), await signIn(nodes.url(1), HELENE)));
  const claire = keep(await shopperAt(nodes.url(0)));
  const dueAts = (id: string) =>
    helene
      .heard('snapshot')
      .at(-1)
      ?.promises.flatMap((promise) => (promise.request === id ? promise.dueAt : []));
  const query = new URLSearchParams({ brand: HOUSE, zone: 'Europe/Paris', language: 'en' });
  const asked = await fetch(`${nodes.url(0)}/api/slots?${query}`, { headers: { origin: nodes.url(0) } });
  const { place, days } = (await asked.json()) as Slots;
  const [one, two] = days.flatMap(({ slots }) => slots);
  if (!one || !two) throw new Error('there are no slots');
  const at = (startAt: number) => ({ kind: 'slot' as const, place: place?.id ?? '', startAt });
  const { request } = await claire.ok('request.open', callback({ when: at(one.startAt) }));
  await vi.waitFor(() => expect(dueAts(request.id)).toEqual([one.startAt]), WITHIN);
  await claire.ok('request.move', { request: request.id, when: at(two.startAt) });
  await vi.waitFor(() => expect(dueAts(request.id)).toEqual([two.startAt]), WITHIN);
  await claire.ok('request.withdraw', { request: request.id });
  await vi.waitFor(() => expect(dueAts(request.id)).toEqual([]), WITHIN);
});

it('S07: the name that she gives stands on the card of whoever serves her on the other relay', async () => {
  const { camille, claire, conversation } = await start();
  const { request } = await claire.ok('request.open', callback({ name: 'Claire de Lune' }));
  const names = () =>
    camille
      .heard('snapshot')
      .at(-1)
      ?.held.flatMap((card) => (card.id === conversation ? card.shopper.name : []));
  await vi.waitFor(() => expect(names()).toEqual(['Claire de Lune']), WITHIN);
  await claire.ok('request.withdraw', { request: request.id });
});

it('what one tab is told as it comes is not kept from her other tab, which was here before', async () => {
  const { claire, request } = await start();
  const elsewhere = keep(await shopperAt(nodes.url(1), claire.token));
  await elsewhere.ok('request.withdraw', { request });
  const late = keep(await shopperAt(nodes.url(0), claire.token));
  const ends = (end: ShopperEnd) =>
    [...end.heard('request'), ...snapshots(end).flatMap((one) => one.requests)].some(
      (one) => one.id === request && one.state === 'withdrawn',
    );
  expect(ends(late)).toBe(true);
  await claire.until(() => ends(claire));
});

it('S07: a thread that she reads again on a relay that never heard of it goes on there within 5 s', async () => {
  const camille = keep(await freeAt(nodes.url(1), CAMILLE));
  const claire = keep(await shopperAt(nodes.url(1)));
  const { conversation, request } = await talk(claire, camille);
  await claire.ok('request.withdraw', { request });
  camille.close();
  // She held it; now it is only open on her screen.
  const later = keep(await deskAt(nodes.url(0), await signIn(nodes.url(0), CAMILLE)));
  await later.ok('conversations.open', { conversation });
  await later.ok('entries.after', { conversation });
  const { request: again } = await claire.ok('request.open', ask());
  over.push(() => claire.send('request.withdraw', { request: again.id }));
  const said = await claire.ok('entries.append', { conversation, entries: [message('One more thing')] });
  await hears(later, said.entries[0]?.id);
});
