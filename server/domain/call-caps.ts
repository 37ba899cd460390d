import { isOpen } from '../../protocol/request-state.ts';
import type { RequestRow } from './rows.ts';
import { DAY_MS } from './zone.ts';

/*
 * How many calls may be asked for: a form that makes people ring is a weapon. What counts is what came of an ask, never
 * the ask: one that was refused, or withdrawn before anybody took it, costs nobody anything. Whoever knows a number can
 * ask for a call to it, so that the number's cap stands for the day on which it would ring and no longer: its owner is
 * never shut out by strangers for more than that day, may choose another, and may always write. A cap's fullness is
 * told to nobody, since it would tell strangers of each other.
 */

export interface CallLimits {
  /** Calls to one number that stand for one day, whoever asked. */
  perNumberAtOnce: number;
  /** Calls to one number that somebody took, and so may have rung, within 24 hours. */
  perNumberPerDay: number;
  /** Calls that were promised within 24 hours: to one person, */
  perPersonPerDay: number;
  /** to one address, */
  perAddressPerDay: number;
  /** and to the thousand numbers that differ in their last three digits; above the address's, so that none fills it alone. */
  perRangePerDay: number;
}

/** Why no further call may be asked for; `stands`: the shopper has one already. */
export type CallCause = 'stands' | 'number' | 'person' | 'address' | 'range';

/** At most `limit` calls under one key; each is counted until then, or until it is over, whichever is first. */
export interface Cap {
  cause: CallCause;
  key: string;
  limit: number;
  untilAt: number;
  /** `standing`: a call counts until it is over. `promised`: unless it was withdrawn in time. `rung`: once somebody took it. */
  counted: 'standing' | 'promised' | 'rung';
}

export interface CallCounted {
  e164: string;
  person: string;
  /** As limits count it; null where none is known. */
  address: string | null;
  dueAt: number;
}

const LAST_DIGITS = 3;
/** Longer than any call is owed. */
const STANDS_MS = 30 * DAY_MS;

/** Of a number, for the day on which it would ring. */
export const ringCap = ({ e164, dueAt }: Pick<CallCounted, 'e164' | 'dueAt'>, limits: CallLimits): Cap => ({
  cause: 'number',
  key: `ring ${e164} ${Math.floor(dueAt / DAY_MS)}`,
  limit: limits.perNumberAtOnce,
  untilAt: dueAt + STANDS_MS,
  counted: 'standing',
});

/** The caps that one call falls under, the shopper's own first. `atOnce`: how many calls of hers may stand. */
export function capsOf(call: CallCounted, limits: CallLimits, atOnce: number, now: number): Cap[] {
  const { e164, person, address, dueAt } = call;
  const aDay = { counted: 'promised', untilAt: now + DAY_MS } as const;
  const caps: Cap[] = [
    { cause: 'stands', key: `stands ${person}`, limit: atOnce, untilAt: dueAt + STANDS_MS, counted: 'standing' },
    ringCap(call, limits),
    { cause: 'number', key: `number ${e164}`, limit: limits.perNumberPerDay, untilAt: dueAt + DAY_MS, counted: 'rung' },
    { ...aDay, cause: 'person', key: `person ${person}`, limit: limits.perPersonPerDay },
    { ...aDay, cause: 'range', key: `range ${e164.slice(0, -LAST_DIGITS)}`, limit: limits.perRangePerDay },
  ];
  if (address === null) return caps;
  return [...caps, { ...aDay, cause: 'address', key: `address ${address}`, limit: limits.perAddressPerDay }];
}

type Asked = Pick<RequestRow, 'state' | 'holder' | 'lastHolder' | 'person'>;

/** Whether a call that stands under a cap still counts there, when `person` asks for another. */
export function counts(cap: Pick<Cap, 'cause' | 'counted'>, asked: Asked, person: string): boolean {
  const rung = (asked.lastHolder ?? asked.holder) !== null;
  if (cap.counted === 'rung') return rung;
  if (cap.counted === 'promised') return rung || asked.state !== 'withdrawn';
  // A house that lets one person have two calls lets her have both on her own number.
  const isHers = cap.cause === 'number' && asked.person === person;
  return isOpen(asked) && asked.state !== 'resumed' && !isHers;
}
