import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** Pages of a house's own making, on an origin of their own: what stands in them by their path, with Salon's tag. */
export function useOwnPages(): { origin: () => string; put: (path: string, relay: string, inside: string) => string } {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://any.example').pathname);
    response.statusCode = page ? 200 : 404;
    response.setHeader('content-type', 'text/html').end(page ?? '');
  });
  const origin = () => `http://localhost:${(server.address() as AddressInfo).port}`;
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, 'localhost', resolve)));
  afterAll(() => void server.close());
  const put = (path: string, relay: string, inside: string) => {
    const address = new URL(path, origin());
    pages.set(
      address.pathname,
      `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">${inside}
      <h1>A page</h1><script async crossorigin src="${relay}/salon.js" data-brand="maison-aurele"></script></html>`,
    );
    return address.href;
  };
  return { origin, put };
}
