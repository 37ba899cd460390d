/** Says that a work is over; the next one begins. */
export type Leave = () => void;

/** Works begin in the order they came, a few at once. */
export interface Semaphore {
  /** At once where fewer are under way, else once the work may begin; null where more wait already than may. */
  enter(): Leave | Promise<Leave> | null;
}

export function createSemaphore(atOnce: number, mostWaiting = Number.POSITIVE_INFINITY): Semaphore {
  const waiting: ((leave: Leave) => void)[] = [];
  let inside = 0;
  const leaveOnce = (): Leave => {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const next = waiting.shift();
      if (next) next(leaveOnce());
      else inside -= 1;
    };
  };
  return {
    enter() {
      if (inside < atOnce) {
        inside += 1;
        return leaveOnce();
      }
      if (waiting.length >= mostWaiting) return null;
      return new Promise((go) => waiting.push(go));
    },
  };
}
