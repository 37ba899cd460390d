import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { Balancer } from '../helpers/balancer.ts';
import { freePort } from '../helpers/free-port.ts';
import {
  CAMILLE,
  freeAt,
  heardEntries,
  message,
  mint,
  Nodes,
  others,
  type ShopperEnd,
  shopperAt,
  staying,
  talk,
} from '../helpers/nodes.ts';

const CHATS = 200;
const WORDS = 4;
const FLOOR = [CAMILLE, ...others('ines.benali', 'julien.moreau', 'naomi.carter')];

let nodes: Nodes;
let balancer: Balancer;
let publicUrl: string;
beforeAll(async () => {
  const port = await freePort();
  publicUrl = `https://localhost:${port}`;
  nodes = await Nodes.start({ env: { TRUST_PROXY: '1', PUBLIC_URL: publicUrl } });
  await nodes.ask('update associates set capacity = 1000');
  const relays = nodes.relays.map((relay) => Number(new URL(relay.url).port));
  balancer = await Balancer.start({ kind: 'haproxy', port, relays });
});
afterAll(async () => {
  await balancer.stop();
  await nodes.stop();
});

interface Talk {
  shopper: ShopperEnd;
  conversation: string;
  /** Ids that were acknowledged. */
  said: string[];
  /** How long she was without a line, each time, in ms. */
  gaps: number[];
  /** Why the line went. */
  reasons: string[];
}

/** A tab that comes back by itself, as the widget does, through the balancer. */
async function come(): Promise<ShopperEnd> {
  const again = { reconnection: true, reconnectionDelay: 300, reconnectionDelayMax: 1_500, rejectUnauthorized: false };
  return shopperAt(balancer.url, await mint(nodes.url(0)), { origin: publicUrl, more: again });
}

function watch(shopper: ShopperEnd, conversation: string): Talk {
  const talk: Talk = { shopper, conversation, said: [], gaps: [], reasons: [] };
  let lostAt = 0;
  shopper.socket.on('disconnect', (reason) => {
    lostAt = performance.now();
    talk.reasons.push(reason);
  });
  shopper.socket.on('snapshot', () => {
    if (lostAt > 0) talk.gaps.push(performance.now() - lostAt);
    lostAt = 0;
  });
  return talk;
}

/** Says one thing until it is acknowledged, under one id. */
async function say(talk: Talk): Promise<void> {
  const id = makeId(Date.now());
  const payload = { conversation: talk.conversation, entries: [{ ...message(`word ${id}`), id }] };
  for (;;) {
    const answer = await talk.shopper.socket
      .timeout(3_000)
      .emitWithAck('entries.append', payload)
      .catch(() => null);
    if (answer?.ok) break;
    await new Promise((go) => setTimeout(go, 100));
  }
  talk.said.push(id);
}

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

it('T17: a relay told to stop with 50 sends in flight answers them, or they are stored once when sent again', async () => {
  const desk = await freeAt(nodes.url(1), CAMILLE);
  const shoppers = await Promise.all(
    Array.from({ length: 5 }, () => mint(nodes.url(0)).then((token) => shopperAt(nodes.url(0), token))),
  );
  const talks = [];
  for (const shopper of shoppers) talks.push({ shopper, ...(await talk(shopper, desk)) });
  const sends = talks.flatMap(({ shopper, conversation }) =>
    Array.from({ length: 10 }, () => {
      const payload = { conversation, entries: [message('in flight')] };
      const answer = shopper.socket.timeout(3_000).emitWithAck('entries.append', payload);
      return { payload, shopper, answer: answer.catch(() => null) };
    }),
  );
  const [relay] = nodes.relays;
  if (!relay) throw new Error('no relay');
  const startedAt = performance.now();
  await relay.kill('SIGTERM');
  expect(performance.now() - startedAt).toBeLessThan(25_000);
  const answers = await Promise.all(sends.map(({ answer }) => answer));
  await relay.start();
  for (const [i, { payload, shopper }] of sends.entries()) {
    if (answers[i]?.ok) continue;
    const again = await shopperAt(nodes.url(1), shopper.token);
    await again.ok('entries.append', payload);
    again.close();
  }
  for (const { payload } of sends) {
    const [draft] = payload.entries;
    expect(await nodes.ask(`select seq from entries where id = '${draft?.id}'`)).toHaveLength(1);
  }
  // Whoever was told to come back was told when, before the line went.
  for (const shopper of shoppers) expect(shopper.told.some((one) => one.event === 'closing')).toBe(true);
  for (const { shopper } of talks) expect(heardEntries(shopper).length).toBeGreaterThan(0);
  for (const end of [desk, ...shoppers]) end.close();
}, 60_000);

