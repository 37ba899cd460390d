import { hash } from 'node:crypto';
import { readFileSync, type Stats } from 'node:fs';
import { join, resolve } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { findPortrait } from '../actions/find-portrait.ts';
import { asPage, consolePolicy, FILE_POLICY, forEveryPage, shopPolicy } from './headers.ts';
import type { HttpInput } from './input.ts';

const FOREVER = 'public, max-age=31536000, immutable';
/** The one address that brands paste: fresh within minutes, never waited for. */
const LOADER = 'public, max-age=300, stale-while-revalidate=86400';
const FILE = 'public, max-age=300';
/** By content, but not for ever: a face goes with its person, from caches too. */
const FACE = 'public, max-age=3600';
const PAGE = 'no-cache';

/**
 * Under assets/, Vite writes a hash of the content into a file's name (of six letters for the widget, of eight for the
 * console), the shop into its folder's. A hash is never lower case alone, as somebody's name is; one that happens to be
 * is only kept for less long.
 */
const HASHED = /[\\/]assets[\\/]([0-9a-f]{10}[\\/].+|(.*[\\/])?[^\\/]*-(?=[\w-]*[A-Z0-9_])([\w-]{6}|[\w-]{8})\.\w+)$/;

/** What caches may do with a built file. */
export function cacheFor(path: string): string {
  if (path.endsWith('.html')) return PAGE;
  return HASHED.test(path) ? FOREVER : FILE;
}

/**
 * A file's mark, by what is in it: an archive gives each file of two releases the same time, and a loader that names
 * other chunks is as long as before. Read once for as long as the file stays as it is.
 */
function marks(): (path: string, stat: Stats) => string {
  const known = new Map<string, { stands: string; etag: string }>();
  return (path, { size, mtimeMs, ctimeMs, ino }) => {
    const stands = `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    const before = known.get(path);
    if (before?.stands === stands) return before.etag;
    const etag = `"${hash('sha256', readFileSync(path), 'base64url').slice(0, 22)}"`;
    known.set(path, { stands, etag });
    return etag;
  };
}

type Cache = (path: string) => string;
const CODINGS = ['br', 'gzip'] as const;

/** A folder as it lies there; `coding` is what its files are compressed in, if anything. */
function files(root: string, cache: Cache, coding: string | null): RequestHandler {
  const markOf = marks();
  return express.static(resolve(root), {
    ...{ cacheControl: false, lastModified: false },
    setHeaders(response, path, stat: Stats) {
      response.setHeader('etag', markOf(path, stat));
      response.setHeader('cache-control', cache(path));
      response.setHeader('vary', 'Accept-Encoding');
      if (coding !== null) response.setHeader('content-encoding', coding);
    },
  });
}

/** A built room: what the build has compressed, to a browser that takes it; everything else as it is. */
function folder(dist: string, room: string, cache: Cache = cacheFor): RequestHandler[] {
  const [br, gzip] = CODINGS.map((coding) => files(join(dist, coding, room), cache, coding));
  const compressed: RequestHandler = (request, response, next) => {
    // Browsers name gzip first and mean nothing by it: the smaller one goes out to whoever takes it.
    const serve = request.acceptsEncodings('br') ? br : request.acceptsEncodings('gzip') ? gzip : undefined;
    if (serve) serve(request, response, next);
    else next();
  };
  return [compressed, files(join(dist, room), cache, null)];
}

/** Everything that is not an answer: the loader and its chunks, portraits, the console, the shop, the front door. */
export function pages({ dist, settings, ports, origins }: HttpInput): Router {
  const router = Router();

  router.get('/salon.js', forEveryPage, ...folder(dist, 'widget', () => LOADER));
  router.use('/widget', forEveryPage, ...folder(dist, 'widget'));

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
    ...folder(dist, 'console'),
  );
  router.use('/demo', asPage(shopPolicy(settings.own)), ...folder(dist, 'demo'), shopNotFound(join(dist, 'demo')));
  router.use(asPage(shopPolicy(settings.own)), ...folder(dist, 'front'));
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
