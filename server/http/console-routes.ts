import { type Request, type Response, Router } from 'express';
import { invitationSchema, signInSchema } from '../../protocol/http.ts';
import { refuse } from '../../protocol/refusals.ts';
import { acceptInvitation } from '../actions/accept-invitation.ts';
import { meOf } from '../actions/desk-snapshot.ts';
import { findSignIn } from '../actions/find-sign-in.ts';
import type { Answered } from '../actions/ports.ts';
import { hashOf, makeSecret } from '../actions/secret.ts';
import { signIn } from '../actions/sign-in.ts';
import { signOut } from '../actions/sign-out.ts';
import type { AddressOf } from './address.ts';
import { emptySchema, jsonBody } from './body.ts';
import { cookiesFor, readCookie } from './cookies.ts';
import type { HttpInput } from './input.ts';
import { type HttpLimits, limiting } from './limits.ts';
import { ownPage } from './origin.ts';
import { answering, guarding, parse } from './reply.ts';
import { signInAlarm } from './sign-in-alarm.ts';
import { refuseDraining, refuseProtocol } from './spoken.ts';

/** What the console asks before its socket stands: who is signed in, and how that begins and ends. */
export function consoleRoutes(input: HttpInput, limits: HttpLimits, addressOf: AddressOf): Router {
  const { ports, settings } = input;
  const router = Router();
  const cookies = cookiesFor(settings.publicUrl);
  const alarm = signInAlarm(input);
  const reply = (route: Parameters<typeof answering>[1]) => answering(ports.store.now, route);
  const tokenOf = (request: Request) => readCookie(request.headers.cookie, cookies.signIn);

  router.use(ownPage(input.origins, settings.own));
  router.use(guarding((request) => refuseDraining(input.isDraining) ?? refuseProtocol(request)));

  router.get(
    '/me',
    reply(async (request) => {
      const token = tokenOf(request);
      const found = token === null ? null : await findSignIn(ports, token);
      if (!found) return refuse('not_signed_in');
      return { ok: true, me: meOf(await ports.store.house(found.associate.brand), found.associate) };
    }),
  );

  router.post(
    '/sign-in',
    limiting(limits.signInsInAll, addressOf),
    jsonBody(),
    reply(async (request, response) => {
      const body = parse(signInSchema, request.body);
      if (!body.ok) return body;
      const account = hashOf(body.data.email.trim().toLowerCase());
      const key = `${account} ${addressOf(request)}`;
      const retryInMs = await limits.signIns.take(key);
      if (retryInMs !== null) return refuse('slow_down', { retryInMs });
      const device = readCookie(request.headers.cookie, cookies.device) ?? makeSecret();
      const made = await signIn(ports, input.passwords, { ...body.data, device, before: tokenOf(request) });
      if (!made.ok) {
        if (made.error.code === 'wrong_credentials') await alarm(account);
        return made;
      }
      await limits.signIns.forgive(key);
      response.cookie(cookies.signIn, made.token, cookies.signInOptions);
      response.cookie(cookies.device, device, cookies.deviceOptions);
      return { ok: true, me: made.me };
    }),
  );

  router.post(
    '/sign-out',
    jsonBody(),
    reply(async (request, response): Promise<Answered<object>> => {
      const body = parse(emptySchema, request.body);
      if (!body.ok) return body;
      const token = tokenOf(request);
      response.clearCookie(cookies.signIn, cookies.options);
      return token === null ? { ok: true } : signOut(ports, token);
    }),
  );

  router.post(
    '/invitations',
    limiting(limits.signInsInAll, addressOf),
    jsonBody(),
    reply(async (request: Request, _response: Response) => {
      const body = parse(invitationSchema, request.body);
      return body.ok ? acceptInvitation(ports, input.passwords, body.data) : body;
    }),
  );
  return router;
}
