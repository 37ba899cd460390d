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
    // A clock that was set back would keep a lease for a day.
    if (held && held.by !== mine && Math.abs(held.until - LEASE_MS / 2 - Date.now()) < LEASE_MS / 2) {
      await pause(SETTLE_MS + Math.random() * SETTLE_MS);
      continue;
    }
    const written = attempt(() => {
      localStorage.setItem(name, `${Date.now() + LEASE_MS} ${mine}`);
      return true;
    });
    if (!written) return;
    await pause(SETTLE_MS);
    if (read(name)?.by === mine) return;
  }
}

function read(name: string): { by: string; until: number } | null {
  return attempt(() => {
    const [until = '', by = ''] = (localStorage.getItem(name) as string).split(' ');
    return { by, until: Number(until) };
  });
}

function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
