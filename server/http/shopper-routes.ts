import { Router } from 'express';
import { moveSchema, presenceQuerySchema, sessionSchema, slotsQuerySchema } from '../../protocol/http.ts';
import { refuse } from '../../protocol/refusals.ts';
import { openRequestSchema } from '../../protocol/requests.ts';
import { forgetSession } from '../actions/forget-session.ts';
import { listRequests } from '../actions/list-requests.ts';
import { mintSession } from '../actions/mint-session.ts';
import { moveRequest } from '../actions/move-request.ts';
import { openRequest } from '../actions/open-request.ts';
import { readPresence } from '../actions/read-presence.ts';
import { readSlots } from '../actions/read-slots.ts';
import { withdrawRequest } from '../actions/withdraw-request.ts';
import type { AddressOf } from './address.ts';
import { asShopper, idAsked } from './asking.ts';
import { emptySchema, jsonBody } from './body.ts';
import type { HttpInput } from './input.ts';
import { type HttpLimits, limiting } from './limits.ts';
import { knownOrigin, refuseOrigin } from './origin.ts';
import { answering, guarding, parse } from './reply.ts';
import { refuseDraining, refuseProtocol } from './spoken.ts';

/** What pages of the houses ask; protocol/http.ts has the shapes. */
export function shopperRoutes(input: HttpInput, limits: HttpLimits, addressOf: AddressOf): Router {
  const { ports, origins } = input;
  const router = Router();
  const reply = (route: Parameters<typeof answering>[1]) => answering(ports.store.now, route);
  const perAddress = (limiter: HttpLimits['reads']) => limiting(limiter, addressOf);

  const paths = ['/presence', '/sessions', '/slots', '/requests', '/requests/:id/:verb'];
  router.use(paths, ...knownOrigin(origins, input.settings.own));
  router.use(
    paths,
    guarding((request) => refuseDraining(input.isDraining) ?? refuseProtocol(request)),
  );

  router.get(
    '/presence',
    perAddress(limits.reads),
    reply(async (request, response) => {
      const query = parse(presenceQuerySchema, request.query);
      if (!query.ok) return query;
      const foreign = await refuseOrigin(origins, response, query.data.brand);
      if (foreign) return foreign;
      response.set('cache-control', 'public, max-age=5');
      return readPresence(ports, query.data);
    }),
  );

  router.get(
    '/slots',
    perAddress(limits.reads),
    reply(async (request, response) => {
      const query = parse(slotsQuerySchema, request.query);
      if (!query.ok) return query;
      return (await refuseOrigin(origins, response, query.data.brand)) ?? readSlots(ports, query.data);
    }),
  );

  router.post(
    '/sessions',
    perAddress(limits.admit),
    perAddress(limits.sessions),
    jsonBody(),
    reply(async (request, response) => {
      const body = parse(sessionSchema, request.body);
      if (!body.ok) return body;
      return (await refuseOrigin(origins, response, body.data.brand)) ?? mintSession(ports, body.data.brand);
    }),
  );

  router.delete(
    '/sessions',
    perAddress(limits.requests),
    reply(asShopper(input, (shopper) => forgetSession(ports, shopper))),
  );

  router.get('/requests', perAddress(limits.reads), reply(asShopper(input, (shopper) => listRequests(ports, shopper))));

  router.post(
    '/requests',
    perAddress(limits.requests),
    jsonBody(),
    reply(
      asShopper(input, async (shopper, request) => {
        const body = parse(openRequestSchema, request.body);
        if (!body.ok) return body;
        if (body.data.kind === 'callback') {
          const retryInMs = await input.calls.take(ports, shopper, body.data, addressOf(request));
          if (retryInMs !== null) return refuse('slow_down', { retryInMs });
        }
        return openRequest(ports, shopper, body.data);
      }),
    ),
  );

  router.post(
    '/requests/:id/move',
    perAddress(limits.requests),
    jsonBody(),
    reply(
      asShopper(input, async (shopper, request) => {
        const body = parse(moveSchema, request.body);
        if (!body.ok) return body;
        const id = idAsked(request);
        return id === null ? refuse('not_found') : moveRequest(ports, shopper, { request: id, ...body.data });
      }),
    ),
  );

  router.post(
    '/requests/:id/withdraw',
    perAddress(limits.requests),
    jsonBody(),
    reply(
      asShopper(input, async (shopper, request) => {
        const body = parse(emptySchema, request.body);
        if (!body.ok) return body;
        const id = idAsked(request);
        return id === null ? refuse('not_found') : withdrawRequest(ports, shopper, id);
      }),
    ),
  );
  return router;
}
