import type { RequestHandler } from 'express';
import type { AddressOf } from '../edge/address.ts';
import type { AddressLimit } from '../edge/by-address.ts';
import { slowDown } from '../edge/rate-limit.ts';
import { guarding } from './reply.ts';

/** Refuses `slow_down` with an honest time; before anything of the request is read. */
export const limiting = (limit: AddressLimit, addressOf: AddressOf): RequestHandler =>
  guarding(async (request) => slowDown(await limit.take(addressOf(request))));
