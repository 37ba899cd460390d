const LEASE_MS = 15_000;
const SETTLE_MS = 40;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * A lock for pages without Web Locks: a lease in storage that runs out by itself, else within the tab alone.
 */
export async function underLease<T>(name: string, run: () => Promise<T>): Promise<T> {
  const mine = `${Math.random()}`;
  await takeLease(name, mine);
  try {
    return await run();
  } finally {
    attempt(() => read(name)?.by === mine && localStorage.removeItem(name));
  }
}

async function takeLease(name: string, mine: string): Promise<void> {
  for (;;) {
    const held = read(name);
    if (held && held.until > Date.now() && held.by !== mine) {
      await pause(SETTLE_MS + Math.random() * SETTLE_MS);
      continue;
    }
    const written = attempt(() => {
      localStorage.setItem(name, JSON.stringify({ by: mine, until: Date.now() + LEASE_MS }));
      return true;
    });
    if (!written) return;
    await pause(SETTLE_MS);
    if (read(name)?.by === mine) return;
  }
}

function read(name: string): { by: string; until: number } | null {
  return attempt(() => JSON.parse(localStorage.getItem(name) ?? 'null'));
}

function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
