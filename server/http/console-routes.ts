import { type Request, Router } from 'express';
import { invitationSchema } from '../../protocol/http.ts';
import { refuse } from '../../protocol/refusals.ts';
import { acceptInvitation } from '../actions/accept-invitation.ts';
import { meOf } from '../actions/desk-snapshot.ts';
import { findSignIn } from '../actions/find-sign-in.ts';
import type { Answered } from '../actions/ports.ts';
import { signOut } from '../actions/sign-out.ts';
import { emptySchema, jsonBody } from './body.ts';
import { cookiesFor, readCookie } from './cookies.ts';
import type { HttpInput } from './input.ts';
import { limiting } from './limiting.ts';
import { openAndSpoken, ownPage } from './origin.ts';
import { answering, parse } from './reply.ts';
import { inTurn, signInRoute } from './sign-in-route.ts';

/** What the console asks before its socket stands: who is signed in, and how that begins and ends. */
export function consoleRoutes(input: HttpInput): Router {
  const { ports, settings, gate, limits, addressOf } = input;
  const router = Router();
  const cookies = cookiesFor(settings.publicUrl);
  const reply = (route: Parameters<typeof answering>[1]) => answering(ports.store.now, route);
  const tokenOf = (request: Request) => readCookie(request.headers.cookie, cookies.signIn);

  router.use(ownPage(gate), openAndSpoken(gate));

  router.get(
    '/me',
    reply(async (request) => {
      const token = tokenOf(request);
      const found = token === null ? null : await findSignIn(ports, token);
      if (!found) return refuse('not_signed_in');
      return { ok: true, me: meOf(await ports.store.house(found.associate.brand), found.associate) };
    }),
  );

  router.post('/sign-in', limiting(limits.signInsInAll, addressOf), jsonBody(), reply(signInRoute(input, cookies)));

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
    reply(async (request) => {
      const body = parse(invitationSchema, request.body);
      if (!body.ok) return body;
      return inTurn(limits, addressOf(request), () => acceptInvitation(ports, input.passwords, body.data));
    }),
  );
  return router;
}
