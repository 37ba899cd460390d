import type { Never } from '../../../protocol/there.ts';
import {
  asItStands,
  become,
  type Change,
  type Done,
  isOpen,
  isUnheld,
  type Later,
  type Life,
  lastHolderOf,
  lastingOf,
  not,
  type Open,
  owedOf,
  type Resumed,
  type Turned,
  type Withdrawn,
} from './life.ts';
import type { Promised } from './seeking.ts';

/* Another time, an end, and what comes after it. */

/** Another time, by the shopper's word: what was promised for the one before is not looked for any more. */
export const move = (life: Life, to: Promised): Change<Later> =>
  isOpen(life) ? become({ ...laterAgain(life), ...to }) : asItStands(life);

/** Nobody answered the call that its holder made: it is tried again then. */
export function retry(life: Life, to: Promised): Change<Later> {
  if (life.state !== 'assigned') return asItStands(life);
  return become({ ...laterAgain(life), ...to, tries: life.tries + 1 });
}

const laterAgain = (life: Open): Later => ({
  ...{ ...owedOf(life), state: 'later', lastHolder: lastHolderOf(life) },
  ...{ fellSilent: isSilent(life), never: null, waitingAt: null },
});

/** Whoever held it last let it lie; or who holds it is so late that the shopper was told of it. */
const isSilent = (life: Open): boolean =>
  isUnheld(life) ? life.fellSilent : life.state === 'assigned' && (life.late?.told ?? false);

/** It ends, and goes on as another request. */
export function turn(life: Life, to: { into: string; now: number }): Change<Turned> {
  return isOpen(life) ? become({ ...over(life, to.now), state: 'turned', into: to.into }) : asItStands(life);
}

/** How the other one begins: her words wait still, and whoever fell silent is not the first to be asked for it. */
export const goOnAs = (before: Life, to: Promised, never: Never | null): Change<Later> =>
  isOpen(before) ? become({ ...laterAgain(before), ...to, never, tries: 0 }) : asItStands(before);

/** Whoever has it in hand says that it is done, or it has been quiet for long. */
export function end(life: Life, now: number): Change<Done> {
  if (life.state !== 'assigned' && life.state !== 'resumed') return asItStands(life);
  return become({ ...over(life, now), state: 'done' });
}

/** The shopper takes her ask back, or is forgotten. */
export function withdraw(life: Life, now: number): Change<Withdrawn> {
  return isOpen(life) ? become({ ...over(life, now), state: 'withdrawn' }) : asItStands(life);
}

const over = (life: Open, endedAt: number) => ({ ...lastingOf(life), lastHolder: lastHolderOf(life), endedAt });

/** Her next word opens a done one again, quietly: for whoever held it last. */
export function resume(life: Life, to: { now: number; lookAt: number }): Change<Resumed> {
  if (isOpen(life)) return not('open');
  if (life.state !== 'done') return asItStands(life);
  if (life.lastHolder === null) return not('nobody_held');
  const { lastHolder } = life;
  return become({ ...lastingOf(life), state: 'resumed', lastHolder, lookAt: to.lookAt, unansweredAt: to.now });
}
