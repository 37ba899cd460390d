import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeId } from '../../protocol/id.ts';
import { openRequestSchema } from '../../protocol/requests.ts';
import type { CallRules } from '../../server/actions/call-rules.ts';
import { sweepCallCounts } from '../../server/actions/count-calls.ts';
import { markCall } from '../../server/actions/mark-call.ts';
import { moveRequest } from '../../server/actions/move-request.ts';
import { openRequest } from '../../server/actions/open-request.ts';
import type { Answered, ShopperAsking } from '../../server/actions/ports.ts';
import { turnRequest } from '../../server/actions/turn-request.ts';
import { withdrawRequest } from '../../server/actions/withdraw-request.ts';
import type { CallLimits } from '../../server/domain/call-caps.ts';
import { START_AT } from '../helpers/cast.ts';
import { call, type Rig, startRig } from '../helpers/rig.ts';

const LIMITS: CallLimits = {
  ...{ perNumberAtOnce: 1, perNumberPerDay: 3, perPersonPerDay: 6, perAddressPerDay: 10, perRangePerDay: 20 },
};
const HOUR = 3600_000;
const DAY = 24 * HOUR;

let rig: Rig;
let noted: string[];
const rules = (limits: Partial<CallLimits> = {}): CallRules => ({
  limits: { ...LIMITS, ...limits },
  note: (_, cause) => void noted.push(cause),
});
async function start(policy: object = {}, limits: Partial<CallLimits> = {}): Promise<void> {
  noted = [];
  rig = await startRig({ policy });
  rig.ports.calls = rules(limits);
}
beforeEach(() => start());
afterEach(() => rig.end());

let people = 0;
/** Somebody new, on an address of her own. */
const somebody = async (address = `10.0.${people >> 8}.${people++ & 255}`): Promise<ShopperAsking> => ({
  ...(await rig.shopper()),
  address,
});
const asks = (who: ShopperAsking, set: object = {}) =>
  openRequest(rig.ports, who, openRequestSchema.parse(call(rig.clock.now(), set)));
const codeOf = (answer: Answered<object>) => (answer.ok ? 'ok' : answer.error.code);
const slot = (days: number) => ({ kind: 'slot', place: 'paris', startAt: START_AT + days * DAY + 4 * HOUR });
const opened = (answer: Awaited<ReturnType<typeof asks>>): string => {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.request.id;
};
const NOT_POSSIBLE = {
  ok: false,
  error: { code: 'call_not_possible', message: 'This call cannot be arranged; she may write instead.' },
};

