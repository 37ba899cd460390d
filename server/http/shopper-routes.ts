import { Router } from 'express';
import type { AddressOf } from '../edge/address.ts';
import type { HttpInput } from './input.ts';
import type { HttpLimits } from './limits.ts';
import { knownOrigin } from './origin.ts';
import { pageRoutes } from './page-routes.ts';
import { guarding } from './reply.ts';
import { requestRoutes } from './request-routes.ts';
import { refuseDraining, refuseProtocol } from './spoken.ts';

const PATHS = ['/presence', '/sessions', '/slots', '/requests', '/requests/:id/:verb'];

/** What pages of the houses ask; protocol/http.ts has the shapes. Who speaks is settled before anything is read. */
export function shopperRoutes(input: HttpInput, limits: HttpLimits, addressOf: AddressOf): Router {
  const router = Router();
  router.use(PATHS, ...knownOrigin(input.origins, input.settings.own));
  router.use(
    PATHS,
    guarding((request) => refuseDraining(input.isDraining) ?? refuseProtocol(request)),
  );
  pageRoutes(router, input, limits, addressOf);
  requestRoutes(router, input, limits, addressOf);
  return router;
}
