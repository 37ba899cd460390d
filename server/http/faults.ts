import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { refuse } from '../../protocol/refusals.ts';
import { refusalIn } from '../actions/refusal-in.ts';
import { bodyRefusal } from './body.ts';
import { notFound } from './not-found.ts';
import { replyRefusal } from './reply.ts';

/** A path that cannot be read (a broken escape, a way out of the folder) leads nowhere. */
const isWrongPath = (error: unknown): boolean =>
  error instanceof URIError ||
  (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500);

/** A part that a file does not have, or a state that it is not in, and the headers that say so. */
const unmetOf = (error: unknown): { status: number; headers: Record<string, string> } | null =>
  error instanceof Error && 'status' in error && (error.status === 412 || error.status === 416)
    ? { headers: {}, ...error, status: error.status }
    : null;

/** What was said of a file that does not come is not said of the answer: caches would keep that in its place. */
const OF_A_FILE = ['content-encoding', 'content-type', 'etag', 'last-modified', 'content-range', 'accept-ranges'];
function withoutFile(response: Response): void {
  for (const name of OF_A_FILE) response.removeHeader(name);
  response.set('cache-control', 'no-store');
}

/**
 * The one end of everything thrown. What a stranger's body brought about is refused; everything else is ours: it is
 * logged with the request's id, and the answer says no more than that.
 */
export const faults =
  (log: Logger): ErrorRequestHandler =>
  (error, request, response, next) => {
    const refusal = bodyRefusal(error) ?? refusalIn(error);
    const unmet = unmetOf(error);
    if (!bodyRefusal(error) && !isWrongPath(error))
      log.error({ err: error, request: response.locals.id }, 'a request failed');
    // Half an answer cannot be taken back: Express cuts the connection.
    if (response.headersSent) return next(error);
    withoutFile(response);
    if (refusal) replyRefusal(response, refusal);
    else if (unmet) response.status(unmet.status).set(unmet.headers).end();
    else if (isWrongPath(error)) notFound(request, response, next);
    else replyRefusal(response, refuse('unexpected'));
  };
