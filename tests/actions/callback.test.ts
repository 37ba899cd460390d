import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { openRequestSchema } from '../../protocol/requests.ts';
import { declineOffer } from '../../server/actions/decline-offer.ts';
import { disableAssociate, handOn } from '../../server/actions/disable-associate.ts';
import { markCall } from '../../server/actions/mark-call.ts';
import { moveRequest } from '../../server/actions/move-request.ts';
import { openRequest } from '../../server/actions/open-request.ts';
import { pagePromises } from '../../server/actions/read-desk.ts';
import { readSlots } from '../../server/actions/read-slots.ts';
import { turnRequest } from '../../server/actions/turn-request.ts';
import { withdrawRequest } from '../../server/actions/withdraw-request.ts';
import { quarterUp } from '../../server/domain/quarter.ts';
import { MAISON, type Name, START_AT } from '../helpers/cast.ts';
import { call, type Rig, startRig } from '../helpers/rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.end());

const HOUR = 3600_000;
/** Three in the afternoon in Paris, the same day. */
const SLOT = START_AT + 4 * HOUR;
const slot = { when: { kind: 'slot' as const, place: 'paris', startAt: SLOT } };

const promiseOf = async (request: string) => {
  const { promise } = await rig.request(request);
  return rig.store.read.one('promises', { id: promise ?? '' });
};

