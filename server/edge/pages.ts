import type { RateLimit } from './rate-limit.ts';
import { createSemaphore, type Leave, type Semaphore } from './semaphore.ts';

/** A connection by which pages are asked for. */
interface Connection {
  readonly readyState: string;
}

export interface PagesInput<C extends Connection> {
  /** What one person may read, in characters. */
  reading: RateLimit;
  /** Characters that wait to be read on a connection. */
  unreadOf(connection: C): number;
}

/** Lets pages in: a page is what costs the relay by the size of its answer. */
export interface Pages<C extends Connection> {
  /** Resolves with the way out once the page may be read and built, or with the ms after which to ask again. */
  enter(connection: C, person: string): Promise<Leave | number>;
  /** A page of so many characters was answered. */
  spend(person: string, chars: number): void;
}

/** Pages that may wait on one line: a desk that comes back asks for each of its conversations. */
const MOST_WAITING = 24;
/** Pages read at once, over all lines. */
const AT_ONCE = 4;
/** A page is not built for somebody who has so much to read yet. */
const MUCH_CHARS = 32 * 1024;
/** How long a page waits for its line to be read, or for what the person may read: shorter than any client's patience. */
const PATIENCE_MS = 4_000;
const LOOK_MS = 25;
/** After a page that nobody read. */
const UNREAD_RETRY_MS = 2_000;

/**
 * One page at a time on a line, and none before what was written to it has been read: pages built for somebody who does
 * not read cost everybody else's time and memory. Lines take turns, and the event loop goes round between two pages.
 */
export function createPages<C extends Connection>({ reading, unreadOf }: PagesInput<C>): Pages<C> {
  const lines = new WeakMap<C, Semaphore>();
  const all = createSemaphore(AT_ONCE);
  const semaphoreOf = (connection: C): Semaphore => {
    const known = lines.get(connection) ?? createSemaphore(1, MOST_WAITING);
    lines.set(connection, known);
    return known;
  };
  const read = async (connection: C): Promise<boolean> => {
    for (let waitedMs = 0; unreadOf(connection) > MUCH_CHARS; waitedMs += LOOK_MS) {
      if (waitedMs >= PATIENCE_MS || connection.readyState !== 'open') return false;
      await pause(LOOK_MS);
    }
    return true;
  };
  const mayRead = async (person: string): Promise<number | null> => {
    const waitMs = await reading.waitFor(person);
    if (waitMs === null || waitMs > PATIENCE_MS) return waitMs;
    await pause(waitMs);
    return reading.waitFor(person);
  };
  return {
    async enter(connection, person) {
      const leaveLine = await semaphoreOf(connection).enter();
      if (!leaveLine) return UNREAD_RETRY_MS;
      const waitMs = (await read(connection)) ? await mayRead(person) : UNREAD_RETRY_MS;
      if (waitMs !== null || connection.readyState !== 'open') {
        leaveLine();
        return waitMs ?? UNREAD_RETRY_MS;
      }
      const leaveAll = await all.enter();
      return () => {
        leaveLine();
        setImmediate(leaveAll ?? leaveLine);
      };
    },
    spend: (person, chars) => void reading.spend(person, chars),
  };
}

const pause = (ms: number) => new Promise<void>((go) => setTimeout(go, ms));
