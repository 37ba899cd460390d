import { START_AT } from './cast.ts';

/** A clock that stands until a hand moves it. */
export function movedClock(startAt = START_AT) {
  let at = startAt;
  return {
    now: () => at,
    forward(ms: number): void {
      at += ms;
    },
  };
}
export type MovedClock = ReturnType<typeof movedClock>;
