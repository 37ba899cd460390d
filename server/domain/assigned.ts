import type { Policy } from '../../protocol/house.ts';
import type { RequestKind } from '../../protocol/request-state.ts';
import type { Assigned } from './request/life.ts';

/** What a look at a held request finds to do. */
export type HeldLook =
  /** Nothing is late: look again then. */
  | { what: 'wait'; lookAt: number }
  /** The holder was lost and is back in time: as she was. */
  | { what: 'back'; lookAt: number }
  /** The holder is reminded. */
  | { what: 'nudge'; lookAt: number }
  /** The shopper is told by name, and offered another way. */
  | { what: 'tell'; lookAt: number }
  /** Offered on: the holder has been silent past her patience. */
  | { what: 'offer_on' }
  /** Nobody has said anything for long: done by itself. */
  | { what: 'quiet' };

type Held = Pick<Assigned, 'heldAt' | 'spokeAt' | 'unansweredAt' | 'late' | 'dueAt'>;

/** What a holder's silence is measured by. */
export interface Patience {
  kind: RequestKind;
  policy: Policy;
}

/** Every held request has a next look: silence is noticed, whoever is silent. `lost`: none of her devices is there. */
export function lookAtHeld(held: Held, { kind, policy }: Patience, now: number, lost = false): HeldLook {
  if (kind === 'callback') return lookAtCall(held, policy, now);
  return lost ? lookAtLost(held, policy, now) : lookAtTalk(held, policy, now);
}

/** When whoever has just taken it, or has just spoken, is looked at next. */
export function nextLookAt(held: Held, patience: Patience, now: number): number {
  const found = lookAtHeld(held, patience, now);
  return 'lookAt' in found ? found.lookAt : now + patience.policy.quietMs;
}

/** Nobody is there to be nudged: the shopper is told at once, and others are asked after the same patience. */
function lookAtLost({ late }: Held, policy: Policy, now: number): HeldLook {
  if (!late?.told) return { what: 'tell', lookAt: now + policy.offerOnMs };
  const onAt = late.nudgedAt + policy.offerOnMs;
  return now >= onAt ? { what: 'offer_on' } : { what: 'wait', lookAt: onAt };
}

/** When the holder's next word is late; null while nothing waits for her. */
export function wordDueAt({ heldAt, spokeAt, unansweredAt }: Held, policy: Policy): number | null {
  if (spokeAt === null || spokeAt < heldAt) return heldAt + policy.firstWordMs;
  if (unansweredAt === null) return null;
  return Math.max(unansweredAt, heldAt) + policy.nextWordMs;
}

function lookAtTalk(held: Held, policy: Policy, now: number): HeldLook {
  const dueAt = wordDueAt(held, policy);
  if (dueAt === null) {
    const quietAt = (held.spokeAt ?? now) + policy.quietMs;
    if (held.late) return { what: 'back', lookAt: quietAt };
    return now >= quietAt ? { what: 'quiet' } : { what: 'wait', lookAt: quietAt };
  }
  if (now < dueAt) return { what: held.late ? 'back' : 'wait', lookAt: dueAt };
  return escalate(held, policy.offerOnMs, now);
}

/** Nudged at `nudgedAt`; told half-way; offered on at the end of the patience. */
function escalate({ late }: Held, patienceMs: number, now: number): HeldLook {
  if (!late) return { what: 'nudge', lookAt: now + patienceMs / 2 };
  const tellAt = late.nudgedAt + patienceMs / 2;
  const endAt = late.nudgedAt + patienceMs;
  if (now >= endAt) return { what: 'offer_on' };
  if (late.told) return { what: 'wait', lookAt: endAt };
  return now >= tellAt ? { what: 'tell', lookAt: endAt } : { what: 'wait', lookAt: tellAt };
}

function lookAtCall({ heldAt, dueAt, late }: Held, policy: Policy, now: number): HeldLook {
  const fromAt = Math.max(heldAt, dueAt ?? 0);
  if (!late) {
    const remindAt = fromAt + policy.callRemindMs;
    return now >= remindAt
      ? { what: 'nudge', lookAt: fromAt + policy.callOfferOnMs }
      : { what: 'wait', lookAt: remindAt };
  }
  const onAt = fromAt + policy.callOfferOnMs;
  return now >= onAt ? { what: 'offer_on' } : { what: 'wait', lookAt: onAt };
}
