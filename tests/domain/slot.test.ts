import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNight, nextDay, nightWithin } from '../../server/domain/night.ts';
import { isOpen, openSpans } from '../../server/domain/opening-hours.ts';
import { quarterUp } from '../../server/domain/quarter.ts';
import { isPromisable, nextCallTime, type SlotInput, slotsOf } from '../../server/domain/slot.ts';
import { asUtc, hours, hoursOf, instant, night, RUNS, utc, wallOf, zone } from './clocks.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const POLICY = { slotMinutes: 30, nightFrom: '21:00', nightTo: '09:00', callLeadMs: 300_000 };
const NEVER_NIGHT = { ...POLICY, nightFrom: '00:00', nightTo: '00:00' };
const TOKYO = { zone: 'Asia/Tokyo', hours: hoursOf(['10:00-19:00'], { sun: [], mon: [] }) };
const PARIS = { zone: 'Europe/Paris', hours: hoursOf(['10:00-13:00', '14:00-19:00'], { sun: [] }) };

const asked = (input: Partial<SlotInput>): SlotInput => ({
  place: PARIS,
  zone: 'Europe/Paris',
  policy: POLICY,
  now: utc('2026-06-01T00:00'),
  days: 14,
  ...input,
});
const starts = (input: Partial<SlotInput>) =>
  slotsOf(asked(input)).flatMap(({ slots }) => slots.map((slot) => asUtc(slot.startAt)));

describe('T21: a shopper in New York at 23:30, and only Tokyo is open', () => {
  test('in winter the last hour before her night is what Tokyo’s morning leaves, on her own dates', () => {
    const winter = asked({ place: TOKYO, zone: 'America/New_York', now: utc('2026-02-03T04:30'), days: 5 });
    expect(slotsOf(winter).map(({ date, slots }) => [date, slots.map(({ startAt }) => asUtc(startAt))])).toEqual([
      ['2026-02-03', ['2026-02-04T01:00', '2026-02-04T01:30']],
      ['2026-02-04', ['2026-02-05T01:00', '2026-02-05T01:30']],
      ['2026-02-05', ['2026-02-06T01:00', '2026-02-06T01:30']],
      ['2026-02-06', ['2026-02-07T01:00', '2026-02-07T01:30']],
    ]);
  });

  test('in summer there is no slot at all', () => {
    expect(starts({ place: TOKYO, zone: 'America/New_York', now: utc('2026-06-03T03:30') })).toEqual([]);
  });

  test('the week in which her clock changes, slots end with the change', () => {
    expect(starts({ place: TOKYO, zone: 'America/New_York', now: utc('2026-03-05T04:30') })).toEqual([
      '2026-03-06T01:00',
      '2026-03-06T01:30',
      '2026-03-07T01:00',
      '2026-03-07T01:30',
    ]);
  });

  test('a try or a text of ours waits for a time that is Tokyo’s day and not her night', () => {
    const call = (notBefore: string) => {
      const at = nextCallTime({ notBefore: utc(notBefore), zone: 'America/New_York', place: TOKYO, policy: POLICY });
      return at === null ? null : asUtc(at);
    };
    expect(call('2026-02-03T04:30')).toBe('2026-02-04T01:00');
    expect(call('2026-02-04T01:17')).toBe('2026-02-04T01:30');
    expect(call('2026-10-01T04:30')).toBe('2026-11-03T01:00');
    expect(call('2026-04-01T04:30')).toBeNull();
  });
});

describe('slots follow the clock of the place', () => {
  test('they start on its half hours, wholly inside its hours', () => {
    const place = { zone: 'Europe/Paris', hours: hoursOf(['10:10-12:10']) };
    expect(starts({ place, days: 1, now: utc('2026-06-01T00:00') })).toEqual([
      '2026-06-01T08:30',
      '2026-06-01T09:00',
      '2026-06-01T09:30',
    ]);
  });

  test('also where the clock stands a quarter of an hour off everybody else’s', () => {
    const place = { zone: 'Asia/Kathmandu', hours: hoursOf(['10:00-11:00']) };
    expect(starts({ place, zone: 'Asia/Kathmandu', days: 1, now: utc('2026-06-01T00:00') })).toEqual([
      '2026-06-01T04:15',
      '2026-06-01T04:45',
    ]);
  });

  test.each([
    ['Europe/Paris', '2026-03-29', 46],
    ['Europe/Paris', '2026-10-25', 50],
    ['Australia/Lord_Howe', '2026-10-04', 47],
    ['Australia/Lord_Howe', '2026-04-05', 49],
    ['America/Santiago', '2026-09-06', 46],
    ['America/Santiago', '2026-04-04', 50],
  ])('%s has on %s %i half hours', (name, date, count) => {
    const place = { zone: name, hours: hoursOf([], { except: { [date]: ['00:00-24:00'] } }) };
    const input = asked({ place, zone: name, policy: NEVER_NIGHT, now: utc(`${date}T00:00`) - 3 * DAY_MS, days: 7 });
    const slots = slotsOf(input).flatMap((day) => day.slots);
    expect(slots).toHaveLength(count);
    for (const [i, slot] of slots.entries()) expect(slot.startAt).toBe((slots[0]?.startAt ?? 0) + i * 30 * MINUTE_MS);
  });

  test('a length that does not divide the day begins anew at midnight and never overlaps', () => {
    const place = { zone: 'Europe/Paris', hours: hoursOf(['00:00-24:00']) };
    const slots = slotsOf(asked({ place, policy: { ...NEVER_NIGHT, slotMinutes: 50 }, days: 3 })).flatMap(
      (day) => day.slots,
    );
    expect(slots.map(({ startAt }) => asUtc(startAt))).toContain('2026-06-01T22:00');
    for (const [i, slot] of slots.entries()) expect(slot.startAt).toBeGreaterThanOrEqual(slots[i - 1]?.endAt ?? 0);
  });
});

