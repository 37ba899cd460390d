import type { Request, Response } from 'express';
import type { Me } from '../../protocol/console.ts';
import { signInSchema } from '../../protocol/http.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { Answered } from '../actions/ports.ts';
import { hashOf, makeSecret } from '../actions/secret.ts';
import { signIn } from '../actions/sign-in.ts';
import { networkOf } from '../edge/address-key.ts';
import type { Limits } from '../edge/limits.ts';
import { slowDown } from '../edge/rate-limit.ts';
import { type Cookies, readCookie } from './cookies.ts';
import type { HttpInput } from './input.ts';
import { parse } from './reply.ts';
import { signInAlarm } from './sign-in-alarm.ts';

/**
 * POST /api/console/sign-in. Whoever tries one account from one address is slowed, and nobody else: its owner comes
 * in from hers.
 */
export function signInRoute(input: HttpInput, cookies: Cookies) {
  const { limits, addressOf } = input;
  const alarm = signInAlarm(input);
  return async (request: Request, response: Response): Promise<Answered<{ me: Me }>> => {
    const body = parse(signInSchema, request.body);
    if (!body.ok) return body;
    const account = hashOf(body.data.email.trim().toLowerCase());
    const address = addressOf(request);
    const tooMany = slowDown(await limits.signIns.take(address, account));
    if (tooMany) return tooMany;
    const { cookie } = request.headers;
    const device = readCookie(cookie, cookies.device) ?? makeSecret();
    const before = readCookie(cookie, cookies.signIn);
    // By a device's secret it is this person who came in before, by an address anybody: neither tells whose account is.
    const byDevice = `${account} ${hashOf(device)}`;
    const key = [byDevice, address].find(limits.signedIn.knows);
    const made = await inTurn(
      limits,
      address,
      () => signIn(input.ports, input.passwords, { ...body.data, device, before }),
      key,
    );
    if (!made.ok) {
      if (made.error.code === 'wrong_credentials') await alarm(account);
      return made;
    }
    await limits.signIns.forgive(address, account);
    for (const known of [byDevice, address]) limits.signedIn.remember(known);
    response.cookie(cookies.signIn, made.token, cookies.signInOptions);
    response.cookie(cookies.device, device, cookies.deviceOptions);
    return { ok: true, me: made.me };
  };
}

/** Does what takes a password's work; refused with an honest time where too many wait. `known`: by what, if anything. */
export async function inTurn<T>(
  limits: Limits,
  address: string,
  work: () => Promise<T>,
  known?: string,
): Promise<T | Refusal> {
  const entered = await limits.hashing.enter(known ?? networkOf(address) ?? address, known !== undefined);
  if (typeof entered === 'number') return slowDown(entered);
  try {
    return await work();
  } finally {
    entered();
  }
}
