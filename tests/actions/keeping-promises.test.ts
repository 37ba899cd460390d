import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type House, houseSchema } from '../../protocol/house.ts';
import { openRequestSchema } from '../../protocol/requests.ts';
import { appendEntries } from '../../server/actions/append-entries.ts';
import { applyHouse } from '../../server/actions/apply-house.ts';
import { listRequests } from '../../server/actions/list-requests.ts';
import { markCall } from '../../server/actions/mark-call.ts';
import { markDone } from '../../server/actions/mark-done.ts';
import { openRequest } from '../../server/actions/open-request.ts';
import { pageEnded, pagePromises } from '../../server/actions/read-desk.ts';
import { readPresence } from '../../server/actions/read-presence.ts';
import { readSlots } from '../../server/actions/read-slots.ts';
import { houseState } from '../../server/actions/steps/house-state.ts';
import { takePromise } from '../../server/actions/take-promise.ts';
import { MAISON, type Name, START_AT } from '../helpers/cast.ts';
import { breaches } from '../helpers/invariants.ts';
import { call, chat, type Rig, startRig } from '../helpers/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(async () => {
  expect(await breaches(rig.store)).toEqual([]);
  await rig.end();
});

const HOUR = 3600_000;
const ALL = { from: 0, to: 9e15 };

async function apply(change: (house: House) => House): Promise<void> {
  const state = await houseState(rig.store.read, MAISON);
  if (!state) throw new Error('no house');
  const { name, language, origins, policy, notice, places, people } = state;
  const house = houseSchema.parse({ brand: { id: MAISON, name, language }, origins, policy, notice, places, people });
  const answer = await applyHouse(rig.ports, { house: change(house), portraits: new Map() });
  expect(answer).toMatchObject({ ok: true, problems: [] });
}
const without = (firstName: string) => (house: House) => ({
  ...house,
  people: house.people.filter((person) => person.firstName !== firstName),
});
const listed = async (name: Name) => {
  const page = await pagePromises(rig.ports, rig.asks(name), ALL);
  if (!page.ok) throw new Error(page.error.code);
  return page.promises;
};
const mine = async (asking: Awaited<ReturnType<Rig['shopper']>>) => {
  const told = await listRequests(rig.ports, asking);
  if (!told.ok) throw new Error(told.error.code);
  return told.requests;
};

