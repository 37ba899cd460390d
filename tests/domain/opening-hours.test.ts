import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOpen, nextOpening, openSpans } from '../../server/domain/opening-hours.ts';
import { asUtc, hours, hoursOf, instant, RUNS, utc, wallOf, zone } from './clocks.ts';

const DAY_MS = 86_400_000;
const shown = (spans: readonly { startAt: number; endAt: number }[]) =>
  spans.map(({ startAt, endAt }) => `${asUtc(startAt)} ${asUtc(endAt)}`);

describe('a place is open by the clock on its own wall', () => {
  test.each([
    // zone, daily hours, from, to, spans
    [
      'Europe/Paris',
      ['10:00-19:00'],
      '2026-03-28T00:00',
      '2026-03-30T00:00',
      ['2026-03-28T09:00 2026-03-28T18:00', '2026-03-29T08:00 2026-03-29T17:00'],
    ],
    [
      'Europe/Paris',
      ['10:00-19:00'],
      '2026-10-24T00:00',
      '2026-10-26T00:00',
      ['2026-10-24T08:00 2026-10-24T17:00', '2026-10-25T09:00 2026-10-25T18:00'],
    ],
    [
      'America/New_York',
      ['10:00-19:00'],
      '2026-03-07T05:00',
      '2026-03-09T04:00',
      ['2026-03-07T15:00 2026-03-08T00:00', '2026-03-08T14:00 2026-03-08T23:00'],
    ],
    [
      'America/New_York',
      ['10:00-19:00'],
      '2026-10-31T04:00',
      '2026-11-02T05:00',
      ['2026-10-31T14:00 2026-10-31T23:00', '2026-11-01T15:00 2026-11-02T00:00'],
    ],
    [
      'Australia/Sydney',
      ['10:00-18:00'],
      '2026-04-03T13:00',
      '2026-04-05T14:00',
      ['2026-04-03T23:00 2026-04-04T07:00', '2026-04-05T00:00 2026-04-05T08:00'],
    ],
    [
      'Australia/Sydney',
      ['10:00-18:00'],
      '2026-10-02T14:00',
      '2026-10-04T13:00',
      ['2026-10-03T00:00 2026-10-03T08:00', '2026-10-03T23:00 2026-10-04T07:00'],
    ],
    [
      'America/Santiago',
      ['10:00-20:00'],
      '2026-04-04T03:00',
      '2026-04-06T04:00',
      ['2026-04-04T13:00 2026-04-04T23:00', '2026-04-05T14:00 2026-04-06T00:00'],
    ],
    [
      'America/Santiago',
      ['10:00-20:00'],
      '2026-09-05T04:00',
      '2026-09-07T03:00',
      ['2026-09-05T14:00 2026-09-06T00:00', '2026-09-06T13:00 2026-09-06T23:00'],
    ],
    ['Pacific/Apia', ['09:00-17:00'], '2026-05-31T11:00', '2026-06-01T11:00', ['2026-05-31T20:00 2026-06-01T04:00']],
    [
      'Pacific/Kiritimati',
      ['09:00-17:00'],
      '2026-05-31T10:00',
      '2026-06-01T10:00',
      ['2026-05-31T19:00 2026-06-01T03:00'],
    ],
    [
      'Australia/Lord_Howe',
      ['09:00-17:00'],
      '2026-04-03T13:00',
      '2026-04-05T13:30',
      ['2026-04-03T22:00 2026-04-04T06:00', '2026-04-04T22:30 2026-04-05T06:30'],
    ],
    ['Asia/Kathmandu', ['10:00-18:00'], '2026-06-01T00:00', '2026-06-02T00:00', ['2026-06-01T04:15 2026-06-01T12:15']],
  ] as const)('%s, %j, from %s to %s', (name, daily, from, to, spans) => {
    expect(shown(openSpans(hoursOf([...daily]), name, utc(from), utc(to)))).toEqual(spans);
  });
});

