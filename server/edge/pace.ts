/** What one key may do in one go, and then per second. */
export interface Pace {
  burst: number;
  perSecond: number;
}

/**
 * The one shape of a limit: a bucket per key, whatever it counts (commands, bytes) and whoever the key is (a person, an
 * address).
 */
export interface Paces {
  /** Takes so many, and gives null; or takes nothing, and gives the wait in ms. */
  take(key: string, count?: number): number | null;
  /** The wait in ms until so many could be taken; null where they could be now. Takes nothing. */
  waitFor(key: string, count?: number): number | null;
  /** Takes what has been used already, beyond what was left too: the next `take` waits the longer. */
  spend(key: string, count: number): void;
}

interface Bucket {
  left: number;
  at: number;
}

/** Buckets kept; beyond them those that were made first are forgotten, and are full again. */
const KEPT = 50_000;

export function createPace({ burst, perSecond }: Pace, now: () => number = () => performance.now()): Paces {
  const buckets = new Map<string, Bucket>();
  const filled = (key: string): Bucket => {
    const at = now();
    const known = buckets.get(key);
    if (known) {
      known.left = Math.min(burst, known.left + ((at - known.at) / 1_000) * perSecond);
      known.at = at;
      return known;
    }
    if (buckets.size >= KEPT) buckets.delete(buckets.keys().next().value ?? '');
    const bucket = { left: burst, at };
    buckets.set(key, bucket);
    return bucket;
  };
  const wait = ({ left }: Bucket, count: number): number | null =>
    left < count ? Math.ceil(((count - left) / perSecond) * 1_000) : null;
  return {
    waitFor: (key, count = 1) => wait(filled(key), count),
    take(key, count = 1) {
      const bucket = filled(key);
      const waitMs = wait(bucket, count);
      if (waitMs === null) bucket.left -= count;
      return waitMs;
    },
    spend(key, count) {
      filled(key).left -= count;
    },
  };
}
