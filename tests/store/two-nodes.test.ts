import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { acceptOffer } from '../../server/actions/accept-offer.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import type { Name } from '../helpers/cast.ts';
import { breaches } from '../helpers/invariants.ts';
import { Postgres } from '../helpers/postgres.ts';
import { seeded } from '../helpers/random.ts';
import { type Rig, startRig } from '../helpers/rig.ts';
import { happen } from '../helpers/storm.ts';
import type { StoreHome } from './opened.ts';
import { postgresHome } from './postgres-home.ts';

const seed = Number(process.env.SEED ?? 20261124);
const FIVE: readonly Name[] = ['Camille', 'Luc', 'Sophie', 'Ines', 'Aiko'];
/** One wave rings everybody. */
const ALL_AT_ONCE = { ownAloneMs: 1_000, bestMs: 1_000, fewCount: 10, fewMs: 15_000 };

let server: Postgres;
let home: StoreHome;
let one: Rig;
let two: Rig;
const makeHome = postgresHome(() => server);
beforeAll(async () => {
  server = await Postgres.start();
}, 60_000);
afterAll(() => server.stop());

async function startTwo(policy: object = {}, capacity = 3): Promise<void> {
  one = await startRig({ policy, capacity, open: home.open });
  two = await startRig({ clock: one.clock, open: home.open });
}
beforeEach(async () => {
  home = await makeHome();
});
afterEach(async () => {
  await Promise.all([one.end(), two.end()]);
  await home.end();
});

test('R03: the same id, twenty times at once on two nodes: one row, one seq, twenty equal answers', async () => {
  await startTwo();
  const shopper = await one.shopper();
  const { conversation } = await one.opens(shopper);
  const id = makeId(one.clock.now());
  const entries = [{ id, kind: 'message' as const, v: 1 as const, body: { text: 'once' } }];
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      appendEntries((i % 2 ? one : two).ports, shopper, { conversation, log: 'shared', entries }),
    ),
  );
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await one.store.read.entries({ id })).toHaveLength(1);
});

test('twenty words of two people at once on two nodes: every seq once, without a gap', async () => {
  await startTwo();
  await one.arrives('Camille');
  const shopper = await one.shopper();
  const { conversation, request } = await one.opens(shopper);
  await one.accepts('Camille', request.id);
  const say = (i: number) => {
    const draft = { id: makeId(one.clock.now()), kind: 'message' as const, v: 1 as const, body: { text: `${i}` } };
    const asking = i % 2 ? shopper : one.asks('Camille');
    return appendEntries((i % 4 < 2 ? one : two).ports, asking, { conversation, log: 'shared', entries: [draft] });
  };
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => say(i)));
  expect(answers.map((answer) => answer.ok)).not.toContain(false);
  const seqs = (await one.store.read.entries({ conversation, log: 'shared' }, { by: 'seq' })).map((entry) => entry.seq);
  expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  expect((await one.store.read.one('conversations', { id: conversation }))?.lastSeq).toBe(seqs.length);
});

test('T01: five associates accept at once over two nodes: one has it, four hear by whom it was taken', async () => {
  await startTwo(ALL_AT_ONCE, 10);
  await one.arrives(...FIVE);
  for (let round = 0; round < 5; round++) {
    const { request } = await one.opens(await one.shopper(), { locale: 'en-GB' });
    for (let i = 0; i < 40 && (await one.offers(request.id)).length < 5; i++) await one.passWith(1_000, ...FIVE);
    const ringing = await one.store.read.all('offers', { request: request.id, state: 'open' });
    expect(ringing).toHaveLength(5);
    const answers = await Promise.all(
      ringing.map((offer, i) => {
        const rig = i % 2 ? one : two;
        return acceptOffer(rig.ports, rig.asks(rig.nameOf(offer.associate) as Name), offer.id);
      }),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]));
    expect(codes).toEqual(codes.map(() => 'already_taken'));
    expect(await breaches(one.store)).toEqual([]);
  }
});

test('T18: a storm of accepts, words and absences over two nodes leaves nothing forgotten and no seat lost', async () => {
  await startTwo({}, 2);
  const random = seeded(seed);
  await one.arrives(...FIVE);
  const raced = /nothing rings|not opened|finds no rest/;
  for (let round = 0; round < 60; round++) {
    const moves = Array.from({ length: 6 }, (_, i) => happen(i % 2 ? one : two, random, 40));
    for (const move of await Promise.allSettled(moves)) {
      if (move.status === 'rejected') expect(String(move.reason)).toMatch(raced);
    }
    if (round % 5 === 0) expect(await breaches(one.store), `after round ${round} (seed ${seed})`).toEqual([]);
  }
  for (let i = 0; i < 10; i++) await (i % 2 ? one : two).jump(30_000);
  expect(await breaches(one.store), `seed ${seed}`).toEqual([]);
}, 90_000);

test('what is due is done once, though two nodes look', async () => {
  await startTwo();
  await one.arrives('Camille');
  const { request } = await one.opens(await one.shopper());
  one.clock.forward(40_000);
  await Promise.all([one.sweep(), two.sweep(), one.sweep(), two.sweep()]);
  const missed = [...one.news, ...two.news].filter(
    (told) =>
      told.what === 'event' && told.event === 'offer' && 'state' in told.payload && told.payload.state === 'missed',
  );
  expect(missed).toHaveLength(1);
  expect(await one.store.read.count('offers', { request: request.id, state: 'missed' })).toBe(1);
});
