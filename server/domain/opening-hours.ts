import type { Hours } from '../../protocol/house.ts';
import { DAY_MS, dateOf, dayAt, instantOf, minuteOf, weekdayOf } from './zone.ts';

/** From `startAt` up to, but without, `endAt`. */
export interface Span {
  startAt: number;
  endAt: number;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const LOOK_AHEAD_DAYS = 400;
const WEEK_MS = 7 * DAY_MS;

const rangesOf = (hours: Hours, day: number): readonly string[] =>
  hours.except[dateOf(day)] ?? hours[WEEKDAYS[weekdayOf(day)] ?? 'mon'];

/**
 * One range of one day. A range that ends before it starts ends on the next day; one that ends where it starts is
 * closed (as Google reads schema.org's hours). Where clocks go back inside it, it takes both turns of the hour; an
 * hour that is skipped is read after the change.
 */
function spanOf(range: string, zone: string, day: number): Span {
  const [opens = '', closes = ''] = range.split('-');
  const start = minuteOf(opens);
  const end = minuteOf(closes);
  return {
    startAt: instantOf(zone, day, start, 'compatible'),
    endAt: end === start ? 0 : instantOf(zone, day, end < start ? end + 1440 : end, 'later'),
  };
}

function merged(spans: Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of spans.sort((a, b) => a.startAt - b.startAt)) {
    const last = whole.at(-1);
    if (last && span.startAt <= last.endAt) last.endAt = Math.max(last.endAt, span.endAt);
    else whole.push(span);
  }
  return whole;
}

/**
 * When a place is open within [from, to): merged, clipped and in order. A range past midnight belongs to the day on
 * which it starts, also where an exception closes the next day.
 */
export function openSpans(hours: Hours, zone: string, from: number, to: number): Span[] {
  if (!(from < to)) return [];
  const spans: Span[] = [];
  // One day more at each end: a range of yesterday may still run, and clocks may go back across midnight.
  for (let day = dayAt(zone, from) - 1; day <= dayAt(zone, to) + 1; day++) {
    for (const range of rangesOf(hours, day)) {
      const span = spanOf(range, zone, day);
      const clipped = { startAt: Math.max(span.startAt, from), endAt: Math.min(span.endAt, to) };
      if (clipped.startAt < clipped.endAt) spans.push(clipped);
    }
  }
  return merged(spans);
}

export const isOpen = (hours: Hours, zone: string, at: number): boolean =>
  openSpans(hours, zone, at, at + 1).length > 0;

/** `at` itself when open, else the next opening within 400 days, else null. */
export function nextOpening(hours: Hours, zone: string, at: number): number | null {
  const until = at + LOOK_AHEAD_DAYS * DAY_MS;
  for (let from = at; from < until; from += WEEK_MS) {
    const [next] = openSpans(hours, zone, from, Math.min(from + WEEK_MS, until));
    if (next) return next.startAt;
  }
  return null;
}
