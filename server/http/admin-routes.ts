import { isAbsolute } from 'node:path';
import { type Request, Router } from 'express';
import * as z from 'zod';
import { idSchema } from '../../protocol/entries.ts';
import { refuse } from '../../protocol/refusals.ts';
import { slugSchema } from '../../protocol/requests.ts';
import { type AdminCommand, administer } from '../actions/administer.ts';
import { isSameSecret } from '../actions/secret.ts';
import { isForwarded } from '../edge/address.ts';
import { bearerOf } from './asking.ts';
import { emptySchema, jsonBody } from './body.ts';
import type { HttpInput } from './input.ts';
import { lookAround } from './look.ts';
import { answering, guarding, parse } from './reply.ts';

/** A house of a thousand people with their portraits. */
const HOUSE_BYTES = 64 * 1024 * 1024;
const LOOPBACK = /^(127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/;

const houseSchema = z.object({
  house: z.unknown(),
  /** Bytes as base64, by the names that the house file gives. */
  portraits: z.record(z.string().max(200), z.base64()).default({}),
  dryRun: z.boolean().default(false),
});
const inviteSchema = z.object({ email: z.string().max(200) });
const firstManagerSchema = z.object({ house: slugSchema.optional() });
const backupSchema = z.object({
  file: z
    .string()
    .max(1_000)
    .refine((file) => isAbsolute(file))
    .nullable(),
});
const strikeSchema = z.object({
  conversation: idSchema,
  entry: idSchema,
  reason: z.enum(['erased', 'retention', 'taken_back']),
});
const whoSchema = z.object({ who: z.string().max(300) });
const eraseSchema = whoSchema.extend({ sure: z.boolean() });

/**
 * What `npm run salon` asks of the running relay: only from this machine, only with the token of relay.json, and never
 * through a proxy, which may stand on this machine too. For everybody else there is nothing here.
 */
export function adminRoutes(input: HttpInput, forwardedIgnored: () => boolean): Router {
  const { ports, backups, settings, adminToken } = input;
  const router = Router();
  const ask = (command: AdminCommand) => administer({ ports, backups, publicUrl: settings.publicUrl }, command);
  const route = (path: string, limit: number | undefined, handle: (body: unknown) => ReturnType<typeof ask>) =>
    router.post(
      path,
      jsonBody(limit),
      answering(ports.store.now, (request) => handle(request.body)),
    );

  router.use(guarding((request) => (mayAdminister(request, adminToken) ? null : refuse('not_found'))));

  router.post('/alive', (_request, response) => {
    response.json({ ok: true });
  });
  router.post(
    '/look',
    answering(ports.store.now, () => lookAround(input, forwardedIgnored())),
  );
  route('/house', HOUSE_BYTES, async (given) => {
    const body = parse(houseSchema, given);
    if (!body.ok) return body;
    const portraits = Object.entries(body.data.portraits).map(([name, text]) => [name, bytesOf(text)] as const);
    return ask({ what: 'house', ...body.data, portraits: new Map(portraits) });
  });
  route('/invitations', undefined, async (given) => {
    const body = parse(inviteSchema, given);
    return body.ok ? ask({ what: 'invite', ...body.data }) : body;
  });
  route('/first-manager', undefined, async (given) => {
    const body = parse(firstManagerSchema, given);
    return body.ok ? ask({ what: 'first_manager', ...body.data }) : body;
  });
  route('/backup', undefined, async (given) => {
    const body = parse(backupSchema, given);
    return body.ok ? ask({ what: 'backup', ...body.data }) : body;
  });
  route('/strikes', undefined, async (given) => {
    const body = parse(strikeSchema, given);
    return body.ok ? ask({ what: 'strike', ...body.data }) : body;
  });
  route('/strikes/replay', undefined, async (given) => {
    const body = parse(emptySchema, given);
    return body.ok ? ask({ what: 'replay_strikes' }) : body;
  });
  for (const what of ['person_find', 'person_export'] as const) {
    route(`/persons/${what.slice('person_'.length)}`, undefined, async (given) => {
      const body = parse(whoSchema, given);
      return body.ok ? ask({ what, ...body.data }) : body;
    });
  }
  route('/persons/erase', undefined, async (given) => {
    const body = parse(eraseSchema, given);
    return body.ok ? ask({ what: 'person_erase', ...body.data }) : body;
  });
  return router;
}

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

function mayAdminister(request: Request, adminToken: string): boolean {
  const token = bearerOf(request);
  const near = LOOPBACK.test(request.socket.remoteAddress ?? '') && !isForwarded(request);
  return near && token !== null && isSameSecret(token, adminToken);
}
