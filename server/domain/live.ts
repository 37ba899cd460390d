import type { RequestKind, RequestState } from '../../protocol/requests.ts';

export interface Live {
  readonly kind: readonly RequestKind[];
  readonly state: readonly RequestState[];
}

/** A live request is talked in, not called about, and not at its end. A conversation has one at most. */
export const LIVE: Live = {
  kind: ['chat', 'message'],
  state: ['later', 'waiting', 'offered', 'assigned', 'resumed'],
};
