/** The clock by which everything timed is decided; UTC ms. */
export interface Clock {
  now(): number;
  /** Moves it ahead; only where TEST_CLOCK allows. */
  forward(ms: number): void;
  /** How far it was moved. */
  readonly aheadMs: number;
  /** An earlier life has written this time down: the clock does not start before it. */
  notBefore(at: number): void;
}

interface Times {
  wall(): number;
  monotonic(): number;
}

const MACHINE: Times = { wall: () => Date.now(), monotonic: () => performance.now() };

/** At most a second a minute: a wall clock that jumps an hour breaks no promise. */
const SLEW = 1 / 60;

/** A heartbeat further ahead of the wall than this was written by a clock that was wrong. */
const BELIEVED_MS = 24 * 3600_000;

/**
 * Wall time at the start plus monotonic time since, slewed gently towards the wall. Never goes back; nor across a
 * restart, once it was told `notBefore`.
 */
export function createClock(times: Times = MACHINE): Clock {
  let last = times.monotonic();
  let now = times.wall();
  let ahead = 0;
  return {
    now() {
      const monotonic = times.monotonic();
      const elapsed = monotonic - last;
      last = monotonic;
      const drift = times.wall() - (now + elapsed);
      const slew = Math.max(-elapsed * SLEW, Math.min(elapsed * SLEW, drift));
      now += elapsed + slew;
      return Math.floor(now + ahead);
    },
    forward(ms) {
      ahead += ms;
    },
    notBefore(at) {
      if (at > now && at < now + BELIEVED_MS) now = at;
    },
    get aheadMs() {
      return ahead;
    },
  };
}
