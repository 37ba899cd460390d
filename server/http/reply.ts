import type { Request, RequestHandler, Response } from 'express';
import type * as z from 'zod';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { answerRefusal } from '../edge/refusing.ts';

type Answer = { ok: true } | Refusal;

/** Answers a refusal, and leaves its code for the log. */
export function replyRefusal(response: Response, refusal: Refusal): void {
  response.locals.refused = refusal.error.code;
  answerRefusal(response, refusal);
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
