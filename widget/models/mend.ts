import { type StateDigest, shopperDigest } from '../../protocol/digest.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { isOpen } from '../../protocol/request-state.ts';
import type { Connection } from '../connection.ts';
import { toJson } from './json.ts';
import type { Log } from './log.ts';
import type { Salon } from './salon.ts';

/**
 * Compares the relay's digest of what the shopper should see, which comes now and then, with what has arrived, and has
 * a snapshot told anew where hers is behind. A chunk of its own: it is first asked for once a line has stood for a
 * while.
 */
export function createMending(
  { thread }: Pick<Salon, 'thread'>,
  log: Log,
  ask: Connection['ask'],
): (told: StateDigest) => void {
  let mended = '';
  const digest = () => shopperDigest(thread.requests.peek().filter(isOpen), thread.cursors.peek());
  const stand = () => digest() + thread.entries.peek().length;
  return ({ heads, rows }) => {
    const said = toJson([heads, rows]);
    const before = stand();
    if (said === mended || !(heads.some(log.isBehind) || rows !== digest())) return;
    setTimeout(() => {
      // What was on its way has come; what a snapshot does not mend is not asked for again and again.
      if (stand() !== before) return;
      mended = said;
      void ask('ping', { snapshot: true }).then(({ ok }) => {
        if (!ok) mended = '';
      });
    }, LIMITS.gapMs);
  };
}
