import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** Time as the relay has it, so that countdowns are right on a phone whose clock is not. */
export interface Clock {
  now(): number;
  /** Moves once a second. */
  readonly second: ReadonlySignal<number>;
  /** Moves once a minute: for what says "four minutes ago". */
  readonly minute: ReadonlySignal<number>;
  /** Takes the relay's time from an answer; half of the round trip counts as the way back. */
  learn(relayNow: number, askedAt: number): void;
  dispose(): void;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

export function createClock(read: () => number = Date.now): Clock {
  let offsetMs = 0;
  const now = () => read() + offsetMs;
  const second = signal(now());
  const tick = () => {
    second.value = now();
  };
  const timer = setInterval(tick, SECOND_MS);
  return {
    now,
    second,
    minute: computed(() => Math.floor(second.value / MINUTE_MS) * MINUTE_MS),
    learn(relayNow, askedAt) {
      const heardAt = read();
      offsetMs = relayNow + (heardAt - askedAt) / 2 - heardAt;
      tick();
    },
    dispose: () => clearInterval(timer),
  };
}
