import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EntriesTold } from '../../protocol/conversation.ts';
import {
  ask,
  CAMILLE,
  type DeskEnd,
  deskAt,
  freeAt,
  HELENE,
  healthOf,
  heardEntries,
  hears,
  message,
  Nodes,
  ringing,
  type ShopperEnd,
  shopperAt,
  signIn,
  signOut,
  talk,
} from '../helpers/nodes.ts';
import { soakMinutes } from './history/soak.ts';

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

const seqsIn = (end: ShopperEnd | DeskEnd, conversation: string): number[] =>
  end.told.flatMap(({ event, payload }) => {
    const told = payload as EntriesTold;
    return event === 'entries' && told.conversation === conversation ? told.entries.map(({ seq }) => seq) : [];
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

describe('P01: what Redis keeps of a person', () => {
  it('nothing: names and words pass through it, and no key and no log of its own holds them, to be erased or struck', async () => {
    // Every command is written down as one that was slow.
    for (const [name, value] of [
      ['slowlog-log-slower-than', '0'],
      ['slowlog-max-len', '100000'],
    ])
      expect(await nodes.redis.ask(`CONFIG SET ${name} ${value}`)).toBe('+OK');
    const camille = keep(await freeAt(nodes.url(1), CAMILLE));
    const claire = keep(await shopperAt(nodes.url(0)));
    const opened = await claire.ok('request.open', { ...ask(), name: 'CanaryName', entries: [message('CanaryFirst')] });
    const offer = await ringing(camille, opened.request.id);
    expect(JSON.stringify(offer)).toMatch(/CanaryName.*CanaryFirst/);
    await camille.ok('offer.accept', { offer: offer.id });
    const { conversation } = opened;
    const said = await claire.ok('entries.append', { conversation, entries: [message('CanaryWord')] });
    await hears(camille, said.entries[0]?.id);
    await claire.ok('typing', { conversation, on: true });
    await camille.until(() => JSON.stringify(camille.told).includes('typing'));

    expect(await nodes.redis.all('KEYS *')).toBe('*0\r\n+OK\r\n');
    const log = await nodes.redis.all('SLOWLOG GET -1');
    expect(log).toContain('PUBLISH');
    expect(log).not.toContain('Canary');
    expect(await nodes.redis.ask('CONFIG SET slowlog-log-slower-than 10000')).toBe('+OK');
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

  /** What was told to an end, and when. */
  function timesAt(end: ShopperEnd | DeskEnd) {
    const times = new Map<string, number>();
    end.socket.on('entries', ({ entries }: EntriesTold) => {
      for (const { id } of entries) times.set(id, performance.now());
    });
    return times;
  }

  /** A talk across the relays that goes on for five minutes, in steps of ten seconds. */
  async function talkFor5Min(step: (camille: DeskEnd) => Promise<unknown>): Promise<void> {
    const camille = keep(await freeAt(nodes.url(1), CAMILLE));
    const claire = keep(await shopperAt(nodes.url(0)));
    const { conversation, request } = await talk(claire, camille);
    const pids = nodes.relays.map((relay) => relay.pid);
    const heard = { claire: timesAt(claire), camille: timesAt(camille) };
    await nodes.redis.stop();
    for (const i of [0, 1]) {
      await vi.waitFor(async () => expect((await healthOf(nodes.url(i))).degraded.redis).toBeTruthy(), 20_000);
    }
    for (let steps = 1; steps <= 30; steps++) {
      const say = async (from: ShopperEnd | DeskEnd, to: Map<string, number>) => {
        const entries = [message(`word ${steps}`)];
        const saidAt = performance.now();
        await (from as ShopperEnd).ok('entries.append', { conversation, entries });
        return { id: entries[0]?.id ?? '', saidAt, to };
      };
      const said = [await say(claire, heard.camille), await say(camille, heard.claire)];
      await step(camille);
      if (steps % 5 > 0) continue;
      for (const { id, saidAt, to } of said) {
        await vi.waitFor(() => expect(to.has(id)).toBe(true), { timeout: 20_000, interval: 20 });
        expect((to.get(id) ?? 0) - saidAt).toBeLessThan(5_000);
      }
      for (const i of [0, 1]) expect((await healthOf(nodes.url(i))).degraded.redis).toBeTruthy();
    }
    // Everything crossed once and in order, and neither of them was thought away.
    for (const end of [claire, camille]) {
      const words = heardEntries(end).filter(
        (entry) => entry.kind === 'message' && entry.body?.text.startsWith('word'),
      );
      expect(words).toHaveLength(60);
    }
    for (const end of [claire, camille]) {
      // Her other conversations go on meanwhile.
      const own = seqsIn(end, conversation);
      expect(own).toEqual(own.map((_, i) => (own[0] ?? 0) + i));
    }
    const held = await nodes.ask(`select "holder" from "requests" where "id" = '${request}'`);
    expect(held).toEqual([{ holder: camille.heard('snapshot')[0]?.me.id }]);
    await nodes.redis.start();
    for (const i of [0, 1]) {
      await vi.waitFor(async () => expect((await healthOf(nodes.url(i))).degraded).toEqual({}), 20_000);
    }
    expect(nodes.relays.map((relay) => relay.pid)).toEqual(pids);
    await claire.ok('request.withdraw', { request });
  }

  const STEP_MS = 10_000;

  it('for five minutes by a moved clock: every word crosses within 5 s, nobody is thought away, no process ends', async () => {
    await talkFor5Min(async (camille) => {
      for (const relay of nodes.relays) await relay.forward(STEP_MS);
      await camille.ok('lease.renew', { here: true });
    });
  }, 180_000);

  it.runIf(soakMinutes > 0)(
    'for five minutes: the same',
    async () => {
      await talkFor5Min(async (camille) => {
        await new Promise((go) => setTimeout(go, STEP_MS));
        await camille.ok('lease.renew', { here: true });
      });
    },
    600_000,
  );

  it('back before anybody has noticed, what was told meanwhile crosses within 5 s all the same', async () => {
    const camille = keep(await freeAt(nodes.url(1), CAMILLE));
    const claire = keep(await shopperAt(nodes.url(0)));
    await nodes.redis.stop();
    const { request } = await claire.ok('request.open', ask());
    await nodes.redis.start();
    await ringing(camille, request.id);
    await claire.ok('request.withdraw', { request: request.id });
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
