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

/** So many keys are told apart within one window; whoever comes beyond them shares one count, so that nobody fills the memory. */
const MOST_KEYS = 100_000;
const BEYOND = '\0';

/** `spread` says when each of many who were refused may come back, where not all of them should at once. */
export function createRateLimit({ times, withinMs }: Rate, spread?: Spread, most = MOST_KEYS): RateLimit {
  const counted = countKeys(withinMs, most);
  const limiter = new RateLimiterMemory({ points: times, duration: withinMs / 1_000 });
  const waitOf = ({ msBeforeNext, consumedPoints }: RateLimiterRes) =>
    // By the machine's clock: one that is set back must not make anybody wait for longer than the whole time.
    spread?.((consumedPoints - times) / times) ?? Math.min(withinMs, Math.max(1, Math.ceil(msBeforeNext)));
  return {
    async take(key, count = 1) {
      try {
        await limiter.consume(counted(key), count);
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return waitOf(refused);
        throw refused;
      }
    },
    async waitFor(key) {
      const had = await limiter.get(counted(key));
      return had && had.consumedPoints >= times && had.msBeforeNext > 0 ? waitOf(had) : null;
    },
    async spend(key, count) {
      await limiter.penalty(counted(key), count);
    },
    async forgive(key) {
      await limiter.delete(counted(key));
    },
  };
}

/** By which name a key is counted: its own, while there are not too many in this window. */
function countKeys(withinMs: number, most: number): (key: string) => string {
  const known = new Set<string>();
  let since = performance.now();
  return (key) => {
    if (performance.now() - since > withinMs) {
      known.clear();
      since = performance.now();
    }
    if (known.size >= most && !known.has(key)) return BEYOND;
    known.add(key);
    return key;
  };
}

/** The one shape of its refusal: when asking again makes sense, where it was too much. */
export function slowDown(retryInMs: number): Refusal;
export function slowDown(retryInMs: number | null): Refusal | null;
export function slowDown(retryInMs: number | null): Refusal | null {
  return retryInMs === null ? null : refuse('slow_down', { retryInMs });
}