describe('nothing is promised that nobody can keep', () => {
  test('a message in a language that nobody writes has no time, is told so, and waits to be taken by hand', async () => {
    await rig.arrives('Camille', 'Luc');
    const shopper = await rig.shopper();
    const { request, conversation } = await rig.opens(shopper, {
      ...chat(rig.clock.now(), 'Bom dia'),
      locale: 'pt-BR',
    });
    const said = {
      kind: 'left_message',
      state: 'later',
      dueAt: null,
      place: null,
      nobody: { kind: 'never', why: 'language' },
    };
    expect(request).toMatchObject(said);
    expect(await rig.store.read.entries({ conversation, kind: 'promised' })).toEqual([]);
    await rig.passWith(60_000, 'Camille', 'Luc');
    await rig.jump(24 * HOUR);
    expect((await mine(shopper))[0]).toMatchObject(said);
    expect(await rig.offers(request.id)).toEqual([]);
    // A manager sees it, and so does whoever might take it; nothing of it is broken that was never promised.
    for (const name of ['Ines', 'Camille'] as const) {
      expect(await listed(name)).toMatchObject([
        { never: 'language', holder: null, brokenAt: null, language: 'pt-BR' },
      ]);
    }
    const [promise] = await listed('Ines');
    const taken = await takePromise(rig.ports, rig.asks('Ines'), promise?.id ?? '');
    expect(taken).toMatchObject({ ok: true, card: { writable: true, request: { state: 'assigned' } } });
    expect((await mine(shopper))[0]).toMatchObject({ nobody: null, holder: { name: 'Ines' } });
    expect(await listed('Camille')).toEqual([]);
  });

  test('what becomes impossible is said at once, and promised again when somebody can', async () => {
    const shopper = await rig.shopper();
    const { request } = await rig.opens(shopper, { ...chat(rig.clock.now()), locale: 'it' });
    expect(request).toMatchObject({ kind: 'left_message', nobody: null, place: { id: 'paris' } });
    const caller = await rig.shopper();
    const at = { kind: 'slot', place: 'paris', startAt: START_AT + 4 * HOUR };
    const called = await rig.opens(caller, call(rig.clock.now(), { locale: 'it', when: at }));
    await apply(without('Sophie'));
    const never = { kind: 'never', why: 'language' };
    expect((await mine(shopper))[0]).toMatchObject({ dueAt: null, nobody: never });
    expect((await mine(caller))[0]).toMatchObject({ id: called.request.id, dueAt: at.startAt, nobody: never });
    expect((await listed('Ines')).map((promise) => promise.never)).toEqual(['language', 'language']);
    await apply((house) => ({
      ...house,
      people: house.people.map((one) => (one.firstName === 'Luc' ? { ...one, languages: ['fr', 'it'] } : one)),
    }));
    expect((await mine(shopper))[0]).toMatchObject({ nobody: null, place: { id: 'paris' }, dueAt: expect.any(Number) });
    await rig.jump(4 * HOUR - 300_000);
    await rig.arrives('Luc');
    await rig.sweep();
    expect(await rig.offerTo('Luc', called.request.id)).not.toBeNull();
  });

  test('a call that nobody can make, or for which no hour suits both, is refused and nothing is kept (case 22)', async () => {
    for (const set of [{ locale: 'pt' }, { zone: 'Pacific/Kiritimati', locale: 'it', country: 'FR' }]) {
      await apply((house) => ({
        ...house,
        places: house.places.map((place) => ({ ...place, hours: { ...place.hours, ...hours('11:00-17:00') } })),
      }));
      const parsed = openRequestSchema.parse(call(rig.clock.now(), set));
      const answer = await openRequest(rig.ports, await rig.shopper(), parsed);
      expect(answer).toMatchObject({ ok: false, error: { code: 'no_time', field: 'when' } });
    }
    expect(await rig.store.read.count('requests', {})).toBe(0);
    expect(await rig.store.read.count('contacts', {})).toBe(0);
  });

  test('a house by appointment promises no hour, and whoever comes is asked', async () => {
    await apply((house) => ({
      ...house,
      places: house.places.map((place) => ({ ...place, hours: { ...place.hours, ...hours() } })),
    }));
    const shopper = await rig.shopper();
    const { request } = await rig.opens(shopper);
    expect(request).toMatchObject({ kind: 'left_message', dueAt: null, nobody: { kind: 'never', why: 'hours' } });
    await rig.arrives('Camille');
    await rig.sweep();
    expect(await rig.accepts('Camille', request.id)).toMatchObject({ ok: true });
  });

  test('with presence kept to itself, the times tell nothing of who is there', async () => {
    await apply((house) => ({ ...house, policy: { ...house.policy, presence: false } }));
    for (const at of [START_AT, START_AT + 10 * HOUR]) {
      rig.clock.forward(at - rig.clock.now());
      const asked = () => readSlots(rig.ports, { brand: MAISON, language: 'fr', zone: 'Europe/Paris' });
      const before = await asked();
      await rig.arrives('Camille');
      expect(await asked()).toEqual(before);
      await rig.jump(HOUR / 2);
    }
  });
});

const hours = (...ranges: string[]) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ranges]));

describe('the number that a call comes from', () => {
  test('is said once somebody has the call whose place says that its people call from it', async () => {
    for (const callsFromNumber of [false, true]) {
      await apply((house) => ({ ...house, places: house.places.map((place) => ({ ...place, callsFromNumber })) }));
      await rig.arrives('Camille');
      const shopper = await rig.shopper();
      const { request } = await rig.opens(shopper, call(rig.clock.now()));
      expect(request).toMatchObject({ state: 'offered', callsFrom: null });
      await rig.accepts('Camille', request.id);
      expect((await mine(shopper))[0]).toMatchObject({ callsFrom: callsFromNumber ? '+33 1 42 60 12 34' : null });
    }
  });
});

