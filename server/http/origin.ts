import type { Request, RequestHandler, Response } from 'express';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { type Origins, originAsked } from '../actions/origins.ts';
import { guarding } from './reply.ts';

/*
 * Who speaks is settled before anything is read. A page of any house may ask; of which house is checked once the
 * brand is known, by its name or by the token. Nothing is sent with credentials: cookies are the console's alone.
 */

const PREFLIGHT_S = '7200';

/** Answers preflights, and lets pages of the houses read the answers. */
export const knownOrigin = (origins: Origins, own: readonly string[]): RequestHandler[] => [
  guarding(async (request, response) => {
    response.vary('Origin');
    const origin = originAsked(request, own);
    if (origin === null || !(await origins.isKnown(origin))) return refuse('origin');
    response.locals.origin = origin;
    if (request.headers.origin !== undefined) {
      response.set({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after' });
    }
    return null;
  }),
  (request, response, next) => {
    if (request.method === 'OPTIONS') preflight(response);
    else next();
  },
];

function preflight(response: Response): void {
  response
    .set({
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers': 'authorization, content-type, salon-protocol',
      'access-control-max-age': PREFLIGHT_S,
    })
    .status(204)
    .end();
}

/** Null where the page that asks is one of the brand's; the answer is not even readable elsewhere. */
export async function refuseOrigin(origins: Origins, response: Response, brand: string): Promise<Refusal | null> {
  if (await origins.isOf(brand, String(response.locals.origin))) return null;
  response.removeHeader('access-control-allow-origin');
  return refuse('origin');
}

/** Only the relay's own pages, and only from themselves: a cookie says who somebody is, not what she meant. */
export const ownPage = (origins: Origins, own: readonly string[]): RequestHandler =>
  guarding((request: Request) => {
    const site = request.headers['sec-fetch-site'];
    const origin = originAsked(request, own);
    if (site !== undefined && site !== 'same-origin') return refuse('origin');
    return origin !== null && origins.isSelf(origin) ? null : refuse('origin');
  });