describe('where clocks change inside the hours', () => {
  test.each([
    [
      'an hour that is skipped shortens the evening',
      ['22:00-05:00'],
      '2026-03-28T12:00',
      '2026-03-29T12:00',
      ['2026-03-28T21:00 2026-03-29T03:00'],
    ],
    [
      'an hour that comes twice lengthens it',
      ['22:00-05:00'],
      '2026-10-24T12:00',
      '2026-10-25T12:00',
      ['2026-10-24T20:00 2026-10-25T04:00'],
    ],
    [
      'an opening in the skipped hour is read after it',
      ['02:30-05:00'],
      '2026-03-29T00:00',
      '2026-03-29T12:00',
      ['2026-03-29T01:30 2026-03-29T03:00'],
    ],
    [
      'a closing in the skipped hour is read after it',
      ['22:00-02:30'],
      '2026-03-28T12:00',
      '2026-03-29T12:00',
      ['2026-03-28T21:00 2026-03-29T01:30'],
    ],
    [
      'a range inside the skipped hour keeps its length',
      ['02:15-02:45'],
      '2026-03-29T00:00',
      '2026-03-29T12:00',
      ['2026-03-29T01:15 2026-03-29T01:45'],
    ],
    ['a range that the skip turns round is closed', ['02:30-03:15'], '2026-03-29T00:00', '2026-03-29T12:00', []],
    [
      'both turns of the hour are inside',
      ['02:00-03:00'],
      '2026-10-24T22:00',
      '2026-10-25T12:00',
      ['2026-10-25T00:00 2026-10-25T02:00'],
    ],
    [
      'an opening in the hour that comes twice is its first turn',
      ['02:30-05:00'],
      '2026-10-24T22:00',
      '2026-10-25T12:00',
      ['2026-10-25T00:30 2026-10-25T04:00'],
    ],
    [
      'a closing in it is its second',
      ['22:00-02:30'],
      '2026-10-24T12:00',
      '2026-10-25T12:00',
      ['2026-10-24T20:00 2026-10-25T01:30'],
    ],
  ] as const)('%s', (_, daily, from, to, spans) => {
    expect(shown(openSpans(hoursOf([...daily]), 'Europe/Paris', utc(from), utc(to)))).toEqual(spans);
  });

  test('where midnight comes twice or never, past-midnight hours hold', () => {
    const late = hoursOf(['20:00-02:00']);
    expect(shown(openSpans(late, 'America/Santiago', utc('2026-04-04T12:00'), utc('2026-04-05T12:00')))).toEqual([
      '2026-04-04T23:00 2026-04-05T06:00',
    ]);
    expect(shown(openSpans(late, 'America/Santiago', utc('2026-09-05T12:00'), utc('2026-09-06T12:00')))).toEqual([
      '2026-09-06T00:00 2026-09-06T05:00',
    ]);
  });

  test('half an hour of Lord Howe, forwards and back', () => {
    const late = hoursOf(['22:00-04:00']);
    expect(shown(openSpans(late, 'Australia/Lord_Howe', utc('2026-04-04T03:00'), utc('2026-04-05T03:00')))).toEqual([
      '2026-04-04T11:00 2026-04-04T17:30',
    ]);
    expect(shown(openSpans(late, 'Australia/Lord_Howe', utc('2026-10-03T03:00'), utc('2026-10-04T03:00')))).toEqual([
      '2026-10-03T11:30 2026-10-03T17:00',
    ]);
  });

  test('a day that is open from midnight to midnight has 23 and 25 hours', () => {
    const always = hoursOf(['00:00-24:00']);
    const spring = openSpans(always, 'Europe/Paris', utc('2026-03-28T23:00'), utc('2026-03-29T22:00'));
    expect(shown(spring)).toEqual(['2026-03-28T23:00 2026-03-29T22:00']);
    const only = hoursOf([], { except: { '2026-10-25': ['00:00-24:00'] } });
    expect(shown(openSpans(only, 'Europe/Paris', utc('2026-10-24T00:00'), utc('2026-10-27T00:00')))).toEqual([
      '2026-10-24T22:00 2026-10-25T23:00',
    ]);
  });
});

