import { refuse } from '../../protocol/refusals.ts';

/* What Postgres and its driver say when something fails, and what that means for whoever asked. */

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The server went, is starting, or has no room: nobody knows the outcome, and repeating by id is harmless. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|57|53)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN)/.test(code)) return true;
  // The driver's own errors carry no code.
  return code === '' && error instanceof Error && /connection|timeout|terminated|not queryable/i.test(error.message);
}

/** The connection had been ended, by either side or by what lies between: what had not been asked to commit is undone. */
export function isEnded(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|57P0)/.test(code) || /^(ECONNRESET|EPIPE)/.test(code)) return true;
  return code === '' && error instanceof Error && /terminated|not queryable/i.test(error.message);
}

/** Nobody went on with a transaction for so long that the server ended it: nothing of it is stored. */
export const isIdledOut = (error: unknown): boolean => codeOf(error) === '25P03';

/** A statement took so long that the server, or whoever watches it, ended it; or nobody waits for its answer any more. */
export const isTooSlow = (error: unknown): boolean =>
  codeOf(error) === '57014' ||
  (codeOf(error) === '' && error instanceof Error && error.message === 'Query read timeout');

/** The disk is full or failing, or the server only reads. */
export const isDiskFault = (error: unknown): boolean => ['53100', '58030', '25006'].includes(codeOf(error));

/** The same key stands already, or an earlier statement of this transaction has failed. */
export const isUniqueViolation = (error: unknown): boolean => ['23505', '25P02'].includes(codeOf(error));

/** A deadlock's victim: the whole transaction is decided again. */
export const isVictim = (error: unknown): boolean => ['40P01', '40001'].includes(codeOf(error));

/** A statement was planned before a newer release changed its table. */
export const isOutdatedPlan = (error: unknown): boolean =>
  codeOf(error) === '0A000' && error instanceof Error && error.message.includes('cached plan');

/** An earlier statement of this transaction has failed. */
export const isAborted = (error: unknown): boolean => codeOf(error) === '25P02';

/** A row that others held for too long. */
export const isTooLongWait = (error: unknown): boolean => codeOf(error) === '55P03';

/** Reads that could not be asked; the edges answer with `refusal`. */
export class Away extends Error {
  readonly refusal = refuse('try_again', { retryInMs: 1_000 });

  constructor(cause: unknown) {
    super('the store does not answer', { cause });
    this.name = 'Away';
  }
}
