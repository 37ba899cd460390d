import type { OfferRow } from './rows.ts';

/*
 * A message left is offered when somebody has time: to one person at a time, and to the same one again only after a
 * gap that grows, so that what nobody takes does not ring all day.
 */

const FIRST_GAP_MS = 10 * 60_000;
const LONGEST_GAP_MS = 4 * 3600_000;
/** Whoever declined the live request is asked for the message it became after this long. */
const DECLINED_REST_MS = 15 * 60_000;

type Rung = Pick<OfferRow, 'associate' | 'state' | 'answeredAt' | 'offeredAt'>;

/** After so many rings that went by. */
export const gapAfter = (missed: number): number => Math.min(LONGEST_GAP_MS, FIRST_GAP_MS * 2 ** (missed - 1));

/**
 * From when each may be asked for it again; whoever does not stand here may be asked now. Declined is never: she has
 * answered. `before` are the offers of the live request that it was.
 */
export function restingFrom(rung: readonly Rung[], before: readonly Rung[]): Map<string, number> {
  const from = new Map<string, number>();
  for (const { associate, state, answeredAt } of before) {
    if (state === 'declined') from.set(associate, (answeredAt ?? 0) + DECLINED_REST_MS);
  }
  const missed = new Map<string, number>();
  for (const { associate, state, answeredAt, offeredAt } of rung) {
    if (state === 'declined') from.set(associate, Number.POSITIVE_INFINITY);
    if (state !== 'missed') continue;
    const times = (missed.get(associate) ?? 0) + 1;
    missed.set(associate, times);
    from.set(associate, Math.max(from.get(associate) ?? 0, (answeredAt ?? offeredAt) + gapAfter(times)));
  }
  return from;
}