it(`T09, T17: two relays restart in turn under ${CHATS} chats: no word is lost, no chat changes hands, nobody waits long`, async () => {
  const desks = await Promise.all(
    FLOOR.map(async (email) =>
      staying(await freeAt(nodes.url(1), email, { more: { reconnection: true, reconnectionDelay: 300 } })),
    ),
  );
  const talks: Talk[] = [];
  await Promise.all(
    desks.map(async (desk) => {
      for (let i = 0; i < CHATS / desks.length; i++) {
        const shopper = await come();
        const { request, ...opened } = await shopper.ok('request.open', {
          ...{ id: makeId(Date.now()), kind: 'chat' as const, locale: 'en', zone: 'Europe/Paris', notice: '1' },
          entries: [message('Bonjour')],
        });
        talks.push(watch(shopper, opened.conversation));
        const accepted = await Promise.race(desks.map((one) => acceptOf(one, request.id)));
        expect(accepted).toBe(true);
      }
      return desk;
    }),
  );
  const holders = await nodes.ask(`select id, holder from requests where state = 'assigned' order by id`);
  expect(holders.length).toBeGreaterThanOrEqual(CHATS);

  const stops: number[] = [];
  const talking = Promise.all(
    talks.map(async (one) => {
      for (let i = 0; i < WORDS || stops.length < 2; i++) {
        await say(one);
        await new Promise((go) => setTimeout(go, 2_000 * Math.random()));
      }
    }),
  );
  for (const relay of nodes.relays) {
    const startedAt = performance.now();
    await relay.kill('SIGTERM');
    stops.push(performance.now() - startedAt);
    expect((await relay.ended()).code).toBe(0);
    await relay.start();
  }
  await talking;

  expect(Math.max(...stops)).toBeLessThan(25_000);
  expect(await nodes.ask(`select id, holder from requests where state = 'assigned' order by id`)).toEqual(holders);
  const stored = await nodes.ask(`select id, count(*)::int as n from entries where kind = 'message' group by id`);
  const times = new Map(stored.map((row) => [row.id, row.n]));
  const said = talks.flatMap((one) => one.said);
  expect(said.filter((id) => times.get(id) !== 1)).toEqual([]);
  expect(stored.filter((row) => row.n !== 1)).toEqual([]);
  const gaps = talks.flatMap((one) => one.gaps);
  expect(gaps.length).toBeGreaterThan(0);
  expect(at(gaps, 0.99)).toBeLessThan(20_000);
  // A socket that the server disconnects would never come back by itself.
  expect(talks.flatMap((one) => one.reasons).filter((reason) => reason === 'io server disconnect')).toEqual([]);
  for (const { shopper } of talks) expect(shopper.socket.connected).toBe(true);
  for (const one of [...desks, ...talks.map(({ shopper }) => shopper)]) one.close();
}, 120_000);

async function acceptOf(desk: Awaited<ReturnType<typeof freeAt>>, request: string): Promise<boolean> {
  const offer = await desk.until(() => desk.heard('offer').find((one) => one.request === request));
  const answer = await desk.raw('offer.accept', { offer: offer.id });
  if (!answer.ok) throw new Error(answer.error.code);
  return true;
}
