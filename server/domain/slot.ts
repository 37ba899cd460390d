import type { Hours, Policy } from '../../protocol/house.ts';
import type { Zones } from './her-zones.ts';
import { type Night, nextDay, nightWithin } from './night.ts';
import { openSpans, type Span } from './opening-hours.ts';
import { quarterUp } from './quarter.ts';
import { DAY_MS, dateOf, dayAt, instantOf, MINUTE_MS, minuteAt, remembered } from './zone.ts';

/** A quarter of an hour beyond the lead: time to read the promise, and for somebody to see it coming. */
const NOTICE_MS = 15 * MINUTE_MS;
export const CALL_WITHIN_MS = 60 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;

interface OpenPlace {
  hours: Hours;
  zone: string;
}

export interface SlotInput {
  place: OpenPlace;
  /** The shopper's: her calendar. */
  zone: string;
  /** Whose night is kept, where her zone does not tell it. */
  night?: string | undefined;
  policy: Pick<Policy, 'slotMinutes' | 'nightFrom' | 'nightTo' | 'callLeadMs'>;
  now: number;
  /** Days of the shopper's calendar, today included. */
  days: number;
  /** How many promises stand already, by the slot's start. */
  taken?: ReadonlyMap<number, number> | undefined;
  /** How many promises a slot can hold; 1 unless said. */
  capacity?: number | undefined;
}

/** Slots of one day of the shopper's calendar. */
export interface SlotDay {
  /** YYYY-MM-DD in the shopper's zone. */
  date: string;
  slots: Span[];
}

const SLOT_MINUTES_KEYED = 1024;

/**
 * Where slots may start on a day of a place: whenever its clock shows a multiple of the slot's length, both turns of
 * an hour that happens twice, and none before the last one is over. It is the same whatever the hours and the time
 * of asking are, so that a promise is counted in one slot only.
 */
const gridOfKey = remembered((zone, key) => {
  const day = Math.floor(key / SLOT_MINUTES_KEYED);
  const slotMinutes = key - day * SLOT_MINUTES_KEYED;
  const shown = new Set<number>();
  for (let minute = 0; minute + slotMinutes <= 1440; minute += slotMinutes) {
    for (const side of ['earlier', 'later'] as const) {
      const at = instantOf(zone, day, minute, side);
      if (minuteAt(zone, at) === minute) shown.add(at);
    }
  }
  const grid: number[] = [];
  for (const at of [...shown].sort((a, b) => a - b)) {
    if (at >= (grid.at(-1) ?? -Infinity) + slotMinutes * MINUTE_MS) grid.push(at);
  }
  return grid;
});

const gridOf = (zone: string, day: number, slotMinutes: number): readonly number[] =>
  gridOfKey(zone, day * SLOT_MINUTES_KEYED + slotMinutes);

/** Starts that can be promised lie in here. */
const windowOf = ({ zone, policy, now, days }: SlotInput): Span => ({
  startAt: now + policy.callLeadMs + NOTICE_MS,
  endAt: instantOf(zone, dayAt(zone, now) + days, 0, 'compatible'),
});

const slotAt = (startAt: number, { policy }: SlotInput): Span => ({
  startAt,
  endAt: startAt + policy.slotMinutes * MINUTE_MS,
});

const isFull = ({ taken, capacity = 1 }: SlotInput, startAt: number): boolean => (taken?.get(startAt) ?? 0) >= capacity;

const isWithin = (slot: Span, spans: readonly Span[]): boolean =>
  spans.some((span) => span.startAt <= slot.startAt && slot.endAt <= span.endAt);

/** Slots of the place between two instants, full ones too: within its hours, outside the shopper's night. */
function slotsBetween(input: SlotInput, from: number, to: number): Span[] {
  const { place, policy, zone } = input;
  const spans = openSpans(place.hours, place.zone, from, to + policy.slotMinutes * MINUTE_MS);
  const slots: Span[] = [];
  for (let day = dayAt(place.zone, from); day <= dayAt(place.zone, to); day++) {
    for (const startAt of gridOf(place.zone, day, policy.slotMinutes)) {
      const slot = slotAt(startAt, input);
      if (startAt < from || startAt >= to || !isWithin(slot, spans)) continue;
      if (!nightWithin(input.night ?? zone, slot, policy)) slots.push(slot);
    }
  }
  return slots;
}

/**
 * The times that may be promised to a shopper, by days of her own calendar; a day without any is left out. Aligned to
 * the place's clock, wholly inside its hours, never in her night, none full, none too soon.
 */
export function slotsOf(input: SlotInput): SlotDay[] {
  const { startAt, endAt } = windowOf(input);
  const days = new Map<string, Span[]>();
  for (const slot of startAt < endAt ? slotsBetween(input, startAt, endAt) : []) {
    if (isFull(input, slot.startAt)) continue;
    const date = dateOf(dayAt(input.zone, slot.startAt));
    days.set(date, [...(days.get(date) ?? []), slot]);
  }
  return [...days].map(([date, slots]) => ({ date, slots }));
}

/** Whether a slot that starts there can be promised: `taken` when it could but for others. */
export function isPromisable(input: SlotInput, startAt: number): 'open' | 'taken' | 'closed' {
  const window = windowOf(input);
  if (!(startAt >= window.startAt && startAt < window.endAt)) return 'closed';
  const [slot] = slotsBetween(input, startAt, startAt + 1);
  if (slot?.startAt !== startAt) return 'closed';
  return isFull(input, startAt) ? 'taken' : 'open';
}

/**
 * The first quarter of an hour from `notBefore` on at which the place is open and it is not her night; null when 60
 * days hold none.
 */
export function nextCallTime(input: {
  notBefore: number;
  /** Hers, or those that hers may be. */
  zone: Zones;
  place: OpenPlace;
  policy: Night;
}): number | null {
  const { notBefore, zone, place, policy } = input;
  const until = notBefore + CALL_WITHIN_MS;
  // Week by week, so that a place that is open soon costs little, and one that never suits her not much more.
  for (let from = quarterUp(notBefore); from < until; from += WEEK_MS) {
    for (const span of openSpans(place.hours, place.zone, from, Math.min(from + WEEK_MS, until))) {
      let at = quarterUp(span.startAt);
      while (at < span.endAt) {
        const day = nextDay(zone, at, policy);
        if (day === at) return at;
        at = quarterUp(day);
      }
    }
  }
  return null;
}
