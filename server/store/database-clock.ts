/** The clock by which a shared database's relays decide: its own. */
export interface DatabaseClock {
  now(): number;
  /** What `clock_timestamp()` said just now, which is given back as a time of this clock. */
  heard(at: number): number;
}

/** A difference counts for so long at least, and twice as long at most. */
const KEPT_MS = 1_000;

/**
 * The database's clock as last heard, carried on by the machine's; `aheadMs` is how far a test has moved it. What is
 * heard was said a while ago, which nobody can tell (an answer may have lain about while this process was stopped), so
 * that the clock seems behind, never ahead: of the differences heard of late the greatest is the nearest.
 */
export function databaseClock(machine: { now(): number; readonly aheadMs: number }): DatabaseClock {
  let since = Number.NEGATIVE_INFINITY;
  let before = Number.NEGATIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  const between = () => Math.max(before, greatest);
  return {
    now: () => Math.floor(machine.now() + (Number.isFinite(between()) ? between() : 0)),
    heard(at) {
      const here = machine.now();
      const moved = here - machine.aheadMs;
      if (moved - since > KEPT_MS) {
        since = moved;
        before = greatest;
        greatest = Number.NEGATIVE_INFINITY;
      }
      greatest = Math.max(greatest, at + machine.aheadMs - here);
      return at + machine.aheadMs;
    },
  };
}
