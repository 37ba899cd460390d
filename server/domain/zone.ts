import { Temporal } from 'temporal-polyfill';

/*
 * Wall clocks: what a clock on the wall of a zone shows at an instant, and when it shows it. Instants are UTC
 * milliseconds; a day is a plain date as a count of days since 1970-01-01; a minute counts from midnight of its
 * day and may pass 1440. Answers depend on their arguments alone, so they are remembered, within bounds.
 */

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const QUARTER_MS = 15 * MINUTE_MS;

/**
 * Which instant is meant when a clock change makes a wall time happen twice or not at all. Twice: `later` is the
 * second. Not at all: `earlier` reads it before the change, the others after it (Temporal's disambiguation).
 */
export type Side = 'earlier' | 'later' | 'compatible';
const SIDES: readonly Side[] = ['earlier', 'later', 'compatible'];

const ZONES_KEPT = 256;
const ANSWERS_KEPT = 2048;

/** A function of a zone and a number, remembered; a full memory is emptied, which costs time and nothing else. */
export function remembered<T>(answer: (zone: string, key: number) => T): (zone: string, key: number) => T {
  const zones = new Map<string, Map<number, T>>();
  const answersOf = (zone: string) => {
    const known = zones.get(zone);
    if (known) return known;
    if (zones.size >= ZONES_KEPT) zones.clear();
    const fresh = new Map<number, T>();
    zones.set(zone, fresh);
    return fresh;
  };
  return (zone, key) => {
    const answers = answersOf(zone);
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (answers.size >= ANSWERS_KEPT) answers.clear();
    const fresh = answer(zone, key);
    answers.set(key, fresh);
    return fresh;
  };
}

// Clocks change on a quarter of an hour of UTC, everywhere since 1973: within one quarter the offset is one.
const offsetOfQuarter = remembered(
  (zone, quarter) =>
    Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_MS).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6,
);

/** The zone's distance from UTC at an instant, in ms; positive in the east. */
export const offsetAt = (zone: string, at: number): number => offsetOfQuarter(zone, Math.floor(at / QUARTER_MS));

/** The day that the zone's calendar shows. */
export const dayAt = (zone: string, at: number): number => Math.floor((at + offsetAt(zone, at)) / DAY_MS);

/** The minute of the day, 0 to 1439, that the zone's clock shows. */
export function minuteAt(zone: string, at: number): number {
  const local = at + offsetAt(zone, at);
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
}

const MINUTES_KEYED = 4096;
const instantOfKey = remembered((zone, key) => {
  const side = SIDES[key % 3] ?? 'compatible';
  const wall = Math.floor(key / 3);
  const day = Math.floor(wall / MINUTES_KEYED);
  const local = Temporal.Instant.fromEpochMilliseconds(day * DAY_MS + (wall - day * MINUTES_KEYED) * MINUTE_MS);
  const plain = local.toZonedDateTimeISO('UTC').toPlainDateTime();
  return plain.toZonedDateTime(zone, { disambiguation: side }).epochMilliseconds;
});

/** When the zone's clock shows that minute of that day. */
export const instantOf = (zone: string, day: number, minute: number, side: Side): number =>
  instantOfKey(zone, (day * MINUTES_KEYED + minute) * 3 + SIDES.indexOf(side));

/** YYYY-MM-DD. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Minutes from midnight of "HH:MM"; "24:00" is 1440. */
export function minuteOf(clock: string): number {
  const [hour = '0', minute = '0'] = clock.split(':');
  return Number(hour) * 60 + Number(minute);
}

const canonical = remembered((zone) => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone);

/** One name for all the names of a zone: `US/Eastern` is `America/New_York`. */
export const canonicalZone = (zone: string): string => canonical(zone, 0);
