import fc from 'fast-check';
import type { Hours } from '../../protocol/house.ts';

/** Instants are written as UTC in these tests, so that no expectation is computed by the code it judges. */
export const utc = (text: string): number => Date.parse(`${text}Z`);

/** The same as text, which a failing test shows readably. */
export const asUtc = (at: number): string => new Date(at).toISOString().slice(0, 16);

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Hours of a place: the same ranges every day, but for what `but` says. */
export function hoursOf(daily: string[], but: Partial<Hours> = {}): Hours {
  const week = Object.fromEntries(DAYS.map((day) => [day, daily])) as Omit<Hours, 'except'>;
  return { ...week, except: {}, ...but };
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** What the zone's clock shows, asked of Intl and of nothing of ours. */
export function wallOf(zone: string, at: number): { date: string; minute: number } {
  const known = wallClocks.get(zone);
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  wallClocks.set(zone, format);
  const [date = '', clock = ''] = format.format(at).split(' ');
  const [hour, minute] = clock.split(':').map(Number);
  return { date, minute: (hour ?? 0) * 60 + (minute ?? 0) };
}

/** Clock changes of every make: none, an hour, half an hour, two hours, at midnight, in the north and in the south. */
export const ZONES = [
  'Europe/Paris',
  'Europe/London',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Beirut',
  'Africa/Cairo',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
] as const;

export const zone = fc.constantFrom(...ZONES);
/** Minutes of 2026 and 2027. */
export const instant = fc
  .integer({ min: utc('2026-01-01T00:00') / 60_000, max: utc('2027-12-31T00:00') / 60_000 })
  .map((minutes) => minutes * 60_000);

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const fiveMinutes = (last: number) => fc.integer({ min: 0, max: last / 5 }).map((n) => clock(n * 5));
const ranges = fc.array(
  fc.tuple(fiveMinutes(1435), fiveMinutes(1440)).map(([from, to]) => `${from}-${to}`),
  { maxLength: 3 },
);
const date = fc
  .integer({ min: 0, max: 729 })
  .map((day) => asUtc(utc('2026-01-01T00:00') + day * 86_400_000).slice(0, 10));

export const hours: fc.Arbitrary<Hours> = fc.record({
  mon: ranges,
  tue: ranges,
  wed: ranges,
  thu: ranges,
  fri: ranges,
  sat: ranges,
  sun: ranges,
  except: fc.dictionary(date, ranges, { maxKeys: 5 }),
});

export const night = fc
  .tuple(fiveMinutes(1435), fiveMinutes(1435))
  .map(([nightFrom, nightTo]) => ({ nightFrom, nightTo }));

/** The same runs every time; change the seed to look further. */
export const RUNS: fc.Parameters<unknown> = {
  seed: Number(process.env.SEED ?? 2026),
  numRuns: Number(process.env.RUNS ?? 200),
};
