import type { RequestKind, RequestState } from '../../protocol/requests.ts';

/** A live request is talked in, not called about … */
export const LIVE_KINDS = ['chat', 'message'] as const satisfies readonly RequestKind[];

/** … and not at its end. A conversation has one at most. */
export const LIVE_STATES = [
  'later',
  'waiting',
  'offered',
  'assigned',
  'resumed',
] as const satisfies readonly RequestState[];
