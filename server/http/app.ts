import express, { type Express } from 'express';
import { watchForwarded } from '../edge/address.ts';
import { adminRoutes } from './admin-routes.ts';
import { consoleRoutes } from './console-routes.ts';
import { faults } from './faults.ts';
import { everywhere } from './headers.ts';
import { health } from './health.ts';
import type { HttpInput } from './input.ts';
import { notFound } from './not-found.ts';
import { ownPage } from './origin.ts';
import { pages } from './pages.ts';
import { requestLog } from './request-log.ts';
import { shopperRoutes } from './shopper-routes.ts';
import { testClock } from './test-clock.ts';

/** The HTTP edge: one origin for the API, the loader, the console, the shop and the front door. Starts nothing. */
export function createHttp(input: HttpInput): Express {
  const { settings, log } = input;
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('query parser', 'simple');
  const forwarded = watchForwarded(settings.trustProxy, log);

  app.use(requestLog(log, input.registry), everywhere(settings), (request, _response, next) => {
    forwarded.see(request);
    next();
  });
  app.use(health(input));
  app.use('/api', (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  app.use('/api/admin', adminRoutes(input, forwarded.ignored));
  app.use('/api/console', consoleRoutes(input));
  if (input.forward) {
    app.use('/api/test', ownPage(input.gate), testClock(input, input.forward));
  }
  app.use('/api', shopperRoutes(input));
  app.use('/api', notFound);
  app.use(pages(input));
  app.use(notFound, faults(log));
  return app;
}
