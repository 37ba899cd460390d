import type { Request, RequestHandler, Response } from 'express';
import type { Refusal } from '../../protocol/refusals.ts';
import { answerPreflight, letNobodyRead, letRead } from '../edge/cors.ts';
import type { Gate } from '../edge/gate.ts';
import { guarding } from './reply.ts';

/*
 * Who speaks is settled before anything is read. A page of any house may ask; of which house is checked once the
 * brand is known, by its name or by the token. Nothing is sent with credentials: cookies are the console's alone.
 */

/** Answers preflights, and lets pages of the houses read the answers. */
export const knownOrigin = (gate: Gate): RequestHandler[] => [
  guarding(async (request, response) => {
    response.vary('Origin');
    const page = await gate.page(request);
    if (!page.ok) return page;
    if (request.headers.origin !== undefined) letRead(response, page.origin);
    return null;
  }),
  (request, response, next) => {
    if (request.method === 'OPTIONS') answerPreflight(response);
    else next();
  },
];

/** Null where the page that asks is one of the brand's; the answer is not even readable elsewhere. */
export async function refuseOrigin(
  gate: Gate,
  request: Request,
  response: Response,
  brand: string,
): Promise<Refusal | null> {
  const foreign = await gate.pageOf(brand, request);
  if (foreign) letNobodyRead(response);
  return foreign;
}

/** Only the relay's own pages, and only from themselves. */
export const ownPage = (gate: Gate): RequestHandler => guarding((request) => gate.ownPage(request));

/** While the relay winds down it takes nothing new; and both sides must speak one protocol. */
export const openAndSpoken = (gate: Gate): RequestHandler =>
  guarding((request) => gate.draining() ?? gate.protocol(request));
