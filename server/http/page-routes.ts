import type { Router } from 'express';
import { presenceQuerySchema, sessionSchema, slotsQuerySchema } from '../../protocol/http.ts';
import { forgetSession } from '../actions/forget-session.ts';
import { mintSession } from '../actions/mint-session.ts';
import { readPresence } from '../actions/read-presence.ts';
import { readSlots } from '../actions/read-slots.ts';
import { asShopper } from './asking.ts';
import { jsonBody } from './body.ts';
import type { HttpInput } from './input.ts';
import { limiting } from './limiting.ts';
import { refuseOrigin } from './origin.ts';
import { answering, parse } from './reply.ts';

/** What a page asks for its house, before it knows who somebody is; and the session's beginning and end. */
export function pageRoutes(router: Router, input: HttpInput): void {
  const { ports, gate, limits, addressOf } = input;
  const { now } = ports.store;

  router.get(
    '/presence',
    limiting(limits.reads, addressOf),
    answering(now, async (request, response) => {
      const query = parse(presenceQuerySchema, request.query);
      if (!query.ok) return query;
      const foreign = await refuseOrigin(gate, request, response, query.data.brand);
      if (foreign) return foreign;
      response.set('cache-control', 'public, max-age=5');
      return readPresence(ports, query.data);
    }),
  );

  router.get(
    '/slots',
    limiting(limits.reads, addressOf),
    answering(now, async (request, response) => {
      const query = parse(slotsQuerySchema, request.query);
      if (!query.ok) return query;
      return (await refuseOrigin(gate, request, response, query.data.brand)) ?? readSlots(ports, query.data);
    }),
  );

  router.post(
    '/sessions',
    limiting(limits.newSessions, addressOf),
    limiting(limits.sessions, addressOf),
    jsonBody(),
    answering(now, async (request, response) => {
      const body = parse(sessionSchema, request.body);
      if (!body.ok) return body;
      return (await refuseOrigin(gate, request, response, body.data.brand)) ?? mintSession(ports, body.data.brand);
    }),
  );

  router.delete(
    '/sessions',
    limiting(limits.requests, addressOf),
    answering(
      now,
      asShopper(input, (shopper) => forgetSession(ports, shopper)),
    ),
  );
}
