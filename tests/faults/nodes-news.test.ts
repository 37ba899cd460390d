import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  ask,
  CAMILLE,
  deskAt,
  freeAt,
  HELENE,
  healthOf,
  heardEntries,
  hears,
  message,
  Nodes,
  ringing,
  shopperAt,
  signIn,
  signOut,
  talk,
} from '../helpers/nodes.ts';

let nodes: Nodes;
const open: { close(): void }[] = [];
const keep = <E extends { close(): void }>(end: E): E => {
  open.push(end);
  return end;
};
beforeAll(async () => {
  nodes = await Nodes.start();
});
afterAll(() => nodes.stop());
afterEach(async () => {
  for (const end of open.splice(0)) end.close();
});

/** Newest last, as numbers of seq. */
const seqs = (end: Parameters<typeof heardEntries>[0]): number[] => heardEntries(end).map((entry) => entry.seq);

describe('two relays with a Redis between them', () => {
  it('an offer rings on the other relay, and what is said crosses both ways in seq order', async () => {
    const camille = keep(await freeAt(nodes.url(1), CAMILLE));
    const claire = keep(await shopperAt(nodes.url(0)));
    const { conversation, request } = await talk(claire, camille);
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const from = i % 2 ? claire : camille;
        return from.ok('entries.append', { conversation, entries: [message(`${i}`)] });
      }),
    );
    for (const { entries } of said) for (const end of [claire, camille]) await hears(end, entries[0]?.id);
    for (const end of [claire, camille]) expect(seqs(end)).toEqual([...seqs(end)].sort((a, b) => a - b));
    expect(new Set(seqs(claire)).size).toBe(seqs(claire).length);
    await claire.ok('request.withdraw', { request });
    const page = await claire.ok('entries.after', { conversation, after: 0 });
    expect(page.entries.map((entry) => entry.seq)).toEqual(page.entries.map((_, i) => i + 1));
  });

  it('A03: signed out on one relay, her socket on the other is gone', async () => {
    const cookie = await signIn(nodes.url(0), HELENE);
    const desk = keep(await deskAt(nodes.url(1), cookie));
    await signOut(nodes.url(0), cookie);
    await desk.until(() => desk.heard('signed_out').length > 0 && !desk.socket.connected);
  });
});

describe('S07: with Redis away', () => {
  it('both relays run on, offers ring and words cross within 5 s; with it back, news is quick again', async () => {
    const camille = keep(await freeAt(nodes.url(1), CAMILLE));
    const claire = keep(await shopperAt(nodes.url(0)));
    const here = keep(await shopperAt(nodes.url(0), claire.token));
    await nodes.redis.stop();
    await vi.waitFor(async () => expect((await healthOf(nodes.url(0))).degraded.redis).toBeTruthy(), 5_000);

    const askedAt = performance.now();
    const { conversation } = await talk(claire, camille);
    expect(performance.now() - askedAt).toBeLessThan(6_000);
    for (let i = 0; i < 3; i++) {
      const saidAt = performance.now();
      const from = i % 2 ? claire : camille;
      const said = await from.ok('entries.append', { conversation, entries: [message(`without ${i}`)] });
      await hears(i % 2 ? camille : claire, said.entries[0]?.id);
      expect(performance.now() - saidAt).toBeLessThan(5_000);
    }
    // Two tabs on one node notice nothing.
    const saidAt = performance.now();
    const said = await claire.ok('entries.append', { conversation, entries: [message('to my other tab')] });
    await hears(here, said.entries[0]?.id);
    expect(performance.now() - saidAt).toBeLessThan(1_500);

    await nodes.redis.start();
    await nodes.redis.ask('FLUSHALL');
    for (const i of [0, 1]) {
      await vi.waitFor(async () => expect((await healthOf(nodes.url(i))).degraded).toEqual({}), 10_000);
    }
    const again = await camille.ok('entries.append', { conversation, entries: [message('with it again')] });
    await hears(claire, again.entries[0]?.id);
    for (const end of [claire, camille]) expect(new Set(seqs(end)).size).toBe(seqs(end).length);
    for (const end of [claire, camille]) expect(seqs(end)).toEqual([...seqs(end)].sort((a, b) => a - b));
    expect(nodes.relays.map((relay) => relay.pid)).toHaveLength(2);
  }, 60_000);

  it('a session that is over elsewhere ends here too', async () => {
    await nodes.redis.stop();
    const cookie = await signIn(nodes.url(0), HELENE);
    const desk = keep(await deskAt(nodes.url(1), cookie));
    await signOut(nodes.url(0), cookie);
    await desk.until(() => desk.heard('signed_out').length > 0);
    await nodes.redis.start();
    await vi.waitFor(async () => expect((await healthOf(nodes.url(1))).degraded).toEqual({}), 10_000);
  }, 60_000);
});

it('S07: a Redis that hangs, and one that was emptied, delay nothing by more than 5 s, and double nothing', async () => {
  const camille = keep(await freeAt(nodes.url(1), CAMILLE));
  const claire = keep(await shopperAt(nodes.url(0)));
  const { conversation, request } = await talk(claire, camille);
  await nodes.redis.ask('FLUSHALL');
  const say = async (text: string) => {
    const saidAt = performance.now();
    const said = await camille.ok('entries.append', { conversation, entries: [message(text)] });
    await hears(claire, said.entries[0]?.id);
    return performance.now() - saidAt;
  };
  expect(await say('after it was emptied')).toBeLessThan(1_500);
  process.kill(nodes.redis.pid, 'SIGSTOP');
  for (let i = 0; i < 3; i++) expect(await say(`while it hangs ${i}`)).toBeLessThan(5_000);
  expect((await healthOf(nodes.url(0))).degraded.redis).toBeTruthy();
  process.kill(nodes.redis.pid, 'SIGCONT');
  await vi.waitFor(async () => expect((await healthOf(nodes.url(0))).degraded).toEqual({}), 10_000);
  expect(await say('when it goes on')).toBeLessThan(1_500);
  expect(new Set(seqs(claire)).size).toBe(seqs(claire).length);
  expect(seqs(claire)).toEqual([...seqs(claire)].sort((a, b) => a - b));
  await claire.ok('request.withdraw', { request });
}, 60_000);

it('a desk that connects in the midst of offers has every offer that stands, and none that does not', async () => {
  const camille = keep(await freeAt(nodes.url(1), CAMILLE));
  const cookie = await signIn(nodes.url(0), CAMILLE);
  const shoppers = await Promise.all(Array.from({ length: 4 }, () => shopperAt(nodes.url(0))));
  shoppers.forEach(keep);
  const desks = [];
  for (const shopper of shoppers) {
    const opening = shopper.ok('request.open', ask());
    desks.push(keep(await deskAt(nodes.url(1), cookie)));
    const { request } = await opening;
    const offer = await ringing(camille, request.id);
    for (const desk of desks) expect((await ringing(desk, request.id)).id).toBe(offer.id);
    for (const desk of desks) expect(desk.told[0]?.event).toBe('snapshot');
    await shopper.ok('request.withdraw', { request: request.id });
  }
}, 60_000);
