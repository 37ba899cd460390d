import type { Policy } from '../../protocol/house.ts';
import type { RequestRow } from './rows.ts';

/** What a look at a held request finds to do. */
export type HeldLook =
  /** Nothing is late: look again then. */
  | { what: 'wait'; lookAt: number }
  /** She was lost and is back in time: as she was. */
  | { what: 'back'; lookAt: number }
  /** The holder is reminded. */
  | { what: 'nudge'; lookAt: number }
  /** The shopper is told by name, and offered another way. */
  | { what: 'tell'; lookAt: number }
  /** Offered on: the holder has been silent past her patience. */
  | { what: 'offer_on' }
  /** Nobody has said anything for long: done by itself. */
  | { what: 'quiet' };

type Held = Pick<
  RequestRow,
  'kind' | 'heldAt' | 'spokeAt' | 'unansweredAt' | 'nudgedAt' | 'away' | 'dueAt' | 'openedAt'
>;

/** Every held request has a next look: silence is noticed, whoever is silent. `lost`: none of her devices is there. */
export function lookAtHeld(request: Held, policy: Policy, now: number, lost = false): HeldLook {
  if (request.kind === 'callback') return lookAtCall(request, policy, now);
  return lost ? lookAtLost(request, policy, now) : lookAtTalk(request, policy, now);
}

/** Nobody is there to be nudged: the shopper is told at once, and others are asked after the same patience. */
function lookAtLost(request: Held, policy: Policy, now: number): HeldLook {
  if (!request.away) return { what: 'tell', lookAt: now + policy.offerOnMs };
  const onAt = (request.nudgedAt ?? now) + policy.offerOnMs;
  return now >= onAt ? { what: 'offer_on' } : { what: 'wait', lookAt: onAt };
}

/** When the holder's next word is late; null while nothing waits for her. */
export function wordDueAt(request: Held, policy: Policy): number | null {
  const heldAt = request.heldAt ?? request.openedAt;
  if (request.spokeAt === null || request.spokeAt < heldAt) return heldAt + policy.firstWordMs;
  if (request.unansweredAt === null) return null;
  return Math.max(request.unansweredAt, heldAt) + policy.nextWordMs;
}

function lookAtTalk(request: Held, policy: Policy, now: number): HeldLook {
  const dueAt = wordDueAt(request, policy);
  if (dueAt === null) {
    const quietAt = (request.spokeAt ?? now) + policy.quietMs;
    if (request.nudgedAt !== null) return { what: 'back', lookAt: quietAt };
    return now >= quietAt ? { what: 'quiet' } : { what: 'wait', lookAt: quietAt };
  }
  if (now < dueAt) return { what: request.nudgedAt === null ? 'wait' : 'back', lookAt: dueAt };
  return escalate(request, policy.offerOnMs, now);
}

/** Nudged at `nudgedAt`; told half-way; offered on at the end of the patience. */
function escalate(request: Held, patienceMs: number, now: number): HeldLook {
  if (request.nudgedAt === null) return { what: 'nudge', lookAt: now + patienceMs / 2 };
  const tellAt = request.nudgedAt + patienceMs / 2;
  const endAt = request.nudgedAt + patienceMs;
  if (now >= endAt) return { what: 'offer_on' };
  if (request.away) return { what: 'wait', lookAt: endAt };
  return now >= tellAt ? { what: 'tell', lookAt: endAt } : { what: 'wait', lookAt: tellAt };
}

function lookAtCall(request: Held, policy: Policy, now: number): HeldLook {
  const fromAt = Math.max(request.heldAt ?? request.openedAt, request.dueAt ?? 0);
  if (request.nudgedAt === null) {
    const remindAt = fromAt + policy.callRemindMs;
    return now >= remindAt
      ? { what: 'nudge', lookAt: fromAt + policy.callOfferOnMs }
      : { what: 'wait', lookAt: remindAt };
  }
  const onAt = fromAt + policy.callOfferOnMs;
  return now >= onAt ? { what: 'offer_on' } : { what: 'wait', lookAt: onAt };
}
