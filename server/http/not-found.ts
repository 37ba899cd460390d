import type { RequestHandler } from 'express';
import { refuse } from '../../protocol/refusals.ts';
import { replyRefusal } from './reply.ts';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Not found</title>
<h1>There is nothing here.</h1>
<p><a href="/">To the front door</a></p>
`;

/** The one end of every path that leads nowhere. */
export const notFound: RequestHandler = (request, response) => {
  if (request.originalUrl.startsWith('/api')) return replyRefusal(response, refuse('not_found'));
  response
    .status(404)
    .set({ 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'x-frame-options': 'DENY' })
    .set('cache-control', 'no-store')
    .type('html')
    .send(PAGE);
};
