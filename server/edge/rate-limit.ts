import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type Refusal, refuse } from '../../protocol/refusals.ts';

/** So many within so long; whoever has had them waits for what is left of that time. */
export interface Rate {
  times: number;
  withinMs: number;
}

/**
 * The one shape of a limit: so many by key, whatever is counted (commands, sign-ins, characters) and whoever the key is
 * (a person, an address). What is refused counts too, and is forgotten with the rest.
 */
export interface RateLimit {
  /** Counts so many, and gives null; or the wait in ms. */
  take(key: string, count?: number): Promise<number | null>;
  /** The wait in ms until one may be taken; null where it may be now. Counts nothing. */
  waitFor(key: string): Promise<number | null>;
  /** Counts what was used already, beyond the limit too: the next `take` waits. */
  spend(key: string, count: number): Promise<void>;
  /** What was counted is forgotten. */
  forgive(key: string): Promise<void>;
}

/** Gives a wait in ms for one of many who were refused; `over` is how many those are, in times of the limit. */
export type Spread = (over: number) => number;

/** `spread` says when each of many who were refused may come back, where not all of them should at once. */
export function createRateLimit({ times, withinMs }: Rate, spread?: Spread): RateLimit {
  const limiter = new RateLimiterMemory({ points: times, duration: withinMs / 1_000 });
  const waitOf = ({ msBeforeNext, consumedPoints }: RateLimiterRes) =>
    // By the machine's clock: one that is set back must not make anybody wait for longer than the whole time.
    spread?.((consumedPoints - times) / times) ?? Math.min(withinMs, Math.max(1, Math.ceil(msBeforeNext)));
  return {
    async take(key, count = 1) {
      try {
        await limiter.consume(key, count);
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return waitOf(refused);
        throw refused;
      }
    },
    async waitFor(key) {
      const counted = await limiter.get(key);
      return counted && counted.consumedPoints >= times && counted.msBeforeNext > 0 ? waitOf(counted) : null;
    },
    async spend(key, count) {
      await limiter.penalty(key, count);
    },
    async forgive(key) {
      await limiter.delete(key);
    },
  };
}

/** The one shape of its refusal: when asking again makes sense, where it was too much. */
export function slowDown(retryInMs: number): Refusal;
export function slowDown(retryInMs: number | null): Refusal | null;
export function slowDown(retryInMs: number | null): Refusal | null {
  return retryInMs === null ? null : refuse('slow_down', { retryInMs });
}
