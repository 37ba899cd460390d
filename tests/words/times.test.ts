import { describe, expect, test } from 'vitest';
import { quickReplies, REPLIES } from '../../console/words/quick-replies.ts';
import { cityOf, clockTime, dayName, dayTime, duration, listTime, span, waited } from '../../console/words/times.ts';

const PARIS = 'Europe/Paris';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Tuesday, 13:35 in Paris. */
const NOW = Date.UTC(2026, 10, 24, 12, 35);

describe('times as the desk says them', () => {
  test('a moment is told by the clock of the zone that is named, and by UTC where this browser has none such', () => {
    expect(clockTime(NOW, PARIS)).toBe('13:35');
    expect(clockTime(NOW, 'Asia/Tokyo')).toBe('21:35');
    expect(clockTime(NOW, 'Mars/Olympus')).toBe('12:35');
    expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  });

  test('today, tomorrow and yesterday are days of her calendar', () => {
    const beside = [-DAY, 0, DAY, 2 * DAY].map((far) => dayName(NOW + far, NOW, PARIS));
    expect(beside).toEqual(['Yesterday', 'Today', 'Tomorrow', 'Thursday 26 November']);
    expect([-DAY, 0, DAY, 2 * DAY].map((far) => dayTime(NOW + far, NOW, PARIS))).toEqual([
      'yesterday 13:35',
      '13:35',
      'tomorrow 13:35',
      'Thu 26 Nov 13:35',
    ]);
  });

  test('in the nights when the clock changes too', () => {
    // Half past eleven at night, before a day of 23 hours: 24 hours on is the day after tomorrow.
    const spring = Date.UTC(2026, 2, 28, 22, 30);
    expect(dayName(Date.UTC(2026, 2, 29, 12), spring, PARIS)).toBe('Tomorrow');
    expect(dayName(Date.UTC(2026, 2, 30, 12), spring, PARIS)).toBe('Monday 30 March');
    expect(dayTime(Date.UTC(2026, 2, 30, 12), spring, PARIS)).toBe('Mon 30 Mar 14:00');
    // Half past midnight of a day of 25 hours: 24 hours on it is still the same day.
    const autumn = Date.UTC(2026, 9, 24, 22, 30);
    expect(dayName(Date.UTC(2026, 9, 26, 12), autumn, PARIS)).toBe('Tomorrow');
    expect(dayName(Date.UTC(2026, 9, 24, 12), autumn, PARIS)).toBe('Yesterday');
    const after = Date.UTC(2026, 9, 26, 22, 59);
    expect(dayTime(Date.UTC(2026, 9, 25, 12), after, PARIS)).toBe('yesterday 13:00');
  });

  test('a slot is said from when to when, a moment alone', () => {
    expect(span(NOW, NOW + HOUR / 2, NOW, PARIS)).toBe('13:35–14:05');
    expect(span(NOW + DAY, null, NOW, PARIS)).toBe('tomorrow 13:35');
  });

  test('how long it is, in full units that have passed, and a short wait by the second', () => {
    const spans = [MINUTE - 1, MINUTE, HOUR - 1, 2 * HOUR + 10 * MINUTE, 3 * HOUR, 47 * HOUR, 3 * DAY];
    expect(spans.map(duration)).toEqual(['a moment', '1 min', '59 min', '2 h 10', '3 h', '47 h', '3 days']);
    expect([0, 42_000, 2 * MINUTE].map(waited)).toEqual(['1 s', '42 s', '2 min']);
  });

  test('a list says since when in as few words as are unmistakable', () => {
    const since = [0, 30 * MINUTE, 3 * DAY, 7 * DAY].map((ago) => listTime(NOW - ago, NOW, PARIS));
    expect(since).toEqual(['now', '13:05', 'Sat', '17 Nov']);
  });
});

test('quick replies are in the client’s language, or in English, and as many in each', () => {
  for (const [language, replies] of Object.entries(REPLIES)) {
    expect(quickReplies(`${language}-XX`)).toBe(replies);
    expect(replies).toHaveLength(REPLIES.en.length);
    for (const reply of replies) expect(reply).not.toMatch(/queue|agent|busy|offline|\bbot\b/i);
  }
  for (const language of ['pt-BR', '', 'constructor']) expect(quickReplies(language)).toBe(REPLIES.en);
});
