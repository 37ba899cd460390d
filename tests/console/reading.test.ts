import { describe, expect, test } from 'vitest';
import { openable, piecesOf } from '../../console/models/links.ts';
import { linesOf } from '../../console/models/log-lines.ts';
import { hrefOf, routeOf } from '../../console/models/navigation.ts';
import { grouped } from '../../console/models/promises.ts';
import { languageName } from '../../console/words/languages.ts';
import { refusalWords } from '../../console/words/refusals.ts';
import { clockTime, dayName, dayTime, duration, isNight, span, tellsClock } from '../../console/words/times.ts';
import { AT, aMessage, aPromise } from './desk-cast.ts';

const PARIS = 'Europe/Paris';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('addresses in what people write', () => {
  test('X03: only http and https open; everything else stays text', () => {
    for (const text of [
      'javascript:alert(1)',
      ' java\tscript:alert(1)',
      'JAVASCRIPT:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      '//evil.example',
      'javascript%3Aalert(1)',
      '<img src=x onerror=alert(1)>',
    ]) {
      expect(piecesOf(text)).toEqual([{ text }]);
      expect(openable(text)).toBeNull();
    }
  });

  test('the address shown is the one that opens, without a name that only looks like its host', () => {
    expect(piecesOf('see https://maison.example@evil.example/x, please')).toEqual([
      { text: 'see ' },
      { text: 'https://evil.example/x', href: 'https://evil.example/x' },
      { text: ', please' },
    ]);
  });

  test('look-alike hosts are shown as they are registered', () => {
    expect(piecesOf('https://mаison.example')).toMatchObject([{ text: 'https://xn--mison-4ve.example/' }]);
  });
});

describe('where she is', () => {
  test('each address leads back to itself', () => {
    const id = '0198a5d0-1111-7000-8000-000000000001';
    for (const route of [
      { screen: 'home' },
      { screen: 'conversations', id: null },
      { screen: 'conversations', id },
      { screen: 'promises' },
      { screen: 'you' },
    ] as const) {
      expect(routeOf(hrefOf(route))).toEqual(route);
    }
  });

  test('X12: an address of somebody else’s making is Home', () => {
    for (const hash of ['#/return=//evil.example', '#//evil.example', '#/conversations/../../x', '#invite=x', '']) {
      expect(routeOf(hash)).toEqual({ screen: 'home' });
    }
  });
});

describe('times', () => {
  test('are said in the zone they belong to', () => {
    expect(clockTime(AT, PARIS)).toBe('15:00');
    expect(clockTime(AT, 'Asia/Tokyo')).toBe('23:00');
    expect(dayTime(AT + 24 * HOUR, AT, PARIS)).toBe('tomorrow 15:00');
    expect(dayTime(AT, AT, 'Pacific/Kiritimati')).toBe('04:00');
    expect(span(AT, AT + 30 * MINUTE, AT, PARIS)).toBe('15:00–15:30');
    expect(dayName(AT - 24 * HOUR, AT, PARIS)).toBe('Yesterday');
    expect(dayName(AT + 72 * HOUR, AT, PARIS)).toBe('Tuesday 24 November');
  });

  test('a zone that this browser does not know is read in UTC rather than breaking the desk', () => {
    expect(clockTime(AT, 'Mars/Olympus')).toBe('14:00');
  });

  test('night is from nine to nine of her clock', () => {
    expect(isNight(AT, 'Asia/Tokyo')).toBe(true);
    expect(isNight(AT, PARIS)).toBe(false);
    expect(isNight(AT, 'America/Los_Angeles')).toBe(true);
  });

  test('her clock is told by a zone that is a place, and by no other', () => {
    expect(['America/New_York', 'Asia/Tokyo', 'America/Argentina/Salta'].map(tellsClock)).toEqual([true, true, true]);
    const none = ['UTC', 'GMT', 'Etc/UTC', 'Etc/GMT-1', 'Etc/Unknown', 'Atlantic/Reykjavik', 'CET', 'Mars/Olympus', ''];
    expect(none.filter(tellsClock)).toEqual([]);
  });

  test('durations are short', () => {
    expect([500, 4 * MINUTE, 130 * MINUTE, 26 * HOUR, 80 * HOUR].map(duration)).toEqual([
      'a moment',
      '4 min',
      '2 h 10',
      '26 h',
      '3 days',
    ]);
  });
});

test('promises are grouped by the days of her own place, late ones on top', () => {
  const late = aPromise({ dueAt: AT - HOUR });
  const marked = aPromise({ dueAt: AT + MINUTE, brokenAt: AT });
  const inWindow = aPromise({ dueAt: AT - 10 * MINUTE, endAt: AT + 20 * MINUTE });
  const tonight = aPromise({ dueAt: AT + 8 * HOUR });
  const tomorrow = aPromise({ dueAt: AT + 10 * HOUR });
  const later = aPromise({ dueAt: AT + 60 * HOUR });
  expect(grouped([late, marked, inWindow, tonight, tomorrow, later], AT, PARIS)).toEqual({
    owed: [late, marked],
    today: [inWindow, tonight],
    tomorrow: [tomorrow],
    later: [later],
    byHand: [],
  });
});

describe('what a screen draws of a log', () => {
  test('the first of a run carries its author, and each day its name', () => {
    const said = [1, 2].map((seq) => aMessage('thread', seq, 'x'));
    const answered = aMessage('thread', 3, 'x', 'me');
    const nextDay = { ...aMessage('thread', 4, 'x', 'me'), at: AT + 20 * HOUR };
    const lines = linesOf([...said, answered, nextDay], PARIS);
    expect(lines.map((line) => (line.line === 'day' ? 'day' : line.leads))).toEqual([
      'day',
      true,
      false,
      true,
      'day',
      true,
    ]);
  });

  test('a kind that this console does not know keeps its place and shows nothing', () => {
    const unknown = { ...aMessage('thread', 1, 'x'), kind: 'hologram' } as unknown as ReturnType<typeof aMessage>;
    expect(linesOf([unknown], PARIS)).toEqual([]);
  });
});

test('refusals are said in plain words, with the seconds where waiting helps', () => {
  expect(refusalWords({ code: 'slow_down', retryInMs: 41_200 })).toBe('Too many at once. Try again in 42 seconds.');
  expect(refusalWords({ code: 'already_taken', by: 'Noé' })).toBe('Noé was faster and has it.');
  expect(refusalWords('unreachable')).toContain('cannot be reached');
});

test('languages are named, and an unknown tag is itself', () => {
  expect(languageName('fr-CH')).toBe('French');
  expect(languageName('not a tag')).toBe('not a tag');
  expect(languageName('qaa-FR')).toBe('qaa-FR');
});
