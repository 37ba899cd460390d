import type { Request, RequestHandler, Response } from 'express';
import type * as z from 'zod';
import { type Refusal, type RefusalCode, refuse } from '../../protocol/refusals.ts';

/** The HTTP status of each refusal; what it means is in its code. */
const STATUS: Readonly<Record<RefusalCode, number>> = {
  bad_payload: 400,
  no_ack: 400,
  relay_too_old: 400,
  not_signed_in: 401,
  signed_out: 401,
  wrong_credentials: 401,
  origin: 403,
  blocked: 403,
  not_found: 404,
  unknown_event: 404,
  conflict: 409,
  already_taken: 409,
  new_words: 409,
  no_room: 409,
  not_open: 409,
  call_stands: 409,
  call_not_possible: 422,
  slot_taken: 409,
  slot_closed: 409,
  no_time: 409,
  link_spent: 410,
  expired: 410,
  erased: 410,
  too_large: 413,
  phone_number: 422,
  too_old: 426,
  slow_down: 429,
  unexpected: 500,
  try_again: 503,
  draining: 503,
};

type Answer = { ok: true } | Refusal;

/** Answers a refusal with its status, and says when to come back where that is known. */
export function replyRefusal(response: Response, refusal: Refusal): void {
  const { code, retryInMs } = refusal.error;
  response.locals.refused = code;
  if (retryInMs !== undefined) response.set('retry-after', String(Math.max(1, Math.ceil(retryInMs / 1_000))));
  // What is left of a body that was refused unread is not waited for.
  if (code === 'too_large') response.set('connection', 'close');
  response.status(STATUS[code]).json(refusal);
}

/** One route: parse, authorise, call an action. What it gives is the answer; what it throws meets the error seam. */
export function answering(
  now: () => number,
  route: (request: Request, response: Response) => Promise<Answer>,
): RequestHandler {
  return async (request, response) => {
    const answer = await route(request, response);
    if (answer.ok) response.json({ now: now(), ...answer });
    else replyRefusal(response, answer);
  };
}

/** Goes on where nothing is refused. */
export function guarding(
  guard: (request: Request, response: Response) => Refusal | null | Promise<Refusal | null>,
): RequestHandler {
  return async (request, response, next) => {
    const refusal = await guard(request, response);
    if (refusal) replyRefusal(response, refusal);
    else next();
  };
}

/** What a schema makes of what came, or `bad_payload` with the first wrong field. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): { ok: true; data: z.output<S> } | Refusal {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, data: parsed.data };
  return refuse('bad_payload', { field: parsed.error.issues[0]?.path.map(String).join('.') ?? '' });
}