describe('a call is promised', () => {
  test('as soon as possible rings whoever is there now, and shows her number only once it is taken', async () => {
    await rig.arrives('Camille');
    const opened = await rig.opens(await rig.shopper(), call(rig.clock.now()));
    expect(opened.request).toMatchObject({ kind: 'callback', state: 'offered', asap: true, name: 'Claire Martin' });
    const told = rig.news.filter((one) => one.what === 'event' && one.event === 'offer');
    expect(JSON.stringify(told)).not.toContain('612345678');
    // The house found the place; she asked for none.
    expect(JSON.stringify(told)).not.toContain('place_asked_for');
    expect(JSON.stringify(told)).toContain('"name":"Claire"');
    expect(opened.request.place).toMatchObject({ id: 'paris' });
    const accepted = await rig.accepts('Camille', opened.request.id);
    expect(accepted).toMatchObject({ ok: true, card: { request: { phone: { e164: '+33612345678' } } } });
  });

  test('as soon as possible with nobody there is due at the next opening that is day with her', async () => {
    rig.clock.forward(10 * HOUR);
    const opened = await rig.opens(await rig.shopper(), call(rig.clock.now()));
    expect(opened.request).toMatchObject({ state: 'later', asap: true, place: { id: 'paris' } });
    expect(new Date(opened.request.dueAt ?? 0).toISOString()).toBe('2026-11-25T09:00:00.000Z');
  });

  test('it is promised wherever her day and opening hours meet first, not merely where it is open now', async () => {
    // Nine in the evening in New York, eleven in the morning in Tokyo: open, but it is her night.
    rig.clock.forward(16 * HOUR);
    const opened = await rig.opens(
      await rig.shopper(),
      call(rig.clock.now(), { zone: 'America/New_York', wishes: { language: 'en' }, country: 'FR' }),
    );
    expect(opened.request).toMatchObject({ place: { id: 'paris' } });
    expect(new Date(opened.request.dueAt ?? 0).toISOString()).toBe('2026-11-25T14:00:00.000Z');
  });

  test('a slot is taken by a conditional write, and given back when it is withdrawn', async () => {
    const shopper = await rig.shopper();
    const opened = await rig.opens(shopper, call(rig.clock.now(), slot));
    expect(opened.request).toMatchObject({ state: 'later', dueAt: SLOT, endAt: SLOT + HOUR / 2, asap: false });
    expect(await rig.store.read.one('slots', { startAt: SLOT })).toMatchObject({ taken: 1 });
    await withdrawRequest(rig.ports, shopper, opened.request.id);
    expect(await rig.store.read.one('slots', { startAt: SLOT })).toMatchObject({ taken: 0 });
    expect(await promiseOf(opened.request.id)).toMatchObject({ state: 'withdrawn' });
  });

  test('no more calls are promised for a slot than the place has people, however many ask at once', async () => {
    const shoppers = await Promise.all(Array.from({ length: 8 }, () => rig.shopper()));
    const answers = await Promise.all(
      shoppers.map((shopper) => openRequest(rig.ports, shopper, openRequestSchema.parse(call(rig.clock.now(), slot)))),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(4);
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('slot_taken');
  });

  test.each([
    ['a number that is none', { phone: '12' }, 'phone_number'],
    ['a premium number', { phone: '+33 892 70 12 39' }, 'call_not_possible'],
    ['a number of no country, from nowhere', { phone: '07400 123456', zone: 'Etc/GMT-1' }, 'phone_number'],
    ['a slot in her night', { when: { kind: 'slot', place: 'paris', startAt: START_AT + 12 * HOUR } }, 'slot_closed'],
    ['a place that is not there', { when: { kind: 'slot', place: 'oslo', startAt: SLOT } }, 'slot_closed'],
  ])('%s is refused, and nothing is kept', async (_what, set, code) => {
    const shopper = await rig.shopper();
    const answer = await openRequest(rig.ports, shopper, openRequestSchema.parse(call(rig.clock.now(), set)));
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(await rig.store.read.count('requests', {})).toBe(0);
    expect(await rig.store.read.count('contacts', {})).toBe(0);
    expect(await rig.store.read.count('conversations', {})).toBe(0);
  });
});

describe('W08: whose numbers are called', () => {
  test.each([['+41 44 201 12 34'], ['+377 93 15 00 00'], ['+1 604 555 1234'], ['(861) 555-0142']])(
    'every country is, with boutiques in Paris and Tokyo: %s',
    async (phone) => {
      const { request } = await rig.opens(await rig.shopper(), call(rig.clock.now(), { phone, country: 'US' }));
      expect(request).toMatchObject({ kind: 'callback' });
    },
  );

  test('a house that lists its countries calls those alone', async () => {
    await rig.end();
    rig = await startRig({ policy: { countries: ['FR'] } });
    const ask = async (phone: string) =>
      openRequest(rig.ports, await rig.shopper(), openRequestSchema.parse(call(rig.clock.now(), { phone })));
    expect(await ask('+33 6 12 34 56 78')).toMatchObject({ ok: true });
    const reason = { code: 'phone_number', field: 'phone', reason: 'country' };
    expect(await ask('+41 44 201 12 34')).toMatchObject({ ok: false, error: reason });
  });
});

describe('case 23: a number without a country code', () => {
  const ask = async (set: object) =>
    openRequest(rig.ports, await rig.shopper(), openRequestSchema.parse(call(rig.clock.now(), set)));
  const asked = { ok: false, error: { code: 'phone_number', field: 'phone', reason: 'code' } };

  test.each(['UTC', 'Etc/GMT-1', 'Etc/Unknown', 'Atlantic/Reykjavik', undefined])(
    'is never read as one of the first place’s country: zone %s',
    async (zone) => {
      expect(await ask({ zone, phone: '06 1234 5678' })).toMatchObject(asked);
      expect(await ask({ zone, phone: '07400 123456' })).toMatchObject(asked);
      expect(await ask({ zone, phone: '06 1234 5678', country: 'IT' })).toMatchObject({
        ok: true,
        request: { phone: '+39 06 1234 5678' },
      });
      expect(await ask({ zone, phone: '+44 7400 123456', country: 'IT' })).toMatchObject({ ok: true });
    },
  );

  test('her own code comes first, then the country that she names, then her zone’s', async () => {
    const rome = { zone: 'Europe/Rome', phone: '06 1234 5678' };
    expect(await ask(rome)).toMatchObject({ request: { phone: '+39 06 1234 5678' } });
    expect(await ask({ ...rome, country: 'fr', phone: '06 12 34 56 78' })).toMatchObject({
      request: { phone: '+33 6 12 34 56 78' },
    });
  });
});

describe('a call is made', () => {
  test('it is offered five minutes before it is due, and reached keeps the promise', async () => {
    const opened = await rig.opens(await rig.shopper(), call(rig.clock.now(), slot));
    await rig.jump(4 * HOUR - 301_000);
    await rig.arrives('Luc');
    await rig.sweep();
    expect(await rig.offerTo('Luc', opened.request.id)).toBeNull();
    await rig.jump(2_000);
    expect((await rig.offerTo('Luc', opened.request.id))?.reasons).toContain('place_asked_for');
    await rig.accepts('Luc', opened.request.id);
    const marked = await markCall(rig.ports, rig.asks('Luc'), { request: opened.request.id, outcome: 'reached' });
    expect(marked).toMatchObject({ ok: true, request: { state: 'done' } });
    expect(await promiseOf(opened.request.id)).toMatchObject({ state: 'kept', holder: rig.cast.Luc.id });
    const called = await rig.store.read.one('entries', { conversation: opened.request.conversation, kind: 'called' });
    expect(called?.body).toMatchObject({ outcome: 'reached', associate: { id: rig.cast.Luc.id, name: 'Luc' } });
    expect(await rig.store.read.one('associates', { id: rig.cast.Luc.id })).toMatchObject({ taken: 0 });
  });

  test('no answer is tried again by policy, by the same person first, until the tries are spent', async () => {
    const opened = await rig.opens(await rig.shopper(), call(rig.clock.now()));
    const id = opened.request.id;
    for (const [tries, waitMs] of [
      [1, 900_000],
      [2, 7_200_000],
      [3, 86_400_000],
    ] as const) {
      await rig.arrives(...(tries === 1 ? (['Luc'] as const) : (['Camille', 'Luc'] as const)));
      await rig.sweep();
      await rig.accepts('Luc', id);
      const marked = await markCall(rig.ports, rig.asks('Luc'), { request: id, outcome: 'no_answer' });
      expect(marked).toMatchObject({
        ok: true,
        request: { state: 'later', tries, dueAt: quarterUp(rig.clock.now() + waitMs) },
      });
      await rig.jump((marked.ok ? (marked.request.dueAt ?? 0) : 0) - rig.clock.now() - 300_000);
    }
    await rig.arrives('Luc');
    await rig.sweep();
    await rig.accepts('Luc', id);
    await markCall(rig.ports, rig.asks('Luc'), { request: id, outcome: 'no_answer' });
    expect(await rig.request(id)).toMatchObject({ state: 'turned' });
    const left = await rig.store.read.one('requests', { kind: 'left_message', cause: id });
    expect(left).toMatchObject({ state: 'later' });
    expect((await rig.store.read.all('promises', { request: id })).map((one) => one.state).sort()).toEqual([
      'given_up',
      'moved',
      'moved',
      'moved',
    ]);
  });

  describe('after no answer', () => {
    const listed = async (name: Name) => {
      const span = { from: 0, to: rig.clock.now() + 7 * 24 * HOUR };
      const page = await pagePromises(rig.ports, rig.asks(name), span);
      return page.ok ? page.promises : [];
    };
    const rungInVain = async () => {
      await rig.arrives('Luc');
      const { request } = await rig.opens(await rig.shopper(), call(rig.clock.now()));
      await rig.accepts('Luc', request.id);
      await markCall(rig.ports, rig.asks('Luc'), { request: request.id, outcome: 'no_answer' });
      return request.id;
    };

    test('the next try stays among the promises of whoever rang, with its time', async () => {
      await rungInVain();
      const dueAt = quarterUp(rig.clock.now() + 900_000);
      const stands = [{ state: 'open', tries: 1, dueAt, holder: { name: 'Luc' } }];
      expect(await listed('Luc')).toMatchObject(stands);
      expect(await listed('Ines')).toMatchObject(stands);
      expect(await listed('Camille')).toEqual([]);
    });

    test('whoever declines the next try owes it no more', async () => {
      const id = await rungInVain();
      await rig.jump(900_000);
      await rig.arrives('Luc');
      await rig.sweep();
      const offer = await rig.offerTo('Luc', id);
      await declineOffer(rig.ports, rig.asks('Luc'), offer?.id ?? '');
      expect(await listed('Luc')).toEqual([]);
      expect(await listed('Ines')).toMatchObject([{ holder: null, tries: 1 }]);
    });

    test('of somebody who is of the house no more it is anybody’s', async () => {
      await rungInVain();
      await rig.store.commit(MAISON, async (tx) => {
        await disableAssociate(tx, MAISON, 'luc@maison.example');
        return { ok: true };
      });
      await handOn(rig.ports, MAISON);
      expect(await listed('Ines')).toMatchObject([{ holder: null, tries: 1 }]);
    });
  });

  test('assigned without an outcome: a reminder after ten minutes, offered on after thirty', async () => {
    await rig.arrives('Luc');
    const opened = await rig.opens(await rig.shopper(), call(rig.clock.now()));
    await rig.accepts('Luc', opened.request.id);
    await rig.jump(600_000);
    expect((await rig.request(opened.request.id)).nudgedAt).not.toBeNull();
    await rig.jump(1_200_000);
    await rig.arrives('Camille');
    await rig.sweep();
    expect(await rig.offerTo('Camille', opened.request.id)).not.toBeNull();
    expect(await rig.store.read.one('associates', { id: rig.cast.Luc.id })).toMatchObject({ taken: 0 });
  });

  test('past its grace an unkept promise is marked broken, and still owed', async () => {
    const opened = await rig.opens(await rig.shopper(), call(rig.clock.now(), slot));
    await rig.jump(4 * HOUR + HOUR / 2 + 901_000);
    expect(await promiseOf(opened.request.id)).toMatchObject({ state: 'open' });
    expect((await promiseOf(opened.request.id))?.brokenAt).not.toBeNull();
    await rig.arrives('Luc');
    await rig.jump(60_000);
    await rig.arrives('Luc');
    await rig.sweep();
    expect(await rig.offerTo('Luc', opened.request.id)).not.toBeNull();
  });

  test('T21: in her night nobody rings her, not even again', async () => {
    await rig.arrives('Aiko');
    const shopper = await rig.shopper();
    const opened = await rig.opens(
      shopper,
      call(rig.clock.now(), { zone: 'America/New_York', wishes: { language: 'en' }, country: 'FR' }),
    );
    await rig.accepts('Aiko', opened.request.id);
    const marked = await markCall(rig.ports, rig.asks('Aiko'), { request: opened.request.id, outcome: 'no_answer' });
    if (!marked.ok) throw new Error(marked.error.code);
    // Five in the morning in New York when she asked. Aiko's Tokyo opens at her eight in the evening; in an hour it
    // would be night again, so that is the one moment of the day.
    expect(new Date(marked.request.dueAt ?? 0).toISOString()).toBe('2026-11-25T01:00:00.000Z');
  });
  test('T21: as soon as possible, promised from the end of her night, rings nobody five minutes before', async () => {
    rig.clock.forward(10 * HOUR);
    // Paris opens at ten, nine in London.
    const { request } = await rig.opens(
      await rig.shopper(),
      call(rig.clock.now(), { zone: 'Europe/London', country: 'FR' }),
    );
    expect(new Date(request.dueAt ?? 0).toISOString()).toBe('2026-11-25T09:00:00.000Z');
    await rig.jump(13 * HOUR - 4 * 60_000);
    await rig.arrives('Camille');
    await rig.sweep();
    expect(await rig.offers(request.id)).toEqual([]);
    await rig.renews('Camille');
    await rig.jump(4 * 60_000);
    await rig.arrives('Camille');
    await rig.sweep();
    expect(await rig.offerTo('Camille', request.id)).toMatchObject({ offeredAt: Date.UTC(2026, 10, 25, 9) });
  });

  test('T21: "now", asked for in her night, is now for an hour; then nobody rings before her morning', async () => {
    rig.clock.forward(10.5 * HOUR);
    await rig.arrives('Camille');
    const { request } = await rig.opens(await rig.shopper(), call(rig.clock.now()));
    expect(await rig.offerTo('Camille', request.id)).not.toBeNull();
    await rig.jump(HOUR);
    await rig.arrives('Luc');
    await rig.sweep();
    expect(await rig.offerTo('Luc', request.id)).toBeNull();
    expect(await rig.request(request.id)).toMatchObject({ lookAt: Date.UTC(2026, 10, 25, 8) });
  });
});

describe('her night, where her browser keeps its zone to itself', () => {
  const noAnswer = async (set: object) => {
    await rig.arrives('Aiko');
    const ask = { wishes: { language: 'en' }, ...set };
    const opened = await rig.opens(await rig.shopper(), call(rig.clock.now(), ask));
    await rig.accepts('Aiko', opened.request.id);
    const marked = await markCall(rig.ports, rig.asks('Aiko'), { request: opened.request.id, outcome: 'no_answer' });
    if (!marked.ok) throw new Error(marked.error.code);
    return new Date(marked.request.dueAt ?? 0).toISOString();
  };

  test.each([undefined, 'UTC', 'Etc/Unknown', 'Atlantic/Reykjavik', 7])(
    'is that of her number’s country, at its strictest: zone %s',
    async (zone) => {
      // Tokyo opens at 02:00 UTC, nine in the evening in New York; an hour before it is eight there, in Honolulu afternoon.
      expect(await noAnswer({ zone, phone: '+1 212 736 5000' })).toBe('2026-11-25T01:00:00.000Z');
      // In Rome it is night then, and day at eight UTC.
      expect(await noAnswer({ zone, phone: '+39 06 1234 5678' })).toBe('2026-11-25T08:00:00.000Z');
    },
  );

  test('times are still offered, and the one that she chooses is promised', async () => {
    const told = await readSlots(rig.ports, { brand: MAISON });
    if (!told.ok) throw new Error(told.error.code);
    const startAt = told.days[0]?.slots[0]?.startAt ?? 0;
    const when = { kind: 'slot', place: told.place?.id, startAt };
    const { request } = await rig.opens(
      await rig.shopper(),
      call(rig.clock.now(), { zone: null, country: 'FR', when }),
    );
    expect(request).toMatchObject({ dueAt: startAt, asap: false });
  });
});

describe('by the shopper’s word', () => {
  test('a call is moved: the old promise is moved, the slot is given back, a new one is made', async () => {
    const shopper = await rig.shopper();
    const opened = await rig.opens(shopper, call(rig.clock.now(), slot));
    const before = await promiseOf(opened.request.id);
    const moved = await moveRequest(rig.ports, shopper, {
      request: opened.request.id,
      when: { kind: 'slot', place: 'paris', startAt: SLOT + HOUR },
    });
    expect(moved).toMatchObject({ ok: true, request: { state: 'later', dueAt: SLOT + HOUR } });
    expect(await rig.store.read.one('promises', { id: before?.id ?? '' })).toMatchObject({ state: 'moved' });
    expect(await promiseOf(opened.request.id)).toMatchObject({ state: 'open', dueAt: SLOT + HOUR });
    expect(await rig.store.read.one('slots', { startAt: SLOT })).toMatchObject({ taken: 0 });
  });

  test('as soon as possible becomes a slot, also where both begin at the same minute', async () => {
    rig.clock.forward(10 * HOUR);
    const shopper = await rig.shopper();
    const { request } = await rig.opens(shopper, call(rig.clock.now()));
    expect(request).toMatchObject({ asap: true, endAt: null, place: { id: 'paris' } });
    const when = { kind: 'slot' as const, place: 'paris', startAt: request.dueAt ?? 0 };
    const moved = await moveRequest(rig.ports, shopper, { request: request.id, when });
    expect(moved).toMatchObject({ ok: true, request: { asap: false, dueAt: request.dueAt } });
    expect(await rig.store.read.one('slots', { startAt: when.startAt })).toMatchObject({ taken: 1 });
  });

  test('a live ask becomes a call with nothing retyped: the words stay, the seat is free', async () => {
    await rig.arrives('Camille');
    const shopper = await rig.shopper();
    const opened = await rig.opens(shopper);
    const id = makeId(rig.clock.now());
    const input = {
      ...{ request: opened.request.id, id, into: 'callback' as const, notice: '1' },
      ...{ name: 'Claire', phone: '0612345678', when: slot.when },
    };
    const turned = await turnRequest(rig.ports, shopper, input);
    expect(turned).toMatchObject({ ok: true, request: { state: 'turned' }, turned: { id, kind: 'callback' } });
    expect(await turnRequest(rig.ports, shopper, input)).toMatchObject({ ok: true, turned: { id } });
    expect(await rig.store.read.one('associates', { id: rig.cast.Camille.id })).toMatchObject({ taken: 0 });
    expect(await rig.store.read.count('requests', { kind: 'callback' })).toBe(1);
  });
});
