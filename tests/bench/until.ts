const PATIENCE_MS = 60_000;

/** Waits until `there`, and no longer than that. */
export async function until(there: () => boolean, patienceMs = PATIENCE_MS): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!there() && performance.now() < end) await pause(10);
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
