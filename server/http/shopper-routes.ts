import { Router } from 'express';
import type { HttpInput } from './input.ts';
import { knownOrigin, openAndSpoken } from './origin.ts';
import { pageRoutes } from './page-routes.ts';
import { requestRoutes } from './request-routes.ts';

const PATHS = ['/presence', '/sessions', '/slots', '/requests', '/requests/:id/:verb'];

/** What pages of the houses ask; protocol/http.ts has the shapes. Who speaks is settled before anything is read. */
export function shopperRoutes(input: HttpInput): Router {
  const router = Router();
  router.use(PATHS, ...knownOrigin(input.gate), openAndSpoken(input.gate));
  pageRoutes(router, input);
  requestRoutes(router, input);
  return router;
}
