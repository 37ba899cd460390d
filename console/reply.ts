import type { Answer, RefusalCode } from '../protocol/refusals.ts';

/** What this browser finds by itself: the relay was not reached, or gave no answer in time. */
export type Unreachable = { ok: false; error: { code: 'unreachable'; retryInMs?: number } };

/** What a command or a route comes back with: the relay's answer, or that there was none. */
export type Reply<T> = Answer<T> | Unreachable;
export type NoCode = RefusalCode | 'unreachable';
export type No = Extract<Reply<unknown>, { ok: false }>['error'];

export const unreachable = (): Unreachable => ({ ok: false, error: { code: 'unreachable' } });

/** These pass by themselves: asked again a little later, the same thing may be taken. All others are for good. */
export const PASSING: ReadonlySet<NoCode> = new Set([
  'unreachable',
  'try_again',
  'draining',
  'slow_down',
  'unexpected',
]);
