import type { Leave } from './semaphore.ts';

export interface FairSemaphoreLimits {
  /** Works done at once. */
  atOnce: number;
  /** Works that may wait. */
  waiting: number;
  /** What one takes, for the time that is told. */
  eachMs: number;
}

/** Works of many keys, each key's in the order they came, and the keys in turn. */
export interface FairSemaphore {
  /**
   * Resolves once the work may begin, or with the ms after which to ask again. `known`: it is somebody who came before.
   */
  enter(key: string, known?: boolean): Promise<Leave | number>;
}

type Waiting = (entered: Leave | number) => void;

/** So many works of one who is known go before strangers' ones; what more that key brings is as theirs. */
const FAVOURED = 3;

/**
 * However many one key brings, another waits for one of each. Where too many wait, the last of whoever has most is told
 * to come back; a key that has none waiting may always wait, unless as many keys wait. Who is known has every second
 * turn, and may wait as long as a stranger waits: a crowd of strangers, each of whom has but one, keeps nobody out
 * who has been here before, and those who are known never keep out all strangers.
 */
export function createFairSemaphore({ atOnce, waiting: most, eachMs }: FairSemaphoreLimits): FairSemaphore {
  const strangers = createRow();
  const familiar = createRow();
  let inside = 0;
  let turn = 0;
  const count = () => strangers.count() + familiar.count();
  const next = (): Waiting | undefined => {
    const [first, other] = turn++ % 2 === 0 ? [familiar, strangers] : [strangers, familiar];
    return first.next() ?? other.next();
  };
  const leaveOnce = (): Leave => {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const one = next();
      if (one) one(leaveOnce());
      else inside -= 1;
    };
  };
  const comeBackInMs = () => Math.max(1_000, Math.ceil((count() / atOnce) * eachMs));
  /** Sends the last of the heaviest away, so that one of this key may wait; false where nobody is heavier. */
  const displace = (own: number, favoured: boolean): boolean => {
    const goesFirst = favoured && strangers.count() > 0;
    const row = goesFirst || strangers.most() >= familiar.most() ? strangers : familiar;
    if (!goesFirst && row.most() <= own + 1) return false;
    row.dropLast()?.(comeBackInMs());
    return true;
  };
  return {
    enter(key, known = false) {
      if (inside < atOnce) {
        inside += 1;
        return Promise.resolve(leaveOnce());
      }
      const own = familiar.of(key) + strangers.of(key);
      const favoured = known && own < FAVOURED;
      if (count() >= most && !displace(own, favoured)) return Promise.resolve(comeBackInMs());
      return new Promise((go) => (favoured ? familiar : strangers).push(key, go));
    },
  };
}

/** Works that wait: the keys in turn, each key's in the order they came. */
function createRow() {
  const waiting = new Map<string, Waiting[]>();
  let count = 0;
  const heaviest = (): [key: string, works: Waiting[]] =>
    [...waiting].reduce((a, b) => (b[1].length > a[1].length ? b : a), ['', []]);
  return {
    count: () => count,
    of: (key: string) => waiting.get(key)?.length ?? 0,
    most: () => heaviest()[1].length,
    push(key: string, work: Waiting) {
      const works = waiting.get(key) ?? [];
      works.push(work);
      waiting.set(key, works);
      count += 1;
    },
    next(): Waiting | undefined {
      for (const [key, works] of waiting) {
        const first = works.shift();
        // To the end of the row, or out of it.
        waiting.delete(key);
        if (works.length > 0) waiting.set(key, works);
        count -= 1;
        return first;
      }
      return undefined;
    },
    dropLast(): Waiting | undefined {
      const [key, works] = heaviest();
      const last = works.pop();
      if (works.length === 0) waiting.delete(key);
      if (last) count -= 1;
      return last;
    },
  };
}