describe('what may be promised', () => {
  test('starts a lead and a quarter of an hour from now, not a minute sooner', () => {
    const at = utc('2026-06-01T08:00');
    expect(isPromisable(asked({ now: at - 20 * MINUTE_MS }), at)).toBe('open');
    expect(isPromisable(asked({ now: at - 20 * MINUTE_MS + 1 }), at)).toBe('closed');
    expect(starts({ now: at - 20 * MINUTE_MS })[0]).toBe('2026-06-01T08:00');
    expect(starts({ now: at - 20 * MINUTE_MS + 1 })[0]).toBe('2026-06-01T08:30');
  });

  test('a slot is taken when as many are promised as it holds', () => {
    const at = utc('2026-06-01T08:00');
    const once = new Map([[at, 1]]);
    expect(isPromisable(asked({ taken: once }), at)).toBe('taken');
    expect(isPromisable(asked({ taken: once, capacity: 2 }), at)).toBe('open');
    expect(isPromisable(asked({ taken: new Map([[at, 2]]), capacity: 2 }), at)).toBe('taken');
    expect(starts({ taken: once })[0]).toBe('2026-06-01T08:30');
    expect(starts({ taken: once, capacity: 2 })[0]).toBe('2026-06-01T08:00');
  });

  test.each([
    ['between two half hours', '2026-06-01T08:15'],
    ['a millisecond off', '2026-06-01T08:00:00.001'],
    ['at lunch', '2026-06-01T11:00'],
    ['running past closing', '2026-06-01T16:45'],
    ['at closing', '2026-06-01T17:00'],
    ['on a closed day', '2026-06-07T08:00'],
    ['long ago', '1970-01-01T08:00'],
    ['beyond the last day', '2026-06-16T08:00'],
    ['beyond every calendar', '+275760-09-12T08:00'],
  ])('a time %s is closed', (_, at) => {
    expect(isPromisable(asked({}), utc(at))).toBe('closed');
  });

  test('numbers that are no time are closed', () => {
    for (const at of [Number.NaN, Infinity, -1, Number.MAX_SAFE_INTEGER, 0.5]) {
      expect(isPromisable(asked({}), at)).toBe('closed');
    }
  });

  test('days are counted on her calendar, today first', () => {
    const late = asked({ zone: 'Pacific/Kiritimati', policy: NEVER_NIGHT, now: utc('2026-06-01T08:00'), days: 2 });
    expect(slotsOf(late).map(({ date }) => date)).toEqual(['2026-06-01', '2026-06-02']);
    expect(slotsOf({ ...late, zone: 'Pacific/Pago_Pago' }).map(({ date }) => date)).toEqual([
      '2026-05-31',
      '2026-06-01',
    ]);
    expect(slotsOf({ ...late, days: 0 })).toEqual([]);
  });

  test('days without a slot are left out', () => {
    const saturday = asked({ now: utc('2026-06-06T12:00'), days: 3 });
    expect(slotsOf(saturday).map(({ date }) => date)).toEqual(['2026-06-06', '2026-06-08']);
  });
});

