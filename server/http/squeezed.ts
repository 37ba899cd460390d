import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';

const TEXTS = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt', '.map', '.webmanifest', '.xml']);
const CODINGS = { br: promisify(brotliCompress), gzip: promisify(gzip) };
type Coding = keyof typeof CODINGS;

interface Squeezed {
  mark: string;
  etag: string;
  bytes: Buffer;
}

/**
 * Serves the texts of a built folder as brotli or gzip. Each is squeezed once, at its best, when it is first asked
 * for, and kept as long as the file stays as it was; there are as many as the build has files. Everything else goes on
 * to the plain files.
 */
export function squeezedFiles(root: string, cacheFor: (path: string) => string): RequestHandler {
  const kept = new Map<string, Promise<Squeezed>>();
  return async (request, response, next) => {
    const coding = codingFor(request);
    const path = coding && fileAsked(root, request.path);
    const known = path ? await stat(path).catch(() => null) : null;
    if (!coding || !path || !known?.isFile()) return next();
    const mark = `${known.mtimeMs} ${known.size}`;
    const key = `${coding} ${path}`;
    let found = await kept.get(key);
    if (found?.mark !== mark) {
      const fresh = squeeze(path, coding, mark);
      kept.set(key, fresh);
      fresh.catch(() => kept.delete(key));
      found = await fresh;
    }
    send(response, path, coding, found, cacheFor(path));
  };
}

function codingFor(request: Request): Coding | null {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  const accepted = request.acceptsEncodings('br', 'gzip');
  return accepted === 'br' || accepted === 'gzip' ? accepted : null;
}

/** The text file that a path means, or null; never outside the folder, never a hidden one. */
function fileAsked(root: string, asked: string): string | null {
  let plain: string;
  try {
    plain = decodeURIComponent(asked);
  } catch {
    return null;
  }
  if (plain.includes('\0') || plain.split('/').some((part) => part.startsWith('.'))) return null;
  const path = resolve(root, `.${plain.endsWith('/') ? `${plain}index.html` : plain}`);
  return path.startsWith(root + sep) && TEXTS.has(extname(path)) ? path : null;
}

async function squeeze(path: string, coding: Coding, mark: string): Promise<Squeezed> {
  const plain = await readFile(path);
  const bytes =
    coding === 'br'
      ? await CODINGS.br(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength } })
      : await CODINGS.gzip(plain, { level: 9 });
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { mark, etag: `"${hash}"`, bytes };
}

/** Express says 304 by itself where the browser has it. */
function send(response: Response, path: string, coding: Coding, { etag, bytes }: Squeezed, cache: string): void {
  response
    .vary('Accept-Encoding')
    .set({ 'cache-control': cache, 'content-encoding': coding, etag })
    .type(extname(path))
    .send(bytes);
}
