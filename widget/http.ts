import { PROTOCOL } from '../protocol/number.ts';
import type { Answer, RefusalCode } from '../protocol/refusals.ts';
import { toJson } from './models/json.ts';
import type { Page } from './page.ts';

const PATIENCE_MS = 12_000;

interface Asked {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  token?: string | undefined;
}

/** Asks the relay over plain HTTP. Whatever comes back that is not an answer of ours is `try_again`. */
export async function askRelay<T>(page: Pick<Page, 'relay'>, path: string, asked: Asked = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { 'salon-protocol': `${PROTOCOL}` };
  if (asked.body !== undefined) headers['content-type'] = 'application/json';
  if (asked.token) headers.authorization = `Bearer ${asked.token}`;
  try {
    const response = await fetch(`${page.relay}api/${path}`, {
      method: asked.method ?? 'GET',
      headers,
      body: asked.body === undefined ? null : toJson(asked.body),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      keepalive: asked.method === 'DELETE',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer: unknown = await response.json();
    if (isAnswer<T>(answer)) return answer;
  } catch {
    // Down, slow, cut off, or not JSON: the same to her.
  }
  return unreachable;
}

/** Noes that pass: the same may be asked again. */
export const PASSING: readonly RefusalCode[] = ['try_again', 'slow_down', 'draining', 'unexpected'];

/** The refusal that is said when the relay itself did not answer. */
export const unreachable = {
  ok: false,
  error: { code: 'try_again', message: 'The relay did not answer.' },
} as const satisfies Answer<never>;

function isAnswer<T>(value: unknown): value is Answer<T> {
  const answer = Object(value) as { ok?: unknown; error?: { code?: unknown } };
  return answer.ok === true || (answer.ok === false && typeof answer.error?.code === 'string');
}
