import type { Leave } from './lane.ts';

export interface FairLaneLimits {
  /** Works done at once. */
  atOnce: number;
  /** Works that may wait. */
  waiting: number;
  /** What one takes, for the time that is told. */
  eachMs: number;
}

/** Works of many keys, each key's in the order they came, and the keys in turn. */
export interface FairLane {
  /** Resolves once the work may begin, or with the ms after which to ask again. */
  enter(key: string): Promise<Leave | number>;
}

type Waiting = (entered: Leave | number) => void;

/**
 * However many one key brings, another waits for one of each. Where too many wait, the last of whoever has most is told
 * to come back; a key that has none waiting always finds room, unless as many keys wait.
 */
export function createFairLane({ atOnce, waiting: most, eachMs }: FairLaneLimits): FairLane {
  const waiting = new Map<string, Waiting[]>();
  let inside = 0;
  let count = 0;
  const next = (): Waiting | undefined => {
    for (const [key, works] of waiting) {
      const first = works.shift();
      // To the end of the row, or out of it.
      waiting.delete(key);
      if (works.length > 0) waiting.set(key, works);
      count -= 1;
      return first;
    }
    return undefined;
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
  const heaviest = (): Waiting[] => [...waiting.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
  const comeBackInMs = () => Math.max(1_000, Math.ceil((count / atOnce) * eachMs));
  return {
    enter(key) {
      if (inside < atOnce) {
        inside += 1;
        return Promise.resolve(leaveOnce());
      }
      const own = waiting.get(key) ?? [];
      if (count >= most) {
        const heavy = heaviest();
        if (heavy.length <= own.length + 1) return Promise.resolve(comeBackInMs());
        heavy.pop()?.(comeBackInMs());
        count -= 1;
      }
      count += 1;
      return new Promise((go) => {
        own.push(go);
        waiting.set(key, own);
      });
    },
  };
}
