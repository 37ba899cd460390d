import { nextLookAt, type Patience } from '../assigned.ts';
import {
  type Assigned,
  asItStands,
  become,
  type Change,
  isOpen,
  isUnheld,
  type Life,
  not,
  owedOf,
  type Waiting,
} from './life.ts';

/* While somebody has it in hand. */

export interface Hold {
  holder: string;
  /** Where it is answered from now on. */
  place: string | null;
  now: number;
  patience: Patience;
}

/** An associate takes it: an offer accepted, a promise taken by hand, or an answer to what was resumed to her. */
export function hold(life: Life, by: Hold): Change<Assigned> {
  if (!isOpen(life) || life.state === 'assigned') return asItStands(life);
  return become(taken({ ...owedOf(life), waitingAt: isUnheld(life) ? life.waitingAt : null }, by));
}

/** A colleague takes it over from its holder, who holds it until this moment. The patience begins anew. */
export function transfer(life: Life, by: Hold): Change<Assigned> {
  if (life.state !== 'assigned') return asItStands(life);
  return life.holder === by.holder ? not('same_holder') : become(taken(life, by));
}

function taken(
  before: ReturnType<typeof owedOf> & Pick<Assigned, 'waitingAt'>,
  { holder, place, now, patience }: Hold,
): Assigned {
  const held = { ...before, state: 'assigned', holder, place, heldAt: now, spokeAt: null, late: null } as const;
  return { ...held, lookAt: nextLookAt(held, patience, now) };
}

/** Its holder let it lie, or is gone: a new round of waiting, in which she is asked last. */
export function letGo(life: Life, now: number): Change<Waiting> {
  if (life.state !== 'assigned') return asItStands(life);
  return become({
    ...{ ...owedOf(life), state: 'waiting', lastHolder: life.holder, fellSilent: true, never: null },
    ...{ lookAt: now, waitingAt: now, wave: null, slow: false, nobody: null },
  });
}

/** The holder's word is late, or the call has no outcome yet: she is reminded. */
export function nudge(life: Life, to: { now: number; lookAt: number }): Change<Assigned> {
  if (life.state !== 'assigned') return asItStands(life);
  return become({ ...life, lookAt: to.lookAt, late: life.late ?? { nudgedAt: to.now, told: false } });
}

/** The shopper is told by name, and offered another way. */
export function tellAway(life: Life, to: { now: number; lookAt: number }): Change<Assigned> {
  if (life.state !== 'assigned') return asItStands(life);
  return become({ ...life, lookAt: to.lookAt, late: { nudgedAt: life.late?.nudgedAt ?? to.now, told: true } });
}

/** The holder is back in time: as she was. */
export function comeBack(life: Life, lookAt: number): Change<Assigned> {
  return life.state === 'assigned' ? become({ ...life, lookAt, late: null }) : asItStands(life);
}

/** The holder has spoken: nothing waits for her, and nothing is late. */
export function speak(life: Life, { now, patience }: { now: number; patience: Patience }): Change<Assigned> {
  if (life.state !== 'assigned') return asItStands(life);
  const spoken = { ...life, spokeAt: now, unansweredAt: null, late: null };
  return become({ ...spoken, lookAt: nextLookAt(spoken, patience, now) });
}
