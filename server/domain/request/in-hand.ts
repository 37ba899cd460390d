import {
  type Assigned,
  asItStands,
  become,
  type Change,
  isOpen,
  isUnheld,
  type Life,
  not,
  standingOf,
  type Waiting,
} from './life.ts';

/* While somebody has it in hand. */

export interface Hold {
  holder: string;
  now: number;
  lookAt: number;
  /** Where it is answered from now on. */
  place: string | null;
}

/** She takes it: an offer accepted, a promise taken by hand, or an answer to what was resumed to her. */
export function hold(life: Life, { now, ...by }: Hold): Change<Assigned> {
  if (!isOpen(life) || life.state === 'assigned') return asItStands(life);
  const waitingAt = isUnheld(life) ? life.waitingAt : null;
  return become({ ...standingOf(life), ...by, state: 'assigned', heldAt: now, waitingAt, spokeAt: null, late: null });
}

/** A colleague takes it over from its holder, who holds it until this moment. The patience begins anew. */
export function transfer(life: Life, { now, ...by }: Hold): Change<Assigned> {
  if (life.state !== 'assigned') return asItStands(life);
  if (life.holder === by.holder) return not('same_holder');
  return become({ ...life, ...by, heldAt: now, spokeAt: null, late: null });
}

/** Its holder let it lie, or is gone: a new round of waiting, in which she is asked last. */
export function letGo(life: Life, now: number): Change<Waiting> {
  if (life.state !== 'assigned') return asItStands(life);
  return become({
    ...{ ...standingOf(life), state: 'waiting', lastHolder: life.holder, fellSilent: true, never: null },
    ...{ lookAt: now, waitingAt: now, wave: null, slow: false, nobody: null },
  });
}

/** Her word is late, or the call has no outcome yet: she is reminded. */
export function nudge(life: Life, to: { now: number; lookAt: number }): Change<Assigned> {
  if (life.state !== 'assigned') return asItStands(life);
  return become({ ...life, lookAt: to.lookAt, late: life.late ?? { nudgedAt: to.now, told: false } });
}

/** The shopper is told by name, and offered another way. */
export function tellAway(life: Life, to: { now: number; lookAt: number }): Change<Assigned> {
  if (life.state !== 'assigned') return asItStands(life);
  return become({ ...life, lookAt: to.lookAt, late: { nudgedAt: life.late?.nudgedAt ?? to.now, told: true } });
}

/** She is back in time: as she was. */
export function comeBack(life: Life, lookAt: number): Change<Assigned> {
  return life.state === 'assigned' ? become({ ...life, lookAt, late: null }) : asItStands(life);
}

/** The holder has spoken: nothing waits for her, and nothing is late. */
export function speak(life: Life, { now, lookAt }: { now: number; lookAt: number }): Change<Assigned> {
  if (life.state !== 'assigned') return asItStands(life);
  return become({ ...life, spokeAt: now, unansweredAt: null, late: null, lookAt });
}
