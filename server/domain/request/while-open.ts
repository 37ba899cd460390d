import { asItStands, become, type Change, isOpen, isUnheld, type Life, not, type Open } from './life.ts';

/* Whatever the state, as long as it is open. */

/** She has spoken: her words wait from the first that nobody answered. Looked at then, where somebody holds it. */
export function hear(life: Life, { now, lookAt }: { now: number; lookAt: number }): Change<Open> {
  if (!isOpen(life)) return asItStands(life);
  if (life.unansweredAt !== null) return become(life);
  return become({ ...life, unansweredAt: now, ...(life.state === 'assigned' ? { lookAt } : {}) });
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
