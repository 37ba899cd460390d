import type { Policy } from '../../protocol/house.ts';
import type { Zones } from './her-zones.ts';
import type { Span } from './opening-hours.ts';
import { dayAt, instantOf, minuteOf } from './zone.ts';

/*
 * A shopper's clock rules her telephone: no call, retry or text in her night, unless she chose that time herself. Where
 * a clock change leaves a choice, the night is the longer one.
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

/** Whether a shopper's telephone must rest. */
export const isNight = (zone: string, at: number, night: Night): boolean => nightAt(zone, at, night) !== undefined;

/** From Kaliningrad to Kamchatka day is shared for two hours; where it never is, no more nights than this are looked at. */
const NIGHTS = 100;

/** `at` when it is night in none of the zones, else the end of that night; the first zone's where day is never shared. */
export function nextDay(zones: Zones, at: number, night: Night): number {
  const all = typeof zones === 'string' ? [zones] : zones;
  let day = at;
  for (let i = 0; i < NIGHTS; i++) {
    const dark = all.map((zone) => nightAt(zone, day, night)).find((span) => span !== undefined);
    if (!dark) return day;
    day = dark.endAt;
  }
  return all.length > 1 ? nextDay(all[0] ?? 'UTC', at, night) : day;
}