describe('the next time for a call', () => {
  const call = (notBefore: string, hers = 'Europe/Paris', place = PARIS) => {
    const at = nextCallTime({ notBefore: utc(notBefore), zone: hers, place, policy: POLICY });
    return at === null ? null : asUtc(at);
  };
  test.each([
    [
      'is the next quarter when the place is open and it is her day',
      '2026-06-01T08:07',
      'Europe/Paris',
      '2026-06-01T08:15',
    ],
    ['is after lunch', '2026-06-01T11:30', 'Europe/Paris', '2026-06-01T12:00'],
    ['is Monday after a Saturday, across the clock change', '2026-03-28T19:00', 'Europe/Paris', '2026-03-30T08:00'],
    ['is her morning when Paris has opened before', '2026-06-01T08:00', 'America/New_York', '2026-06-01T13:00'],
    [
      'is the next day of Paris when her morning is too late',
      '2026-06-01T08:00',
      'America/Los_Angeles',
      '2026-06-01T16:00',
    ],
  ])('%s', (_, notBefore, hers, at) => {
    expect(call(notBefore, hers)).toBe(at);
  });
  test('is none for a place that never opens', () => {
    expect(call('2026-06-01T08:00', 'Europe/Paris', { ...PARIS, hours: hoursOf([]) })).toBeNull();
  });
});

describe('for any hours, zones and nights', () => {
  const anySlots: fc.Arbitrary<SlotInput> = fc.record({
    place: fc.record({ hours, zone }),
    zone,
    policy: fc
      .tuple(night, fc.integer({ min: 10, max: 240 }), fc.integer({ min: 0, max: 3_600_000 }))
      .map(([dark, slotMinutes, callLeadMs]) => ({ ...dark, slotMinutes, callLeadMs })),
    now: instant,
    days: fc.integer({ min: 1, max: 10 }),
  });

  test('T21: every slot lies inside the hours and outside her night, and can be promised', () => {
    fc.assert(
      fc.property(anySlots, (input) => {
        const { place, policy } = input;
        let freeFrom = input.now + policy.callLeadMs + 15 * MINUTE_MS;
        for (const { date, slots } of slotsOf(input)) {
          expect(slots.length).toBeGreaterThan(0);
          for (const slot of slots) {
            expect(slot.startAt).toBeGreaterThanOrEqual(freeFrom);
            expect(slot.endAt).toBe(slot.startAt + policy.slotMinutes * MINUTE_MS);
            expect(openSpans(place.hours, place.zone, slot.startAt, slot.endAt)).toEqual([slot]);
            expect(nightWithin(input.zone, slot, policy)).toBeUndefined();
            expect(wallOf(input.zone, slot.startAt).date).toBe(date);
            expect(wallOf(place.zone, slot.startAt).minute % policy.slotMinutes).toBe(0);
            expect(isPromisable(input, slot.startAt)).toBe('open');
            expect(isPromisable({ ...input, capacity: 0 }, slot.startAt)).toBe('taken');
            freeFrom = slot.endAt;
          }
        }
      }),
      RUNS,
    );
  });

  test('whatever can be promised is among the slots', () => {
    fc.assert(
      fc.property(anySlots, (input) => {
        const offered = new Set(slotsOf(input).flatMap(({ slots }) => slots.map(({ startAt }) => startAt)));
        for (let at = input.now; at < input.now + 2 * DAY_MS; at += 5 * MINUTE_MS) {
          expect(isPromisable(input, at) === 'open').toBe(offered.has(at));
        }
      }),
      { ...RUNS, numRuns: Math.ceil((RUNS.numRuns ?? 0) / 8) },
    );
  });

  test('the slots of tomorrow are the same when asked for tomorrow', () => {
    fc.assert(
      fc.property(anySlots, (input) => {
        const later = { ...input, now: input.now + 3 * 3_600_000 };
        const from = later.now + later.policy.callLeadMs + 15 * MINUTE_MS;
        const all = (slots: SlotInput) => slotsOf({ ...slots, days: 9 }).flatMap((day) => day.slots);
        const until = input.now + 7 * DAY_MS;
        const between = (slots: SlotInput) => all(slots).filter(({ startAt }) => startAt >= from && startAt < until);
        expect(between(input)).toEqual(between(later));
      }),
      RUNS,
    );
  });

  test('T21: a call’s time is a quarter of an hour, open, by day, not too soon, and the first of all', () => {
    fc.assert(
      fc.property(hours, zone, zone, night, instant, (week, hers, its, dark, notBefore) => {
        const place = { hours: week, zone: its };
        const at = nextCallTime({ notBefore, zone: hers, place, policy: dark });
        if (at !== null) expect(at).toBe(quarterUp(at));
        if (at !== null) expect(isOpen(week, its, at) && !isNight(hers, at, dark) && at >= notBefore).toBe(true);
        for (const span of openSpans(week, its, notBefore, at ?? notBefore + 60 * DAY_MS)) {
          let quarter = quarterUp(span.startAt);
          while (quarter < span.endAt && isNight(hers, quarter, dark))
            quarter = quarterUp(nextDay(hers, quarter, dark));
          expect(quarter).toBeGreaterThanOrEqual(span.endAt);
        }
      }),
      RUNS,
    );
  });
});
