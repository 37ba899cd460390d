import type { Policy } from '../../../protocol/house.ts';
import { wordDueAt } from '../assigned.ts';
import { asItStands, become, type Change, isOpen, isUnheld, type Life, not, type Open } from './life.ts';

/* Whatever the state, as long as it is open. */

/** She has spoken: her words wait from the first that nobody answered, and whoever holds it is looked at for it. */
export function hear(life: Life, { now, policy }: { now: number; policy: Policy }): Change<Open> {
  if (!isOpen(life)) return asItStands(life);
  if (life.unansweredAt !== null) return become(life);
  if (life.state !== 'assigned') return become({ ...life, unansweredAt: now });
  const heard = { ...life, unansweredAt: now };
  return become({ ...heard, lookAt: wordDueAt(heard, policy) ?? now });
}

/** Nothing is due: looked at again then. */
export const lookAgain = (life: Life, lookAt: number): Change<Open> =>
  isOpen(life) ? become({ ...life, lookAt }) : asItStands(life);

/** Our outage is nobody's absence: every wait that was running is longer by it. What is not due yet has its time. */
export function lengthen(life: Life, ms: number): Change<Open> {
  if (!isOpen(life)) return asItStands(life);
  if (life.state === 'later') return not('not_due');
  const later = <A extends number | null>(at: A) => (at === null ? at : at + ms) as A;
  const stood = { lookAt: later(life.lookAt), unansweredAt: later(life.unansweredAt) };
  if (life.state === 'resumed') return become({ ...life, ...stood });
  const waited = { ...stood, waitingAt: later(life.waitingAt) };
  if (isUnheld(life)) {
    const wave = life.wave && { ...life.wave, until: later(life.wave.until) };
    return become({ ...life, ...waited, wave });
  }
  const late = life.late && { ...life.late, nudgedAt: later(life.late.nudgedAt) };
  return become({ ...life, ...waited, heldAt: later(life.heldAt), spokeAt: later(life.spokeAt), late });
}
