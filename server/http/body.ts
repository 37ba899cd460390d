import express, { type Request, type RequestHandler } from 'express';
import * as z from 'zod';
import { LIMITS } from '../../protocol/limits.ts';
import { type Refusal, refuse } from '../../protocol/refusals.ts';
import { guarding } from './reply.ts';

/** What a route takes that needs nothing said. */
export const emptySchema = z.object({});

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** JSON and nothing else, never compressed: a form of another site cannot send it, a bomb cannot inflate. */
const onlyJson = (request: Request): Refusal | null =>
  JSON_TYPE.test(request.headers['content-type'] ?? '') ? null : refuse('bad_payload', { field: 'content-type' });

/** A length that is said is believed: the parser would read what is too much to its end before it says so. */
const notTooLong =
  (limit: number) =>
  (request: Request): Refusal | null =>
    Number(request.headers['content-length'] ?? 0) > limit ? refuse('too_large') : null;

/** Reads a JSON body up to `limit` bytes; refusals of the parser meet the error seam. */
export const jsonBody = (limit: number = LIMITS.httpBytes): RequestHandler[] => [
  guarding(onlyJson),
  guarding(notTooLong(limit)),
  express.json({ limit, inflate: false, strict: false, type: () => true, verify: notEmpty }),
];

/** Nothing at all is no JSON; the parser would take it for an empty object. */
function notEmpty(_request: unknown, _response: unknown, bytes: Buffer): void {
  if (bytes.byteLength === 0) throw new Error('an empty body');
}

interface ParserFault {
  type: string;
  status: number;
}

const isParserFault = (error: unknown): error is ParserFault =>
  error instanceof Error &&
  'type' in error &&
  typeof error.type === 'string' &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status < 500;

/** The refusal for a body that could not be read; null for every other fault. */
export function bodyRefusal(error: unknown): Refusal | null {
  if (!isParserFault(error)) return null;
  return refuse(error.type === 'entity.too.large' ? 'too_large' : 'bad_payload');
}