describe('a message left is offered when somebody has time', () => {
  async function left() {
    const shopper = await rig.shopper();
    const { request } = await rig.opens(shopper);
    expect(request.kind).toBe('left_message');
    return request.id;
  }

  test('it rings one person at a time, gives way to a live ask, and is no client of hers', async () => {
    const message = await left();
    await rig.arrives('Camille', 'Luc');
    await rig.sweep();
    const [offer] = await rig.store.read.all('offers', { state: 'open' });
    expect(offer?.request).toBe(message);
    expect(await rig.store.read.count('offers', { state: 'open' })).toBe(1);
    const told = await readPresence(rig.ports, { brand: MAISON, locale: 'fr', zone: 'Europe/Paris' });
    expect(told).toMatchObject({ there: { kind: 'free' }, people: [{}, {}] });
    const rung = rig.nameOf(offer?.associate ?? null) as Name;
    const { request } = await rig.opens(await rig.shopper(), { wishes: { associate: offer?.associate } });
    expect(await rig.offerTo(rung, request.id)).not.toBeNull();
    expect(await rig.store.read.one('offers', { id: offer?.id ?? '' })).toMatchObject({ state: 'withdrawn' });
    expect(await rig.request(message)).toMatchObject({ state: 'later' });
    // The other one has time.
    await rig.sweep();
    expect(await rig.offers(message)).toMatchObject([{ state: 'withdrawn' }, { state: 'open' }]);
  });

  test('it never takes the last free seat from a live ask that waits', async () => {
    await rig.end();
    rig = await startRig({ capacity: 1 });
    const message = await left();
    await rig.arrives('Camille');
    await rig.sweep();
    expect(await rig.offerTo('Camille', message)).not.toBeNull();
    const { request } = await rig.opens(await rig.shopper());
    expect(request).toMatchObject({ state: 'offered', asking: [{ name: 'Camille' }] });
    expect(await rig.accepts('Camille', request.id)).toMatchObject({ ok: true });
    expect(await rig.offerTo('Camille', message)).toBeNull();
  });

  test('what nobody takes rings the same person again only after a gap that grows', async () => {
    const message = await left();
    const rings: number[] = [];
    await rig.arrives('Camille');
    for (let i = 0; i < 90; i++) {
      // She is there, and lets it ring.
      await rig.arrives('Camille');
      await rig.jump(60_000);
      await rig.arrives('Camille');
      await rig.sweep();
      const offers = await rig.offers(message);
      if (offers.length > rings.length) rings.push(rig.clock.now());
    }
    const gaps = rings.slice(1).map((at, n) => Math.round((at - (rings[n] ?? 0)) / 60_000));
    expect(gaps.length).toBeGreaterThanOrEqual(3);
    for (const [n, gap] of gaps.entries()) if (n > 0) expect(gap).toBeGreaterThan(gaps[n - 1] ?? 0);
    expect(gaps[0]).toBeGreaterThanOrEqual(10);
  });

  test('taken by hand by two at once, one has it and the other is told by whom', async () => {
    const message = await left();
    const { promise } = await rig.request(message);
    await apply((house) => ({
      ...house,
      people: house.people.map((one) => (one.firstName === 'Luc' ? { ...one, reach: 'house' as const } : one)),
    }));
    const takes = await Promise.all(
      (['Ines', 'Luc', 'Ines'] as const).map((name) => takePromise(rig.ports, rig.asks(name), promise ?? '')),
    );
    const holder = rig.nameOf((await rig.request(message)).holder);
    for (const answer of takes) {
      if (!answer.ok) expect(answer.error).toMatchObject({ code: 'already_taken', by: holder });
    }
    expect(takes.filter((answer) => answer.ok).length).toBe(holder === 'Ines' ? 2 : 1);
    expect(await takePromise(rig.ports, rig.asks('Camille'), promise ?? '')).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  test('a call that its holder leaves is taken over by a manager once she was reminded, and not before', async () => {
    await rig.arrives('Luc');
    const { request } = await rig.opens(await rig.shopper(), call(rig.clock.now()));
    await rig.accepts('Luc', request.id);
    const { promise } = await rig.request(request.id);
    const take = (name: Name) => takePromise(rig.ports, rig.asks(name), promise ?? '');
    expect(await take('Ines')).toMatchObject({ error: { code: 'already_taken', by: 'Luc' } });
    await rig.passWith(11 * 60_000, 'Luc');
    expect((await rig.request(request.id)).nudgedAt).not.toBeNull();
    expect(await take('Camille')).toMatchObject({ error: { code: 'not_found' } });
    const taken = await take('Ines');
    expect(taken).toMatchObject({ ok: true, card: { writable: true, request: { tries: 0, nudgedAt: null } } });
    expect(taken.ok && taken.card.request?.phone?.e164).toBe('+33612345678');
    expect(await rig.store.read.one('associates', { id: rig.cast.Luc.id })).toMatchObject({ taken: 0 });
    expect(await rig.store.read.one('promises', { id: promise ?? '' })).toMatchObject({ holder: rig.cast.Ines.id });
    const marked = await markCall(rig.ports, rig.asks('Luc'), { request: request.id, outcome: 'reached' });
    expect(marked).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('kept promises', () => {
  test('stand in the manager’s list for seven days with how they ended, a page at a time', async () => {
    const ended = async (before?: number, name: Name = 'Ines') => {
      const page = await pageEnded(rig.ports, rig.asks(name), before);
      if (!page.ok) throw new Error(page.error.code);
      return page;
    };
    for (let i = 0; i < 53; i++) {
      const { request } = await rig.opens(await rig.shopper());
      const { promise } = await rig.request(request.id);
      expect(await takePromise(rig.ports, rig.asks('Ines'), promise ?? '')).toMatchObject({ ok: true });
      await markDone(rig.ports, rig.asks('Ines'), { request: request.id, seen: 99 });
      rig.clock.forward(1_000);
    }
    const first = await ended();
    expect(first.promises).toHaveLength(50);
    expect(first.more).toBe(true);
    expect(first.promises[0]).toMatchObject({ state: 'kept', holder: { name: 'Ines' } });
    const rest = await ended(first.promises.at(-1)?.endedAt ?? 0);
    expect([rest.promises.length, rest.more]).toEqual([3, false]);
    expect((await ended(undefined, 'Luc')).promises).toEqual([]);
    expect((await ended(undefined, 'Noor')).promises).toEqual([]);
    rig.clock.forward(8 * 24 * HOUR);
    expect((await ended()).promises).toEqual([]);
  });
});

describe('T10: who holds changes while she types and sends', () => {
  test('her word is kept and stays hers, and one person holds the request', async () => {
    for (const order of ['first', 'last'] as const) {
      await rig.arrives('Camille', 'Luc');
      const { request, conversation } = await rig.opens(await rig.shopper(), {
        wishes: { associate: rig.cast.Camille.id },
      });
      await rig.accepts('Camille', request.id);
      const id = chat(rig.clock.now()).entries?.[0]?.id ?? '';
      const sends = () =>
        appendEntries(rig.ports, rig.asks('Camille'), {
          conversation,
          log: 'shared',
          entries: [{ id, kind: 'message', v: 1, body: { text: 'We keep one for you.' } }],
        });
      const removed = () => apply(without('Camille'));
      const [sent] =
        order === 'first'
          ? await Promise.all([sends(), removed()])
          : (await Promise.all([removed(), sends()])).toReversed();
      const stored = await rig.store.read.entries({ conversation, kind: 'message' });
      const hers = stored.filter((entry) => entry.id === id);
      // Kept under her name where it was taken, and where it was not she is told so.
      expect(hers.map(({ by }) => 'id' in by && by.id)).toEqual(
        (sent as { ok: boolean }).ok ? [rig.cast.Camille.id] : [],
      );
      expect((await rig.request(request.id)).holder).not.toBe(rig.cast.Camille.id);
      await rig.sweep();
      expect(await rig.accepts('Luc', request.id)).toMatchObject({ ok: true });
      const running = await rig.store.read.all('assignments', { request: request.id, untilAt: null });
      expect(running.map((one) => one.associate)).toEqual([rig.cast.Luc.id]);
      await markDone(rig.ports, rig.asks('Luc'), { request: request.id, seen: 999 });
      await apply((house) => ({
        ...house,
        people: [
          ...house.people,
          { ...(house.people[0] as House['people'][number]), email: 'camille@maison.example', firstName: 'Camille' },
        ],
      }));
    }
  });
});
