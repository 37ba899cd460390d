import { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` while no other process holds the lock at `path`. An exclusive SQLite transaction is a lock that the
 * system frees whatever becomes of its holder, which a file with a process id in it is not.
 */
export async function withBuildLock(path: string, work: () => Promise<void>): Promise<void> {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    for (let waiting = false; !take(lock); waiting = true) {
      if (!waiting) console.log('Another start is building; waiting for it.');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await work();
  } finally {
    lock.close();
  }
}

const SQLITE_BUSY = 5;

function take(lock: DatabaseSync): boolean {
  try {
    lock.exec('begin exclusive');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
