import { PROTOCOL } from '../protocol/number.ts';
import { type Reply, unreachable } from './reply.ts';

const PATIENCE_MS = 10_000;

export type Call = <T>(method: 'GET' | 'POST', path: string, body?: object) => Promise<Reply<T>>;

/** One request to the relay; whatever is not an answer of ours (a proxy's page, silence) is `unreachable`. */
export const call: Call = async <T>(method: 'GET' | 'POST', path: string, body?: object) => {
  try {
    const response = await fetch(path, {
      method,
      headers: { 'salon-protocol': String(PROTOCOL), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer: unknown = await response.json();
    return isReply<T>(answer) ? answer : unreachable();
  } catch {
    return unreachable();
  }
};

function isReply<T>(answer: unknown): answer is Reply<T> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  if (answer.ok === true) return true;
  return 'error' in answer && typeof answer.error === 'object' && answer.error !== null && 'code' in answer.error;
}
