import { LIMITS } from '../../protocol/limits.ts';
import type { Link } from '../connection.ts';

/** A little before the time, so that a timer that is late by a breath does not wait for its next turn. */
const EARLY_MS = 1_000;
const LOOK_MS = 2_500;

/**
 * "I can be reached", every ten seconds while the line is open. Browsers slow the timers of a page in the
 * background to one a minute, but not what arrives on a socket: the relay's own heartbeats keep the beat there.
 */
export function keepLease(link: Pick<Link, 'ask' | 'onHeard' | 'state'>, read: () => number = Date.now): () => void {
  let renewedAt = Number.NEGATIVE_INFINITY;
  function renewIfDue(): void {
    if (link.state.peek() !== 'open' || read() - renewedAt < LIMITS.leaseRenewMs - EARLY_MS) return;
    renewedAt = read();
    void link.ask('lease.renew', {});
  }
  const timer = setInterval(renewIfDue, LOOK_MS);
  link.onHeard(renewIfDue);
  const stop = link.state.subscribe((state) => {
    if (state !== 'open') renewedAt = Number.NEGATIVE_INFINITY;
    else renewIfDue();
  });
  return () => {
    clearInterval(timer);
    stop();
  };
}
