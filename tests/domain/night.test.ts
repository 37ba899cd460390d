import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNight, nextDay } from '../../server/domain/night.ts';
import { asUtc, instant, night, RUNS, utc, zone } from './clocks.ts';

const HERS = { nightFrom: '21:00', nightTo: '09:00' };

describe('T21: her telephone rests from 21:00 to 09:00 of her own clock', () => {
  test.each([
    // zone, instant, night, the next day
    ['America/New_York', '2026-06-02T03:30', true, '2026-06-02T13:00'],
    ['America/New_York', '2026-06-02T00:59', false, '2026-06-02T00:59'],
    ['America/New_York', '2026-06-02T01:00', true, '2026-06-02T13:00'],
    ['America/New_York', '2026-06-02T12:59', true, '2026-06-02T13:00'],
    ['America/New_York', '2026-06-02T13:00', false, '2026-06-02T13:00'],
    // The night of a clock change is an hour shorter or longer, and ends at nine.
    ['Europe/Paris', '2026-03-28T20:30', true, '2026-03-29T07:00'],
    ['Europe/Paris', '2026-10-24T19:30', true, '2026-10-25T08:00'],
    ['America/New_York', '2026-03-08T04:30', true, '2026-03-08T13:00'],
    ['America/New_York', '2026-11-01T03:30', true, '2026-11-01T14:00'],
    ['Australia/Sydney', '2026-04-04T12:00', true, '2026-04-04T23:00'],
    ['Australia/Sydney', '2026-10-03T12:00', true, '2026-10-03T22:00'],
    ['America/Santiago', '2026-04-05T03:30', true, '2026-04-05T13:00'],
    ['Australia/Lord_Howe', '2026-04-04T15:15', true, '2026-04-04T22:30'],
    ['Asia/Kathmandu', '2026-06-01T15:14', false, '2026-06-01T15:14'],
    ['Asia/Kathmandu', '2026-06-01T15:15', true, '2026-06-02T03:15'],
    ['Pacific/Kiritimati', '2026-06-01T06:59', false, '2026-06-01T06:59'],
    ['Pacific/Kiritimati', '2026-06-01T07:00', true, '2026-06-01T19:00'],
    ['Pacific/Apia', '2026-06-01T08:00', true, '2026-06-01T20:00'],
  ] as const)('%s at %s UTC: night is %s, day from %s', (name, at, dark, day) => {
    expect(isNight(name, utc(at), HERS)).toBe(dark);
    expect(asUtc(nextDay(name, utc(at), HERS))).toBe(day);
  });
});

test('a night that starts after midnight, and none at all', () => {
  const short = { nightFrom: '01:00', nightTo: '06:00' };
  expect(isNight('Asia/Tokyo', utc('2026-06-01T15:59'), short)).toBe(false);
  expect(isNight('Asia/Tokyo', utc('2026-06-01T16:00'), short)).toBe(true);
  expect(asUtc(nextDay('Asia/Tokyo', utc('2026-06-01T16:00'), short))).toBe('2026-06-01T21:00');
  expect(isNight('Asia/Tokyo', utc('2026-06-01T16:00'), { nightFrom: '09:00', nightTo: '09:00' })).toBe(false);
});

test('where a clock change leaves a choice, the night is the longer one', () => {
  const ends = { nightFrom: '21:00', nightTo: '02:30' };
  expect(isNight('Europe/Paris', utc('2026-10-25T01:29'), ends)).toBe(true);
  expect(isNight('Europe/Paris', utc('2026-10-25T01:30'), ends)).toBe(false);
  const starts = { nightFrom: '02:30', nightTo: '09:00' };
  expect(isNight('Europe/Paris', utc('2026-10-25T00:30'), starts)).toBe(true);
  expect(isNight('Europe/Paris', utc('2026-03-29T01:00'), starts)).toBe(true);
});

test('T21: the next day is never night, and all of the time until then is', () => {
  fc.assert(
    fc.property(zone, instant, night, (name, at, dark) => {
      const day = nextDay(name, at, dark);
      expect(isNight(name, day, dark)).toBe(false);
      expect(day > at).toBe(isNight(name, at, dark));
      for (let then = at; then < day; then += 7 * 60_000) expect(isNight(name, then, dark)).toBe(true);
      if (day > at) expect(isNight(name, day - 1, dark)).toBe(true);
    }),
    RUNS,
  );
});
