import type { Never } from '../../../protocol/there.ts';
import {
  type AtStep,
  asItStands,
  become,
  type Change,
  freeOf,
  isUnheld,
  type Later,
  type Life,
  not,
  type Offered,
  type Unheld,
  type Waiting,
} from './life.ts';

/* While somebody is looked for. */

/** How a live ask begins: it waits from now on, with the shopper's first words. */
export const asked = (now: number, by: { place: string | null; lastHolder: string | null }): Change<Waiting> =>
  become({
    ...{ state: 'waiting', dueAt: null, endAt: null, asap: false, promise: null, tries: 0, ...by },
    ...{ lookAt: now, unansweredAt: now, fellSilent: false, never: null },
    ...{ waitingAt: now, wave: null, slow: false, nobody: null },
  });

export interface Promised {
  promise: string;
  place: string | null;
  dueAt: number | null;
  endAt: number | null;
  asap: boolean;
  lookAt: number;
}

/** How a call begins that was promised. */
export const promised = (to: Promised): Change<Later> =>
  become({
    ...{ state: 'later', tries: 0, unansweredAt: null, lastHolder: null, fellSilent: false, waitingAt: null },
    ...{ never: null, ...to },
  });

/** A new round of waiting: everybody who has not declined may be asked. */
export function wait(life: Life, now: number): Change<Waiting> {
  const round = { state: 'waiting', waitingAt: now, wave: null, slow: false, nobody: null, lookAt: now } as const;
  switch (life.state) {
    case 'later':
      return become({ ...freeOf(life), ...round });
    case 'resumed': {
      const { lookAt: _lookAt, state: _state, ...owed } = life;
      return become({ ...owed, fellSilent: false, never: null, ...round });
    }
    case 'waiting':
    case 'offered':
      return not('waits');
    default:
      return asItStands(life);
  }
}

/** Offers go out, or ring on while nobody more is asked. A message left is asked for without waves. */
export function offer(life: Life, out: { wave: AtStep | null; lookAt: number }): Change<Offered> {
  if (!isUnheld(life)) return asItStands(life);
  return become({ ...freeOf(life), state: 'offered', slow: life.state !== 'later' && life.slow, ...out });
}

/**
 * Nobody can be asked: it waits on. What the shopper was told of those who are with clients stands until it is told
 * anew.
 */
export function goOnWaiting(
  life: Life,
  on: { wave: AtStep | null; lookAt: number; nobody?: Waiting['nobody'] },
): Change<Waiting> {
  if (life.state === 'later') return not('not_due');
  if (life.state !== 'waiting' && life.state !== 'offered') return asItStands(life);
  const nobody = life.state === 'waiting' ? life.nobody : null;
  return become({ ...freeOf(life), state: 'waiting', slow: life.slow, nobody, ...on });
}

/** Nobody is asked until then, and the round is over: her night has begun, or whoever may be asked for a message rests. */
export function rest(life: Life, lookAt: number): Change<Later> {
  if (!isUnheld(life)) return asItStands(life);
  return become({ ...freeOf(life), state: 'later', lookAt });
}

/** The bound of the wait has passed. */
export function slowDown(life: Life): Change<Waiting | Offered> {
  if (life.state === 'later') return not('not_due');
  if (life.state !== 'waiting' && life.state !== 'offered') return asItStands(life);
  return become({ ...life, slow: true });
}

/**
 * Nobody of the house can keep it. Where nobody is to be asked, `until` is when that is looked at again; a message left
 * (`undated`) is promised for no time and from nowhere.
 */
export function markNever(life: Life, by: { never: Never; until: number | null; undated: boolean }): Change<Unheld> {
  if (!isUnheld(life)) return asItStands(life);
  const said = { ...life, never: by.never, ...(by.undated ? { dueAt: null, place: null } : {}) };
  return become(by.until === null ? said : { ...freeOf(said), state: 'later', lookAt: by.until });
}

/** It can be kept again: from there and by then, where that has changed. */
export function clearNever(life: Life, to: { lookAt: number; place?: string; dueAt?: number }): Change<Unheld> {
  return isUnheld(life) ? become({ ...life, ...to, never: null }) : asItStands(life);
}
