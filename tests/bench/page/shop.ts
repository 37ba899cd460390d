import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import express, { type Express } from 'express';

const dist = (path: string) => fileURLToPath(new URL(`../../../dist/${path}`, import.meta.url));
const TAG = '<script async crossorigin src="/salon.js" data-brand="maison-aurele"></script>';
/** An element of the page that asks for the chat, as a brand may put one anywhere; fixed, so that it moves nothing. */
export const ASK = { id: 'ask', x: 24, y: 24 };
const ASKING = `<button id="${ASK.id}" data-salon-open="chat" style="position:fixed;inset:0 auto auto 0;block-size:48px;inline-size:96px;z-index:9">Ask</button>`;

export const PRODUCT = '/demo/silk/les-marees/';

/** The demo house's product page on an origin of its own, with `tag` in the place of Salon's: the other files as they are. */
export function shop(tag: string): Express {
  const page = readFileSync(dist(`demo${PRODUCT.slice(5)}index.html`), 'utf8');
  if (!page.includes(TAG) || !page.includes('<body>')) throw new Error('the shop’s page is not written as it was');
  const bytes = brotliCompressSync(page.replace(TAG, tag).replace('<body>', `<body>${ASKING}`));
  const app = express();
  app.get(PRODUCT, (_request, response) => {
    response.set({ 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br' }).send(bytes);
  });
  app.use('/demo', brotli(dist('br/demo')), express.static(dist('demo')));
  return app;
}

/** A folder of compressed files. */
export const brotli = (folder: string) =>
  express.static(folder, { setHeaders: (response) => void response.setHeader('content-encoding', 'br') });
