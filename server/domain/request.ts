import type { RequestRow } from './rows.ts';

type Known =
  | 'id'
  | 'brand'
  | 'conversation'
  | 'shopper'
  | 'person'
  | 'kind'
  | 'state'
  | 'openedAt'
  | 'language'
  | 'zone'
  | 'notice';

/** A request as it is first written down; what is not said is nothing yet. */
export function newRequest(known: Pick<RequestRow, Known> & Partial<RequestRow>): RequestRow {
  return {
    version: 1,
    cause: null,
    name: null,
    product: null,
    wishes: {},
    place: null,
    contact: null,
    dueAt: null,
    endAt: null,
    asap: false,
    lookAt: null,
    waitingAt: null,
    step: null,
    stepUntil: null,
    slow: false,
    nobodyPlace: null,
    nobodyAt: null,
    away: false,
    never: null,
    holder: null,
    lastHolder: null,
    heldAt: null,
    spokeAt: null,
    unansweredAt: null,
    nudgedAt: null,
    tries: 0,
    promise: null,
    endedAt: null,
    ...known,
  };
}
