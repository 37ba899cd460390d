import { LIVE_KINDS, OPEN, type RequestKind, type RequestState } from '../../protocol/request-state.ts';

export interface Live {
  readonly kind: readonly RequestKind[];
  readonly state: readonly RequestState[];
}

/** The request that is open and live: a conversation has one at most. */
export const LIVE: Live = {
  kind: LIVE_KINDS,
  state: OPEN,
};
