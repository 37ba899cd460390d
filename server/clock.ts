/** The clock by which everything timed is decided; UTC ms. */
export interface Clock {
  now(): number;
  /** Moves it ahead; only where TEST_CLOCK allows. */
  forward(ms: number): void;
}

interface Times {
  wall(): number;
  monotonic(): number;
}

const MACHINE: Times = { wall: () => Date.now(), monotonic: () => performance.now() };

/** At most a second a minute: a wall clock that jumps an hour breaks no promise. */
const SLEW = 1 / 60;

/** Wall time at the start plus monotonic time since, slewed gently towards the wall. Never goes back. */
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
  };
}
