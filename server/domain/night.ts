import type { Policy } from '../../protocol/house.ts';
import type { Span } from './opening-hours.ts';
import { dayAt, instantOf, minuteOf } from './zone.ts';

/*
 * Her clock rules her telephone: no call, retry or text in her night, unless she chose that time herself. Where a
 * clock change leaves a choice, the night is the longer one.
 */

export type Night = Pick<Policy, 'nightFrom' | 'nightTo'>;

function nightOf(zone: string, day: number, night: Night): Span {
  const from = minuteOf(night.nightFrom);
  const to = minuteOf(night.nightTo);
  const startAt = instantOf(zone, day, from, 'earlier');
  if (from === to) return { startAt, endAt: startAt };
  return { startAt, endAt: instantOf(zone, day, to < from ? to + 1440 : to, 'later') };
}

/** The night that touches [startAt, endAt), or undefined. A night that ends where it starts is none. */
export function nightWithin(zone: string, { startAt, endAt }: Span, night: Night): Span | undefined {
  for (let day = dayAt(zone, startAt) - 1; day <= dayAt(zone, endAt) + 1; day++) {
    const span = nightOf(zone, day, night);
    if (span.startAt < span.endAt && span.startAt < endAt && startAt < span.endAt) return span;
  }
  return undefined;
}

const nightAt = (zone: string, at: number, night: Night) => nightWithin(zone, { startAt: at, endAt: at + 1 }, night);

/** Whether her telephone must rest. */
export const isNight = (zone: string, at: number, night: Night): boolean => nightAt(zone, at, night) !== undefined;

/** `at` when it is not night, else the end of that night. */
export function nextDay(zone: string, at: number, night: Night): number {
  let day = at;
  for (let dark = nightAt(zone, day, night); dark; dark = nightAt(zone, day, night)) day = dark.endAt;
  return day;
}