describe('ranges and exceptions', () => {
  const paris = (week: ReturnType<typeof hoursOf>, from: string, to: string) =>
    shown(openSpans(week, 'Europe/Paris', utc(from), utc(to)));

  test('ranges that touch or overlap are one, and come in order', () => {
    const week = hoursOf(['14:00-19:00', '10:00-12:00', '11:00-13:00', '19:00-20:00']);
    expect(paris(week, '2026-06-01T00:00', '2026-06-02T00:00')).toEqual([
      '2026-06-01T08:00 2026-06-01T11:00',
      '2026-06-01T12:00 2026-06-01T18:00',
    ]);
  });

  test('spans are clipped to what was asked', () => {
    expect(paris(hoursOf(['10:00-19:00']), '2026-06-01T09:00', '2026-06-01T10:00')).toEqual([
      '2026-06-01T09:00 2026-06-01T10:00',
    ]);
    expect(paris(hoursOf(['10:00-19:00']), '2026-06-01T10:00', '2026-06-01T10:00')).toEqual([]);
  });

  test('an exception replaces the ranges of its weekday, and an empty one is closed', () => {
    const week = hoursOf(['10:00-19:00'], { except: { '2026-12-24': ['10:00-16:00'], '2026-12-25': [] } });
    expect(paris(week, '2026-12-24T00:00', '2026-12-27T00:00')).toEqual([
      '2026-12-24T09:00 2026-12-24T15:00',
      '2026-12-26T09:00 2026-12-26T18:00',
    ]);
  });

  test('the date of an exception is the date on the place’s own calendar', () => {
    const week = hoursOf(['09:00-17:00'], { except: { '2026-06-01': [] } });
    expect(isOpen(week, 'Pacific/Kiritimati', utc('2026-05-31T20:00'))).toBe(false);
    expect(isOpen(week, 'Pacific/Kiritimati', utc('2026-06-01T20:00'))).toBe(true);
  });

  test('a range past midnight belongs to the day on which it starts', () => {
    const fridays = hoursOf([], { fri: ['20:00-02:00'] });
    expect(paris(fridays, '2026-06-01T00:00', '2026-06-08T00:00')).toEqual(['2026-06-05T18:00 2026-06-06T00:00']);
    const closedSaturday = hoursOf(['20:00-02:00'], { except: { '2026-06-06': [] } });
    expect(isOpen(closedSaturday, 'Europe/Paris', utc('2026-06-05T23:30'))).toBe(true);
    const closedFriday = hoursOf(['20:00-02:00'], { except: { '2026-06-05': [] } });
    expect(isOpen(closedFriday, 'Europe/Paris', utc('2026-06-05T23:30'))).toBe(false);
  });

  test('a range that ends where it starts is closed', () => {
    expect(paris(hoursOf(['00:00-00:00', '09:00-09:00']), '2026-06-01T00:00', '2026-06-08T00:00')).toEqual([]);
  });

  test('the first instant is inside and the last is not', () => {
    const week = hoursOf(['10:00-19:00']);
    expect(
      [7.999, 8, 16.999, 17].map((hour) => isOpen(week, 'Europe/Paris', utc('2026-06-01T00:00') + hour * 3_600_000)),
    ).toEqual([false, true, true, false]);
  });
});

