import { Router } from 'express';
import * as z from 'zod';
import { jsonBody } from './body.ts';
import type { HttpInput } from './input.ts';
import { answering, parse } from './reply.ts';

const forwardSchema = z.object({
  forwardMs: z
    .int()
    .min(0)
    .max(400 * 24 * 3600_000),
});

/** Moves the clock ahead, for journeys; stands only where TEST_CLOCK is 1, never in production. */
export function testClock(input: HttpInput, forward: (ms: number) => Promise<void> | void): Router {
  const router = Router();
  router.post(
    '/clock',
    jsonBody(),
    answering(input.ports.store.now, async (request) => {
      const body = parse(forwardSchema, request.body);
      if (!body.ok) return body;
      await forward(body.data.forwardMs);
      return { ok: true };
    }),
  );
  return router;
}
