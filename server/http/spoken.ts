import type { Request } from 'express';
import { OLDEST_PROTOCOL, PROTOCOL } from '../../protocol/number.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';

/** Which side is too old, by the query's `protocol` or the header `salon-protocol`; without either, neither is. */
export function refuseProtocol(request: Request): Refusal | null {
  const said = request.query.protocol ?? request.headers['salon-protocol'];
  if (said === undefined) return null;
  if (typeof said !== 'string' || !/^\d{1,6}$/.test(said)) return refuse('bad_payload', { field: 'protocol' });
  const protocol = Number(said);
  if (protocol < OLDEST_PROTOCOL) return refuse('too_old');
  return protocol > PROTOCOL ? refuse('relay_too_old') : null;
}

const COME_BACK_MS = 2_000;

/** While the relay winds down it takes nothing new. */
export const refuseDraining = (isDraining: () => boolean): Refusal | null =>
  isDraining() ? refuse('draining', { retryInMs: COME_BACK_MS }) : null;
