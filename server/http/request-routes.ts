import type { Router } from 'express';
import { moveSchema } from '../../protocol/http.ts';
import { refuse } from '../../protocol/refusals.ts';
import { openRequestSchema } from '../../protocol/requests.ts';
import { listRequests } from '../actions/list-requests.ts';
import { moveRequest } from '../actions/move-request.ts';
import { openRequest } from '../actions/open-request.ts';
import { withdrawRequest } from '../actions/withdraw-request.ts';
import { asShopper, idAsked } from './asking.ts';
import { emptySchema, jsonBody } from './body.ts';
import type { HttpInput } from './input.ts';
import { limiting } from './limiting.ts';
import { answering, parse } from './reply.ts';

/** A shopper's requests over plain HTTP: a call needs no socket from its first word to its end. */
export function requestRoutes(router: Router, input: HttpInput): void {
  const { ports, limits, addressOf } = input;
  const reply = (route: Parameters<typeof asShopper>[1]) => answering(ports.store.now, asShopper(input, route));
  const limited = limiting(limits.requests, addressOf);

  router.get(
    '/requests',
    limiting(limits.reads, addressOf),
    reply((shopper) => listRequests(ports, shopper)),
  );

  router.post(
    '/requests',
    limited,
    jsonBody(),
    reply(async (shopper, request) => {
      const body = parse(openRequestSchema, request.body);
      if (!body.ok) return body;
      return openRequest(ports, { ...shopper, address: addressOf(request) }, body.data);
    }),
  );

  router.post(
    '/requests/:id/move',
    limited,
    jsonBody(),
    reply(async (shopper, request) => {
      const body = parse(moveSchema, request.body);
      if (!body.ok) return body;
      const id = idAsked(request);
      return id === null ? refuse('not_found') : moveRequest(ports, shopper, { request: id, ...body.data });
    }),
  );

  router.post(
    '/requests/:id/withdraw',
    limited,
    jsonBody(),
    reply(async (shopper, request) => {
      const body = parse(emptySchema, request.body);
      if (!body.ok) return body;
      const id = idAsked(request);
      return id === null ? refuse('not_found') : withdrawRequest(ports, shopper, id);
    }),
  );
}
