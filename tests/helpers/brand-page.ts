import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** A brand's own policy for its page, with the relay let in as the README recommends. */
export type Policy = (relay: string) => string;

const socketOf = (relay: string) => relay.replace(/^http/, 'ws');
const NONCE = 'c2Fsb24';

const byHost: Policy = (relay) =>
  `default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'self'; script-src 'self' ${relay}; ` +
  `img-src 'self' ${relay}; connect-src 'self' ${relay} ${socketOf(relay)}`;
const byNonce: Policy = (relay) =>
  `default-src 'none'; base-uri 'none'; style-src 'self'; script-src 'nonce-${NONCE}' 'strict-dynamic'; ` +
  `img-src ${relay}; connect-src ${relay} ${socketOf(relay)}`;
const trusted =
  (policy: Policy): Policy =>
  (relay) =>
    `${policy(relay)}; require-trusted-types-for 'script'; trusted-types 'none'`;

export const POLICIES: Readonly<Record<string, Policy>> = {
  'hosts by name': byHost,
  'nonce and strict-dynamic': byNonce,
  'Trusted Types': trusted(byHost),
  'nonce, strict-dynamic and Trusted Types': trusted(byNonce),
};

const page = (relay: string) => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <link rel="stylesheet" href="/page.css">
  <title>A house of its own</title>
  <main><h1>A house of its own</h1><p>The page of a brand, on its own origin.</p></main>
  <script nonce="${NONCE}" async crossorigin src="${relay}/salon.js" data-brand="maison-aurele"></script>
</html>`;

/** A brand's page on an origin of its own, which loads Salon by the snippet alone. */
export function useBrandPage(): { origin(): string; under(policy: string, relay: string): string } {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://brand.example');
    if (pathname !== '/') return void response.setHeader('content-type', 'text/css').end('main { max-width: 60ch }');
    const relay = searchParams.get('relay') ?? '';
    const policy = POLICIES[searchParams.get('policy') ?? ''];
    if (policy) response.setHeader('content-security-policy', policy(relay));
    response.setHeader('content-type', 'text/html').end(page(relay));
  });
  const origin = () => `http://localhost:${(server.address() as AddressInfo).port}`;
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, 'localhost', resolve)));
  afterAll(() => void server.close());
  return { origin, under: (policy, relay) => `${origin()}/?${new URLSearchParams({ policy, relay })}` };
}
