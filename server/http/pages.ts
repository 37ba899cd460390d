import { join, resolve } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { findPortrait } from '../actions/find-portrait.ts';
import { asPage, consolePolicy, FILE_POLICY, forEveryPage, shopPolicy } from './headers.ts';
import type { HttpInput } from './input.ts';
import { squeezedFiles } from './squeezed.ts';

const FOREVER = 'public, max-age=31536000, immutable';
/** The one address that brands paste: fresh within minutes, never waited for. */
const LOADER = 'public, max-age=300, stale-while-revalidate=86400';
const FILE = 'public, max-age=300';
/** By content, but not for ever: a face goes with its person, from caches too. */
const FACE = 'public, max-age=3600';
const PAGE = 'no-cache';

/**
 * Under assets/, Vite writes a hash of the content into a file's name, the shop into its folder's. A hash is never
 * lower case alone, as somebody's name is; one that happens to be is only kept for less long.
 */
const HASHED = /[\\/]assets[\\/]([0-9a-f]{10}[\\/].+|(.*[\\/])?[^\\/]*-(?=[\w-]*[A-Z0-9_])[\w-]{8}\.\w+)$/;

function cacheFor(path: string): string {
  if (path.endsWith('.html')) return PAGE;
  return HASHED.test(path) ? FOREVER : FILE;
}

/** A built folder, squeezed where the browser takes it. */
const folder = (root: string, cache: (path: string) => string = cacheFor): RequestHandler[] => [
  squeezedFiles(resolve(root), cache),
  express.static(resolve(root), {
    cacheControl: false,
    setHeaders: (response, path) => response.setHeader('cache-control', cache(path)),
  }),
];

/** Everything that is not an answer: the loader and its chunks, portraits, the console, the shop, the front door. */
export function pages({ dist, settings, ports, origins }: HttpInput): Router {
  const router = Router();
  const room = (name: string) => join(dist, name);

  router.get('/salon.js', forEveryPage, ...folder(room('widget'), () => LOADER));
  router.use('/widget', forEveryPage, ...folder(room('widget')));

  router.get('/portraits/:file', forEveryPage, async (request, response, next) => {
    const portrait = await findPortrait(ports, String(request.params.file));
    if (!portrait) return next();
    response
      .set({ 'cache-control': FACE, etag: `"${request.params.file}"`, 'content-security-policy': FILE_POLICY })
      .type(portrait.type)
      .send(Buffer.from(portrait.bytes));
  });

  router.use(
    '/console',
    asPage(async () => consolePolicy(settings.own, await origins.ofHouses())),
    ...folder(room('console')),
  );
  router.use('/demo', asPage(shopPolicy(settings.own)), ...folder(room('demo')), shopNotFound(room('demo')));
  router.use(asPage(shopPolicy(settings.own)), ...folder(room('front')));
  return router;
}

/** The shop has a page of its own for what it does not have. */
const shopNotFound =
  (root: string): RequestHandler =>
  (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    response.set('cache-control', 'no-store').status(404);
    response.sendFile(resolve(root, '404', 'index.html'), { cacheControl: false }, (fault) => {
      if (fault && !response.headersSent) next();
    });
  };
