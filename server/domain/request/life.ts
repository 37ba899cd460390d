import { hasEnded, type RequestState, UNHELD } from '../../../protocol/request-state.ts';
import type { Never } from '../../../protocol/there.ts';
import type { RoutingStep } from '../rows.ts';

/*
 * The life of a request: one state at a time, each with what belongs to it and nothing else. It is read from its row, and
 * written to it, in columns.ts alone; what changes it is one pure function a transition, each of which gives the whole
 * life after it or the reason why not: seeking.ts, in-hand.ts, ending.ts, while-open.ts.
 */

/** What outlives every state: what was promised, and how often it was tried. Of a request that has ended it tells what was. */
interface Lasting {
  /** Where it is answered from. */
  place: string | null;
  /** By when it is promised; for a slot until when. Null where no time can be said, or none was. */
  dueAt: number | null;
  endAt: number | null;
  asap: boolean;
  /** The row of its promise, which has an end of its own. */
  promise: string | null;
  /** Calls that nobody answered. */
  tries: number;
}

/** What every open request has. */
interface Owed extends Lasting {
  /** When it is looked at next: no open request is without. */
  lookAt: number;
  /** Since when her words wait for an answer, whoever will give it. */
  unansweredAt: number | null;
}

/** What every request has that nobody has in hand. */
interface Free extends Owed {
  /** Who held it last: she is asked first, unless she fell silent. */
  lastHolder: string | null;
  /** She who held it last let it lie. Until somebody takes it she is asked only when everybody else has been. */
  fellSilent: boolean;
  /** Why nobody of the house can keep it. */
  never: Never | null;
  /** Since when it waits for somebody, the start of the round; null where that is since it was opened. */
  waitingAt: number | null;
}

/** How far the waves of this round have come: the next step is taken then, or when the last offer is answered. */
export interface AtStep {
  step: RoutingStep;
  until: number;
}

interface Asking extends Free {
  wave: AtStep | null;
  /** The bound of the wait has passed: the shopper has been asked to choose. Until the end of the round. */
  slow: boolean;
}

/** Its time has not come, or whoever may be asked for it rests. */
export interface Later extends Free {
  state: 'later';
}

/** Somebody is wanted and no offer is out. */
export interface Waiting extends Asking {
  state: 'waiting';
  /** The shopper was told that they are with clients, where and until when: said while nobody can be asked. */
  nobody: { place: string; at: number } | null;
}

/** An offer is out. */
export interface Offered extends Asking {
  state: 'offered';
}

/** Somebody holds it. */
export interface Assigned extends Owed {
  state: 'assigned';
  holder: string;
  heldAt: number;
  /** Since when it had waited for her, as the offer said that the holder took. */
  waitingAt: number | null;
  /** When the holder last spoke. */
  spokeAt: number | null;
  /** Her word is late, or she is gone: since when, and whether the shopper has been told by name. */
  late: { nudgedAt: number; told: boolean } | null;
}

/** Done, then the shopper wrote again: it stands on her screen who held it last, and rings for nobody. */
export interface Resumed extends Owed {
  state: 'resumed';
  lastHolder: string | null;
}

interface Over extends Lasting {
  lastHolder: string | null;
  endedAt: number;
}
export interface Done extends Over {
  state: 'done';
}
export interface Withdrawn extends Over {
  state: 'withdrawn';
}
/** It goes on as another request. */
export interface Turned extends Over {
  state: 'turned';
  into: string | null;
}

export type Unheld = Later | Waiting | Offered;
export type Open = Unheld | Assigned | Resumed;
export type Ended = Done | Withdrawn | Turned;
export type Life = Open | Ended;

/**
 * Why a transition is not for a request as it stands. `ended`, `held`, `resumed` and `unheld` say how it stands; `not_due`:
 * its round of waiting has not begun; `waits`: it has begun already; `open`: it needs no resuming; `nobody_held`: there is
 * nobody to resume it to; `same_holder`: it is hers already.
 */
export type WhyNot =
  | 'ended'
  | 'held'
  | 'resumed'
  | 'unheld'
  | 'not_due'
  | 'waits'
  | 'open'
  | 'nobody_held'
  | 'same_holder';

export type Change<L extends Life = Life> = { ok: true; life: L } | { ok: false; why: WhyNot };

export const become = <L extends Life>(life: L): { ok: true; life: L } => ({ ok: true, life });
export const not = (why: WhyNot): { ok: false; why: WhyNot } => ({ ok: false, why });

/** How it stands, as the reason why not. */
export function asItStands({ state }: Life): { ok: false; why: WhyNot } {
  switch (state) {
    case 'later':
    case 'waiting':
    case 'offered':
      return not('unheld');
    case 'assigned':
      return not('held');
    case 'resumed':
      return not('resumed');
    case 'done':
    case 'withdrawn':
    case 'turned':
      return not('ended');
  }
}

export const isUnheld = (life: Life): life is Unheld => (UNHELD as readonly RequestState[]).includes(life.state);
export const isOpen = (life: Life): life is Open => !hasEnded(life);

/** Who held it last, or holds it. */
export const lastHolderOf = (life: Life): string | null => (life.state === 'assigned' ? life.holder : life.lastHolder);

/** What of a life outlives any state. */
export const lastingOf = ({ place, dueAt, endAt, asap, promise, tries }: Life): Lasting => ({
  ...{ place, dueAt, endAt, asap, promise, tries },
});

/** What of an open life stands while it is open. */
export const owedOf = (life: Open): Owed => ({
  ...lastingOf(life),
  lookAt: life.lookAt,
  unansweredAt: life.unansweredAt,
});

/** What of an unheld life stands while nobody has it in hand. */
export const freeOf = (life: Unheld): Free => {
  const { lastHolder, fellSilent, never, waitingAt } = life;
  return { ...owedOf(life), lastHolder, fellSilent, never, waitingAt };
};
