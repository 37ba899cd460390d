/** What a person may send in one go, and then per second. */
export interface Pace {
  burst: number;
  perSecond: number;
}

/** Buckets kept; beyond them those that were made first are forgotten, and are full again. */
const KEPT = 50_000;

/** A bucket per person, whatever the number of her sockets: `take` gives null, or the wait in ms. */
export function createPace({ burst, perSecond }: Pace, now: () => number = () => performance.now()) {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(person: string, count = 1): number | null {
      const at = now();
      const bucket = buckets.get(person) ?? { left: burst, at };
      if (buckets.size >= KEPT) buckets.delete(buckets.keys().next().value ?? '');
      bucket.left = Math.min(burst, bucket.left + ((at - bucket.at) / 1_000) * perSecond);
      bucket.at = at;
      buckets.set(person, bucket);
      if (bucket.left < count) return Math.ceil(((count - bucket.left) / perSecond) * 1_000);
      bucket.left -= count;
      return null;
    },
  };
}
export type Paces = ReturnType<typeof createPace>;
