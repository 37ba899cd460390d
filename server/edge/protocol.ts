import type { IncomingMessage } from 'node:http';
import { OLDEST_PROTOCOL, PROTOCOL } from '../../protocol/number.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';

/** What a request says by its query's `protocol` or its header `salon-protocol`; undefined where it says nothing. */
export function protocolSaid({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): unknown {
  const query = url.includes('?') ? new URLSearchParams(url.slice(url.indexOf('?'))).getAll('protocol') : [];
  return query.length > 1 ? query : (query[0] ?? headers['salon-protocol']);
}

/** Which side is too old; neither is where nothing is said. */
export function refuseProtocol(said: unknown): Refusal | null {
  if (said === undefined) return null;
  if (!/^\d{1,6}$/.test(String(said))) return refuse('bad_payload', { field: 'protocol' });
  const protocol = Number(said);
  if (protocol < OLDEST_PROTOCOL) return refuse('too_old');
  return protocol > PROTOCOL ? refuse('relay_too_old') : null;
}