describe('the next opening', () => {
  const next = (week: ReturnType<typeof hoursOf>, name: string, at: string) => {
    const found = nextOpening(week, name, utc(at));
    return found === null ? null : asUtc(found);
  };

  test.each([
    ['is now when the place is open', 'Europe/Paris', '2026-06-02T12:00', '2026-06-02T12:00'],
    ['is this morning before it opens', 'Europe/Paris', '2026-06-02T05:00', '2026-06-02T08:00'],
    ['is tomorrow after it closed', 'Europe/Paris', '2026-06-02T17:00', '2026-06-03T08:00'],
    [
      'is Tuesday on a Saturday evening, across the clock change',
      'Europe/Paris',
      '2026-03-28T20:00',
      '2026-03-31T08:00',
    ],
    ['is Tuesday in Apia while it is Monday in London', 'Pacific/Apia', '2026-06-01T11:00', '2026-06-01T21:00'],
  ] as const)('%s', (_, name, at, opens) => {
    expect(next(hoursOf(['10:00-19:00'], { sun: [], mon: [] }), name, at)).toBe(opens);
  });

  test('passes over dated closings, and finds a single dated day', () => {
    const closed = { '2026-08-10': [], '2026-08-11': [], '2026-08-12': [], '2026-08-13': [] };
    expect(next(hoursOf(['10:00-19:00'], { except: closed }), 'Europe/Paris', '2026-08-09T18:00')).toBe(
      '2026-08-14T08:00',
    );
    expect(next(hoursOf([], { except: { '2027-06-01': ['10:00-12:00'] } }), 'Europe/Paris', '2026-06-01T00:00')).toBe(
      '2027-06-01T08:00',
    );
  });

  test('is none when 400 days hold none', () => {
    expect(next(hoursOf([]), 'Europe/Paris', '2026-06-01T00:00')).toBeNull();
    expect(
      next(hoursOf([], { except: { '2027-08-01': ['10:00-12:00'] } }), 'Europe/Paris', '2026-06-01T00:00'),
    ).toBeNull();
  });
});

describe('for any hours, in any zone', () => {
  const fewDays = fc.integer({ min: 0, max: 10 * 1440 }).map((minutes) => minutes * 60_000);

  test('spans are in order, apart from each other, and inside what was asked', () => {
    fc.assert(
      fc.property(hours, zone, instant, fewDays, (week, name, from, length) => {
        let last = -Infinity;
        for (const { startAt, endAt } of openSpans(week, name, from, from + length)) {
          expect(startAt).toBeGreaterThan(last);
          expect(startAt).toBeGreaterThanOrEqual(from);
          expect(endAt).toBeGreaterThan(startAt);
          expect(endAt).toBeLessThanOrEqual(from + length);
          last = endAt;
        }
      }),
      RUNS,
    );
  });

  test('two halves of a time hold what the whole holds', () => {
    fc.assert(
      fc.property(hours, zone, instant, fewDays, fewDays, (week, name, from, one, two) => {
        const length = (to: number, start: number) =>
          openSpans(week, name, start, to).reduce((sum, span) => sum + span.endAt - span.startAt, 0);
        expect(length(from + one, from) + length(from + one + two, from + one)).toBe(length(from + one + two, from));
      }),
      RUNS,
    );
  });

  test('the next opening is open, and nothing before it is', () => {
    fc.assert(
      fc.property(hours, zone, instant, (week, name, at) => {
        const found = nextOpening(week, name, at);
        expect(openSpans(week, name, at, found ?? at + 400 * DAY_MS)).toEqual([]);
        expect(found === null || (found >= at && isOpen(week, name, found))).toBe(true);
      }),
      RUNS,
    );
  });

  test('on days without a clock change, a place is open exactly when its wall clock reads so', () => {
    const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    const reads = (range: string, minute: number) => {
      const [from, to] = range.split('-').map(minutes) as [number, number];
      return to < from
        ? { today: minute >= from, tomorrow: minute < to }
        : { today: minute >= from && minute < to, tomorrow: false };
    };
    const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
    fc.assert(
      fc.property(hours, zone, instant, (week, name, at) => {
        const noons = [-2, -1, 0, 1, 2].map((day) => wallOf(name, at + day * DAY_MS).minute);
        fc.pre(new Set(noons).size === 1);
        const { date, minute } = wallOf(name, at);
        const rangesOn = (shift: number) => {
          const day = new Date(utc(`${date}T00:00`) + shift * DAY_MS);
          return week.except[day.toISOString().slice(0, 10)] ?? week[weekdays[day.getUTCDay()] ?? 'sun'];
        };
        const byWall =
          rangesOn(0).some((range) => reads(range, minute).today) ||
          rangesOn(-1).some((range) => reads(range, minute).tomorrow);
        expect(isOpen(week, name, at)).toBe(byWall);
      }),
      RUNS,
    );
  });
});
