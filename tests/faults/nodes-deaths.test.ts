import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import {
  ask,
  CAMILLE,
  freeAt,
  message,
  Nodes,
  others,
  ringing,
  type Servers,
  shopperAt,
  startServers,
  stopServers,
  talk,
} from '../helpers/nodes.ts';

const [INES = '', AIKO = ''] = others('ines.benali', 'naomi.carter');

let nodes: Nodes;
const open: { close(): void }[] = [];
const keep = <E extends { close(): void }>(end: E): E => {
  open.push(end);
  return end;
};
let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => stopServers(servers));
beforeEach(async () => {
  nodes = await Nodes.start({ servers });
});
afterEach(async () => {
  for (const end of open.splice(0)) end.close();
  await nodes.stop();
});

/** What the database's clock says, ms. */
async function databaseNow(): Promise<number> {
  const [row] = await nodes.ask(`select round(extract(epoch from clock_timestamp()) * 1000)::float8 as now`);
  return Number(row?.now);
}

const relay = (i: number) => {
  const found = nodes.relays[i];
  if (!found) throw new Error(`no relay ${i}`);
  return found;
};

it('T04: the relay that made an offer is killed: it expires on the other within 5 s of its time', async () => {
  const camille = keep(await freeAt(nodes.url(1), CAMILLE));
  const claire = keep(await shopperAt(nodes.url(0)));
  const { request } = await claire.ok('request.open', ask());
  const offer = await ringing(camille, request.id);
  await relay(0).kill('SIGKILL');
  await relay(1).forward(24_000);
  expect(camille.heard('offer').filter((one) => one.id === offer.id && one.state !== 'open')).toEqual([]);
  const dueAt = performance.now();
  await relay(1).forward(2_000);
  await camille.until(() => camille.heard('offer').find((one) => one.id === offer.id && one.state === 'missed'));
  expect(performance.now() - dueAt).toBeLessThan(5_000);
});

it('T06, T07: an associate falls silent while she serves: the shopper is told honestly, others are asked, nobody is a ghost', async () => {
  const camille = keep(await freeAt(nodes.url(0), CAMILLE));
  const shoppers = [];
  for (let i = 0; i < 2; i++) {
    const shopper = keep(await shopperAt(nodes.url(1)));
    shoppers.push({ shopper, ...(await talk(shopper, camille)) });
  }
  for (const { shopper, conversation } of shoppers) {
    await shopper.ok('entries.append', { conversation, entries: [message('Are you there?')] });
  }
  const ines = keep(await freeAt(nodes.url(1), INES));
  // Her relay dies with her line; nobody renews her lease.
  await relay(0).kill('SIGKILL');
  await relay(1).forward(31_000);
  await ines.ok('lease.renew', {});
  for (const { shopper, request } of shoppers) {
    await shopper.until(() => shopper.heard('request').find((one) => one.id === request && one.away));
  }
  expect(await nodes.ask(`select "lostAt" is not null as lost from associates where email = '${CAMILLE}'`)).toEqual([
    { lost: true },
  ]);
  const held = new Set<string>();
  for (let i = 0; i < 12 && held.size < 2; i++) {
    await relay(1).forward(15_000);
    await ines.ok('lease.renew', { here: true });
    const [rings] = await nodes.ask(
      `select offers.id, request from offers join associates on associates.id = associate
       where state = 'open' and email = '${INES}'`,
    );
    if (!rings) continue;
    await ines.ok('offer.accept', { offer: String(rings.id) });
    held.add(String(rings.request));
  }
  expect([...held].sort()).toEqual(shoppers.map(({ request }) => request).sort());
});

it('what ran through an outage is lengthened by it once, and only when no relay ran', async () => {
  const camille = keep(await freeAt(nodes.url(1), CAMILLE));
  const claire = keep(await shopperAt(nodes.url(1)));
  const { request } = await claire.ok('request.open', ask());
  await ringing(camille, request.id);
  const expiry = async () => {
    const [row] = await nodes.ask(`select "expiresAt"::float8 as at from offers where request = '${request.id}'`);
    return Number(row?.at);
  };
  const before = await expiry();
  // One of two was away for long: nobody was without a relay.
  await relay(0).kill('SIGKILL');
  await nodes.ask(`update alive set at = at - 60000 where node like '%:${relay(0).pid}'`);
  await relay(0).start();
  expect(await expiry()).toBe(before);

  const pids = nodes.relays.map((one) => one.pid);
  await Promise.all(nodes.relays.map((one) => one.kill('SIGKILL')));
  await nodes.ask(`update alive set at = at - 60000`);
  // The gap goes from the last word of any relay to the moment it is mended, both by the database's clock.
  const [last] = await nodes.ask(`select max(at)::float8 as at from alive`);
  const longest = async () => (await databaseNow()) - Number(last?.at);
  const atLeast = await longest();
  expect(atLeast).toBeGreaterThan(60_000);
  await Promise.all(nodes.relays.map((one) => one.start()));
  expect(nodes.relays.map((one) => one.pid)).not.toEqual(pids);
  const later = (await expiry()) - before;
  expect(later).toBeGreaterThanOrEqual(atLeast);
  expect(later).toBeLessThanOrEqual(await longest());
});

it('a relay that starts beside another never runs ahead of the database, by whose clock it speaks', async () => {
  // Another one's last word, from a moment that is still to come for whoever asks.
  await nodes.ask(`update alive set at = at + 30000`);
  await relay(0).kill('SIGKILL');
  await relay(0).start();
  const claire = keep(await shopperAt(nodes.url(0)));
  const told = claire.heard('snapshot')[0]?.now;
  expect(told).toBeLessThanOrEqual(await databaseNow());
});

it('R03: two relays die in turns while an associate of a third speaks: each word stands once', async () => {
  await nodes.add();
  const naomi = keep(await freeAt(nodes.url(2), AIKO));
  const claire = keep(await shopperAt(nodes.url(0)));
  const { conversation } = await talk(claire, naomi);
  const draft = message('once, whoever asks');
  const same = { conversation, entries: [draft] };
  const tabs = [claire];
  for (const i of [0, 1, 1, 2]) tabs.push(keep(await shopperAt(nodes.url(i), claire.token)));
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => tabs[i % tabs.length]?.ok('entries.append', same)),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer?.entries))).size).toBe(1);
  await relay(0).kill('SIGKILL');
  await relay(1).kill('SIGKILL');
  await relay(1).start();
  const again = keep(await shopperAt(nodes.url(1), claire.token));
  expect((await again.ok('entries.append', same)).entries).toEqual(answers[0]?.entries);
  expect(await nodes.ask(`select seq from entries where id = '${draft.id}'`)).toHaveLength(1);
  await vi.waitFor(() => expect(naomi.heard('entries').length).toBeGreaterThan(0), 5_000);
});