describe('limits on calls: what stands is counted, not what was tried', () => {
  test('withdrawn and refused asks lock nobody out of a number', async () => {
    for (let i = 0; i < 5; i++) {
      const who = await somebody();
      await withdrawRequest(rig.ports, who, opened(await asks(who)));
      expect(codeOf(await asks(await somebody(), { when: slot(-3) }))).toBe('slot_closed');
      expect(codeOf(await asks(await somebody(), { phone: '12' }))).toBe('phone_number');
    }
    expect(codeOf(await asks(await somebody()))).toBe('ok');
    expect(noted).toEqual([]);
  });

  test('nor does withdrawing again and again use up her own', async () => {
    const who = await somebody();
    for (let i = 0; i < 12; i++) await withdrawRequest(rig.ports, who, opened(await asks(who)));
    expect(codeOf(await asks(who))).toBe('ok');
  });

  test('one number asked for by five people stands once, however it is typed', async () => {
    const typed = ['06 12 34 56 78', '+33612345678', '0033 6 12 34 56 78', '٠٦ ١٢ ٣٤ ٥٦ ٧٨', 'tel:+33-6-12-34-56-78'];
    const answers = [];
    for (const phone of typed) answers.push(await asks(await somebody(), { phone }));
    expect(answers.map(codeOf)).toEqual(['ok', ...Array(4).fill('call_not_possible')]);
    expect(answers.slice(1)).toEqual(Array(4).fill(NOT_POSSIBLE));
  });

  test('all five at once too', async () => {
    const five = await Promise.all(Array.from({ length: 5 }, () => somebody()));
    const answers = await Promise.all(five.map((who) => asks(who)));
    expect(answers.map(codeOf).toSorted()).toEqual([...Array(4).fill('call_not_possible'), 'ok']);
    expect(await rig.store.read.count('requests', {})).toBe(1);
  });

  test('strangers shut nobody out of her own number for longer than the day on which it would ring', async () => {
    for (const day of [1, 2, 3]) expect(codeOf(await asks(await somebody(), { when: slot(day) }))).toBe('ok');
    expect(codeOf(await asks(await somebody(), { when: slot(1) }))).toBe('call_not_possible');
    // Three calls to her number stand in days to come: today is hers.
    expect(codeOf(await asks(await somebody()))).toBe('ok');
  });

  test('a call that rang makes room, and so many a day are promised at most', async () => {
    for (let i = 0; i < 3; i++) {
      await rig.arrives('Camille');
      const request = opened(await asks(await somebody()));
      await rig.accepts('Camille', request);
      await markCall(rig.ports, rig.asks('Camille'), { request, outcome: 'reached' });
    }
    expect(await asks(await somebody())).toEqual(NOT_POSSIBLE);
    rig.clock.forward(DAY);
    expect(codeOf(await asks(await somebody()))).toBe('ok');
  });

  test('withdrawn once somebody had it, it may have rung, and counts', async () => {
    for (let i = 0; i < 3; i++) {
      await rig.arrives('Camille');
      const who = await somebody();
      const request = opened(await asks(who));
      await rig.accepts('Camille', request);
      await withdrawRequest(rig.ports, who, request);
    }
    expect(await asks(await somebody())).toEqual(NOT_POSSIBLE);
  });

  test('one person has one open call, whatever address she comes from, and hears which it is', async () => {
    const she = await somebody();
    const first = opened(await asks(she, { when: slot(1) }));
    for (let i = 0; i < 40; i++) {
      const phone = `+3361${String(2_000_000 + i * 1_000)}`;
      const again = await asks({ ...she, address: `10.9.0.${i}` }, { phone, when: slot(1 + (i % 3)) });
      expect(again).toMatchObject({ ok: false, error: { code: 'call_stands', id: first } });
    }
    const slots = await rig.store.read.all('slots', {});
    expect(slots.reduce((sum, { taken }) => sum + taken, 0)).toBe(1);
    // Her own is given another time, and once it is over she may ask again.
    const moved = await moveRequest(rig.ports, she, { request: first, when: slot(2) as never });
    expect(moved).toMatchObject({ ok: true });
    await withdrawRequest(rig.ports, she, first);
    expect(codeOf(await asks(she))).toBe('ok');
  });

  test('a house may let one person have more', async () => {
    await rig.end();
    await start({ callsAtOnce: 2 });
    const she = await somebody();
    const when = [1, 1, 2].map((day) => ({ when: slot(day), phone: '06 12 34 56 78' }));
    expect(codeOf(await asks(she, when[0]))).toBe('ok');
    expect(codeOf(await asks(she, when[1]))).toBe('ok');
    expect(codeOf(await asks(she, when[2]))).toBe('call_stands');
  });

  test('a live chat that becomes a call is counted alike', async () => {
    await asks(await somebody());
    const she = await somebody();
    const { request } = await rig.opens(she);
    const turn = {
      request: request.id,
      into: 'callback' as const,
      name: 'Claire',
      notice: '1',
      when: slot(0) as never,
    };
    const turned = (phone: string) => turnRequest(rig.ports, she, { ...turn, id: makeId(rig.clock.now()), phone });
    expect(await turned('06 12 34 56 78')).toEqual(NOT_POSSIBLE);
    expect(codeOf(await turned('06 12 34 99 78'))).toBe('ok');
    expect(codeOf(await asks(she, { phone: '06 12 34 98 78' }))).toBe('call_stands');
  });

  test('a call is not moved to a day on which its number is rung already', async () => {
    await asks(await somebody(), { when: slot(1) });
    const she = await somebody();
    const hers = opened(await asks(she, { when: slot(2) }));
    const to = (days: number) => moveRequest(rig.ports, she, { request: hers, when: slot(days) as never });
    expect(codeOf(await to(1))).toBe('slot_closed');
    expect(codeOf(await to(3))).toBe('ok');
    // The day that it left is free again.
    expect(codeOf(await asks(await somebody(), { when: slot(2) }))).toBe('ok');
  });

  test('from one address are few a day', async () => {
    const from = async (i: number) =>
      codeOf(await asks(await somebody('198.51.100.7'), { phone: `+336${String(10_000_000 + i * 1_001)}` }));
    const answers = [];
    for (let i = 0; i < 14; i++) answers.push(await from(i));
    expect(answers.filter((code) => code === 'ok')).toHaveLength(10);
    expect(noted).toEqual(Array(4).fill('address'));
  });

  test('W07: a thousand numbers of one range are stopped, and the house hears of it', async () => {
    let stand = 0;
    for (let i = 0; i < 1_000; i++) {
      const phone = `+33612345${String(i).padStart(3, '0')}`;
      const answer = await asks(await somebody(), { phone, zone: 'UTC' });
      if (answer.ok) stand++;
      else expect(answer).toEqual(NOT_POSSIBLE);
    }
    expect(stand).toBe(20);
    expect(noted).toEqual(Array(980).fill('range'));
    // Nobody rang by itself: nothing is assigned.
    expect(await rig.store.read.count('requests', { state: 'assigned' })).toBe(0);
    rig.clock.forward(DAY);
    expect(codeOf(await asks(await somebody(), { phone: '+33612345999' }))).toBe('ok');
  });

  test('the same request is the same answer, before and after a limit is met', async () => {
    const she = await somebody();
    const id = makeId(rig.clock.now());
    const first = await asks(she, { id });
    for (let i = 0; i < 10; i++) expect(await asks(she, { id })).toMatchObject({ ok: true, request: { id } });
    expect(opened(first)).toBe(id);
    expect(await rig.store.read.count('callCounts', {})).toBe(6);
  });

  test.each([
    ['a premium number', async () => asks(await somebody(), { phone: '+33 892 70 12 39' })],
    ['a satellite', async () => asks(await somebody(), { phone: '+882 16 1234567' })],
    [
      'a blocked session',
      async () => {
        const she = await somebody();
        await rig.store.commit(she.id, async (tx) => {
          await tx.update('shoppers', { id: she.id }, { blockedAt: tx.now });
          return { ok: true };
        });
        return asks(she);
      },
    ],
    [
      'a number that somebody asked for',
      async () => {
        await asks(await somebody());
        return asks(await somebody());
      },
    ],
  ])('one refusal for all, of which nobody can tell the cause or the time: %s', async (_, ask) => {
    expect(await ask()).toEqual(NOT_POSSIBLE);
    expect(noted).toHaveLength(1);
  });

  test('neither number nor address stands in the counts, and old ones are swept', async () => {
    await asks(await somebody('198.51.100.7'));
    const rows = JSON.stringify(await rig.store.read.all('callCounts', {}));
    expect(rows).not.toMatch(/612345678|198\.51/);
    await sweepCallCounts(rig.ports);
    expect(await rig.store.read.count('callCounts', {})).toBe(6);
    rig.clock.forward(40 * DAY);
    await sweepCallCounts(rig.ports);
    expect(await rig.store.read.count('callCounts', {})).toBe(0);
  });
});
