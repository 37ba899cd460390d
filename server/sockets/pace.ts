/** Commands that a person may send in one go, and then per second. */
export interface Pace {
  burst: number;
  perSecond: number;
}

/** A bucket per person, whatever the number of her sockets: `take` gives null, or the wait in ms. */
export function createPace({ burst, perSecond }: Pace, now: () => number = () => performance.now()) {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(person: string): number | null {
      const at = now();
      const bucket = buckets.get(person) ?? { left: burst, at };
      bucket.left = Math.min(burst, bucket.left + ((at - bucket.at) / 1_000) * perSecond);
      bucket.at = at;
      buckets.set(person, bucket);
      if (bucket.left < 1) return Math.ceil(((1 - bucket.left) / perSecond) * 1_000);
      bucket.left -= 1;
      return null;
    },
    forget(person: string): void {
      buckets.delete(person);
    },
  };
}
