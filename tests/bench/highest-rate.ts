export interface Search {
  from: number;
  /** Each step is this many times the one before. */
  rise: number;
  /** The share of the rate to which it is found. */
  within: number;
  /** Below this nothing is looked for. */
  least: number;
}

/**
 * The highest rate that holds: rising steps until one does not, then halving what lies between. Where the first does
 * not hold, falling steps come before; 0 where none holds.
 */
export async function highestRate(holds: (rate: number) => Promise<boolean>, search: Search): Promise<number> {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  for (let rate = search.from; low === 0 || high === Number.POSITIVE_INFINITY; ) {
    if (rate < search.least) return 0;
    if (await holds(rate)) {
      low = rate;
      rate = Math.round(rate * search.rise);
    } else {
      high = rate;
      rate = Math.round(rate / search.rise);
    }
  }
  while (high - low > low * search.within) {
    const middle = Math.round((low + high) / 2);
    if (await holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
