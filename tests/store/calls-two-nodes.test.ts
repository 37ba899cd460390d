import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openRequestSchema } from '../../protocol/requests.ts';
import { moveRequest } from '../../server/actions/move-request.ts';
import { openRequest } from '../../server/actions/open-request.ts';
import type { Answered, ShopperAsking } from '../../server/actions/ports.ts';
import { takePromise } from '../../server/actions/take-promise.ts';
import { withdrawRequest } from '../../server/actions/withdraw-request.ts';
import type { CallLimits } from '../../server/domain/call-caps.ts';
import { breaches } from '../helpers/invariants.ts';
import { Postgres } from '../helpers/postgres.ts';
import { call, type Rig, startRig } from '../helpers/rig.ts';
import type { StoreHome } from './opened.ts';
import { postgresHome } from './postgres-home.ts';

/* Calls asked for at once of two relays on one Postgres: the caps are the house's, not a relay's. */
const LIMITS: CallLimits = {
  ...{ perNumberAtOnce: 1, perNumberPerDay: 3, perPersonPerDay: 6, perAddressPerDay: 10, perRangePerDay: 20 },
};
const DAY = 24 * 3600_000;

let server: Postgres;
let home: StoreHome;
let nodes: [Rig, Rig];
const makeHome = postgresHome(() => server);
beforeAll(async () => {
  server = await Postgres.start();
}, 60_000);
afterAll(() => server.stop());
beforeEach(start);
afterEach(end);

async function start(): Promise<void> {
  home = await makeHome();
  const one = await startRig({ capacity: 10, open: home.open });
  const two = await startRig({ clock: one.clock, open: home.open });
  nodes = [one, two];
  for (const { ports } of nodes) ports.calls = { limits: LIMITS, note: () => undefined };
}
async function end(): Promise<void> {
  expect(await breaches(nodes[0].store)).toEqual([]);
  for (const node of nodes) await node.end();
  await home.end();
}

const nodeOf = (i: number): Rig => nodes[i % 2 === 0 ? 0 : 1];
/** The nth of many who ask at once: every second one at the other relay. Who is told to ask again does, by the same id. */
async function asks(i: number, who: ShopperAsking, set: object = {}): Promise<Awaited<ReturnType<typeof openRequest>>> {
  const { ports, clock } = nodeOf(i);
  const input = openRequestSchema.parse(call(clock.now(), set));
  for (;;) {
    const answer = await openRequest(ports, who, input);
    if (answer.ok || answer.error.code !== 'try_again') return answer;
  }
}
const people = (count: number, address = (i: number) => `10.0.0.${i}`) =>
  Promise.all(Array.from({ length: count }, async (_, i) => ({ ...(await nodes[0].shopper()), address: address(i) })));
const numberOf = (i: number) => `+336${10_000_000 + i * 1_001}`;
const slot = (days: number) => ({
  when: { kind: 'slot' as const, place: 'paris', startAt: nodes[0].clock.now() + days * DAY },
});

/** How often each answer came. */
function told(answers: readonly Answered<object>[]): Record<string, number> {
  const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
  return Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]));
}
const stand = () => nodes[0].store.read.count('requests', {});

test('one number, by twelve people at once on two relays: it stands once', async () => {
  const all = await people(12);
  const answers = await Promise.all(all.map((who, i) => asks(i, who)));
  expect(told(answers)).toEqual({ ok: 1, call_not_possible: 11 });
  expect(await stand()).toBe(1);
});

test('one person, twelve times at once on two relays: she has one call, and is told which', async () => {
  const [she] = await people(1);
  if (!she) throw new Error('nobody');
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) => asks(i, { ...she, address: `10.1.0.${i}` }, { phone: numberOf(i) })),
  );
  expect(told(answers)).toEqual({ ok: 1, call_stands: 11 });
  const [first] = answers.flatMap((answer) => (answer.ok ? [answer.request.id] : []));
  for (const answer of answers) if (!answer.ok) expect(answer.error).toMatchObject({ id: first });
  expect(await stand()).toBe(1);
});

test('one address and one range, by thirty people at once on two relays: so many as are let, and no more', async () => {
  const oneAddress = await people(14, () => '198.51.100.7');
  const byAddress = await Promise.all(oneAddress.map((who, i) => asks(i, who, { phone: numberOf(i) })));
  expect(told(byAddress)).toEqual({ ok: 10, call_not_possible: 4 });
  const many = await people(30);
  const byRange = await Promise.all(many.map((who, i) => asks(i, who, { phone: `+33699555${100 + i}` })));
  expect(told(byRange)).toEqual({ ok: 20, call_not_possible: 10 });
  expect(await stand()).toBe(30);
});

test('two calls of two people moved at once to one day of their number: one of them goes', async () => {
  const [she, he] = await people(2);
  if (!she || !he) throw new Error('nobody');
  const hers = await asks(0, she, slot(1));
  const his = await asks(1, he, slot(2));
  if (!hers.ok || !his.ok) throw new Error('not asked');
  const moved = await Promise.all([
    moveRequest(nodeOf(0).ports, she, { request: hers.request.id, ...slot(3) }),
    moveRequest(nodeOf(1).ports, he, { request: his.request.id, ...slot(3) }),
  ]);
  expect(told(moved)).toEqual({ ok: 1, slot_closed: 1 });
  expect(await stand()).toBe(2);
});

test('a place that a withdrawn call left is taken once, though both relays see it free', async () => {
  const [first, ...others] = await people(9);
  if (!first) throw new Error('nobody');
  const asked = await asks(0, first);
  if (!asked.ok) throw new Error('not asked');
  await withdrawRequest(nodeOf(1).ports, first, asked.request.id);
  expect(told(await Promise.all(others.map((who, i) => asks(i, who))))).toEqual({ ok: 1, call_not_possible: 7 });
});

test('a promise taken by hand by two people on two relays is one person’s, and the other is told whose', async () => {
  await nodes[0].store.commit('reach', async (tx) => {
    await tx.update('associates', { id: nodes[0].asks('Luc').id }, { reach: 'house' });
    return { ok: true };
  });
  for (const round of [0, 1, 2, 3, 4, 5]) {
    const [she] = await people(1);
    if (!she) throw new Error('nobody');
    const asked = await asks(round, she, { phone: numberOf(100 + round) });
    if (!asked.ok) throw new Error(asked.error.code);
    const { promise } = await nodes[0].request(asked.request.id);
    const takes = await Promise.all(
      (['Ines', 'Luc'] as const).map((name, i) =>
        takePromise(nodeOf(i + round).ports, nodeOf(i).asks(name), promise ?? ''),
      ),
    );
    const { holder } = await nodes[1].request(asked.request.id);
    expect(told(takes)).toEqual({ ok: 1, already_taken: 1 });
    expect(takes.find((answer) => !answer.ok)).toMatchObject({ error: { by: nodes[0].nameOf(holder) } });
    expect(await nodes[0].store.read.count('assignments', { request: asked.request.id })).toBe(1);
  }
});
