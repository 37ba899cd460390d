import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Counter, Histogram, type Registry } from 'prom-client';

const isApi = (request: Request): boolean => /^\/api(?:[/?]|$)/i.test(request.originalUrl);

/**
 * The route as it is written, never as it was asked for: ids do not make a figure of their own each, and whatever
 * somebody put into a path that leads nowhere is not repeated in the log.
 */
function routeOf(request: Request): string {
  const path: unknown = request.route?.path;
  if (typeof path === 'string') return `${request.baseUrl.toLowerCase()}${path}`;
  return isApi(request) ? 'unmatched' : 'page';
}

/** What is asked before anybody acts is not logged at all. */
const UNSEEN = new Set(['/api/presence', '/healthz', '/readyz', '/metrics']);

/** Gives every request an id, counts it, and logs answers of the API: never a body, a token, a query or an address. */
export function requestLog(log: Logger, registry: Registry): RequestHandler {
  const seconds = new Histogram({
    name: 'salon_http_seconds',
    help: 'How long HTTP requests took.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'salon_http_refusals_total',
    help: 'HTTP requests that were refused, by code.',
    labelNames: ['code'],
    registers: [registry],
  });
  return (request, response, next) => {
    const id = randomUUID();
    const startedAt = performance.now();
    response.locals.id = id;
    response.set('x-request-id', id);
    response.once('finish', () => {
      const ms = performance.now() - startedAt;
      const route = routeOf(request);
      const { method } = request;
      seconds.observe({ route, method, status: response.statusCode }, ms / 1_000);
      const { refused } = response.locals;
      if (refused) refusals.inc({ code: refused });
      if (UNSEEN.has(route)) return;
      const level = isApi(request) ? 'info' : 'debug';
      log[level](
        { request: id, method, route, status: response.statusCode, code: refused, ms: Math.round(ms) },
        'answered',
      );
    });
    next();
  };
}
