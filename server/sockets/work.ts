/** Commands that are being carried out. */
export interface Work {
  /** Counts one until the returned function is called. */
  begin(): () => void;
  /** Resolves when none is under way any more, at the latest after `patienceMs`. */
  idle(patienceMs: number): Promise<void>;
}

export function createWork(): Work {
  let underWay = 0;
  const waiting = new Set<() => void>();
  return {
    begin() {
      underWay += 1;
      let over = false;
      return () => {
        if (over) return;
        over = true;
        underWay -= 1;
        if (underWay === 0) for (const go of waiting) go();
      };
    },
    idle(patienceMs) {
      if (underWay === 0) return Promise.resolve();
      return new Promise((go) => {
        const timer = setTimeout(done, patienceMs);
        function done() {
          clearTimeout(timer);
          waiting.delete(done);
          go();
        }
        waiting.add(done);
      });
    },
  };
}
