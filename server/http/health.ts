import { type Request, Router } from 'express';
import { isSameSecret } from '../actions/secret.ts';
import { isReadable } from '../actions/store-health.ts';
import { bearerOf } from './asking.ts';
import type { HttpInput } from './input.ts';

/** For balancers, monitors and operators. */
export function health({ ports, settings, registry, isDraining, newsTrouble }: HttpInput): Router {
  const router = Router();

  /** Alive; `degraded` says what does not work as it should, while the rest does. */
  router.get('/healthz', (_request, response) => {
    const news = newsTrouble?.() ?? null;
    response.json({
      ok: true,
      degraded: {
        ...(ports.store.writing ? {} : { writing: 'the last write did not go through' }),
        ...(news === null ? {} : { redis: news }),
      },
    });
  });

  /** Ready for more: the store answers, and the relay is not winding down. */
  router.get('/readyz', async (_request, response) => {
    const draining = isDraining();
    const readable = await isReadable(ports);
    response.status(readable && !draining ? 200 : 503).json({ ok: readable && !draining, draining, readable });
  });

  router.get('/metrics', async (request, response, next) => {
    const { metricsToken, production } = settings;
    if (metricsToken === null && production) return next();
    if (metricsToken !== null && !carries(request, metricsToken)) {
      response.status(401).set('www-authenticate', 'Bearer').end();
      return;
    }
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

function carries(request: Request, secret: string): boolean {
  const given = bearerOf(request);
  return given !== null && isSameSecret(given, secret);
}
