import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { dateOf, dayAt, instantOf, minuteAt, minuteOf, offsetAt, weekdayOf } from '../../server/domain/zone.ts';
import { asUtc, instant, RUNS, utc, wallOf, zone } from './clocks.ts';

const dayOf = (date: string) => utc(`${date}T00:00`) / 86_400_000;

test.each([
  // zone, day, wall, side, instant
  ['Europe/Paris', '2026-03-29', '01:59', 'compatible', '2026-03-29T00:59'],
  ['Europe/Paris', '2026-03-29', '02:30', 'compatible', '2026-03-29T01:30'],
  ['Europe/Paris', '2026-03-29', '02:30', 'later', '2026-03-29T01:30'],
  ['Europe/Paris', '2026-03-29', '02:30', 'earlier', '2026-03-29T00:30'],
  ['Europe/Paris', '2026-10-25', '02:30', 'compatible', '2026-10-25T00:30'],
  ['Europe/Paris', '2026-10-25', '02:30', 'later', '2026-10-25T01:30'],
  ['America/New_York', '2026-03-08', '02:30', 'compatible', '2026-03-08T07:30'],
  ['America/New_York', '2026-11-01', '01:30', 'earlier', '2026-11-01T05:30'],
  ['America/New_York', '2026-11-01', '01:30', 'later', '2026-11-01T06:30'],
  ['Australia/Sydney', '2026-04-05', '02:30', 'earlier', '2026-04-04T15:30'],
  ['Australia/Sydney', '2026-04-05', '02:30', 'later', '2026-04-04T16:30'],
  ['Australia/Sydney', '2026-10-04', '02:30', 'compatible', '2026-10-03T16:30'],
  // Half an hour: 02:00 goes back to 01:30, and on to 02:30.
  ['Australia/Lord_Howe', '2026-04-05', '01:45', 'earlier', '2026-04-04T14:45'],
  ['Australia/Lord_Howe', '2026-04-05', '01:45', 'later', '2026-04-04T15:15'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', 'compatible', '2026-10-03T15:45'],
  // At midnight: 24:00 goes back to 23:00, and a day begins at one.
  ['America/Santiago', '2026-04-04', '23:30', 'earlier', '2026-04-05T02:30'],
  ['America/Santiago', '2026-04-04', '23:30', 'later', '2026-04-05T03:30'],
  ['America/Santiago', '2026-09-06', '00:00', 'compatible', '2026-09-06T04:00'],
  ['Asia/Kathmandu', '2026-06-01', '09:00', 'compatible', '2026-06-01T03:15'],
  ['Pacific/Apia', '2026-06-01', '09:00', 'compatible', '2026-05-31T20:00'],
  ['Pacific/Kiritimati', '2026-06-01', '09:00', 'compatible', '2026-05-31T19:00'],
  // A minute past 24:00 is the next day's.
  ['Europe/Paris', '2026-10-24', '24:30', 'compatible', '2026-10-24T22:30'],
] as const)('%s shows %s %s (%s) at %s', (name, date, wall, side, at) => {
  expect(asUtc(instantOf(name, dayOf(date), minuteOf(wall), side))).toBe(at);
});

test('the clock on the wall is the one that Intl reads, in any zone, at any time of both changes', () => {
  fc.assert(
    fc.property(zone, instant, (name, at) => {
      expect({ date: dateOf(dayAt(name, at)), minute: minuteAt(name, at) }).toEqual(wallOf(name, at));
    }),
    RUNS,
  );
});

test('a wall time read back from its instant is the same wall time', () => {
  fc.assert(
    fc.property(zone, instant, (name, at) => {
      const read = (side: 'earlier' | 'later') => instantOf(name, dayAt(name, at), minuteAt(name, at), side);
      expect([read('earlier'), read('later')]).toContain(at);
      expect(read('earlier')).toBeLessThanOrEqual(read('later'));
    }),
    RUNS,
  );
});

test('every zone changes its clock on a quarter of an hour, so an offset may be kept for one', () => {
  const odd: string[] = [];
  for (const name of Intl.supportedValuesOf('timeZone')) {
    let at: Temporal.ZonedDateTime | null = Temporal.Instant.from('2025-01-01T00:00Z').toZonedDateTimeISO(name);
    while (at && at.year < 2028) {
      if (at.epochMilliseconds % 900_000 !== 0) odd.push(at.toString());
      at = at.getTimeZoneTransition('next');
    }
  }
  expect(odd).toEqual([]);
});

test('what is remembered does not change the answer, however many are asked', () => {
  const at = utc('2026-07-01T12:00');
  const before = offsetAt('Europe/Paris', at);
  for (let hour = 0; hour < 5000; hour++) offsetAt('Europe/Paris', at + hour * 3_600_000);
  expect(offsetAt('Europe/Paris', at)).toBe(before);
  expect(before).toBe(2 * 3_600_000);
});

test('weekdays count from Monday, before 1970 too', () => {
  expect(weekdayOf(dayOf('2026-03-29'))).toBe(6);
  expect(weekdayOf(dayOf('1969-12-29'))).toBe(0);
});
