import type { Request, Response } from 'express';
import { idSchema } from '../../protocol/entries.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { findShopper } from '../actions/find-shopper.ts';
import type { Answered, ShopperAsking } from '../actions/ports.ts';
import type { HttpInput } from './input.ts';
import { refuseOrigin } from './origin.ts';

/** The secret of `authorization: Bearer …`, or null. */
export const bearerOf = (request: Request): string | null =>
  /^bearer ([\w-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;

type Route = (shopper: ShopperAsking, request: Request) => Promise<Answered<object>>;

/**
 * Lets a shopper in by her token, from a page of her brand. What she asks for in vain is noted: absent and forbidden
 * are one answer, and a person who tries ids is seen.
 */
export function asShopper(input: HttpInput, route: Route) {
  return async (request: Request, response: Response): Promise<Answered<object>> => {
    const shopper = await whoAsks(input, request, response);
    if ('ok' in shopper) return shopper;
    const answer = await route(shopper, request);
    if (!answer.ok && answer.error.code === 'not_found') noteInVain(input, shopper, request);
    return answer;
  };
}

async function whoAsks(input: HttpInput, request: Request, response: Response): Promise<ShopperAsking | Refusal> {
  const token = bearerOf(request);
  if (token === null) return refuse('not_signed_in');
  const shopper = await findShopper(input.ports, token);
  if (!shopper) return refuse('signed_out');
  return (await refuseOrigin(input.gate, request, response, shopper.brand)) ?? shopper;
}

function noteInVain(input: HttpInput, shopper: ShopperAsking, request: Request): void {
  const action = `${request.method} ${request.route.path}`;
  input.probes.note({ brand: shopper.brand, actor: shopper.id, action, subject: idAsked(request) });
}

/** The id in the path; null where it is none, and then it is nobody's. */
export function idAsked(request: Request): string | null {
  const parsed = idSchema.safeParse(request.params.id);
  return parsed.success ? parsed.data : null;
}
