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

/** `lang` as the page writes it; `locale` as the snippet does, where it says one. */
const page = (relay: string, lang: string, locale: string | null) => `<!doctype html>
<html lang="${lang}">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <link rel="stylesheet" href="/page.css">
  <title>A house of its own</title>
  <main><h1>A house of its own</h1><p>The page of a brand, on its own origin.</p></main>
  <script nonce="${NONCE}" async crossorigin src="${relay}/salon.js" data-brand="maison-aurele"${
    locale === null ? '' : ` data-locale="${locale}"`
  }></script>
</html>`;

/** A brand's page on an origin of its own, which loads Salon by the snippet alone. */
export function useBrandPage() {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://brand.example');
    if (pathname !== '/') return void response.setHeader('content-type', 'text/css').end('main { max-width: 60ch }');
    const relay = searchParams.get('relay') ?? '';
    const policy = POLICIES[searchParams.get('policy') ?? ''];
    if (policy) response.setHeader('content-security-policy', policy(relay));
    response
      .setHeader('content-type', 'text/html')
      .end(page(relay, searchParams.get('lang') ?? 'en', searchParams.get('locale')));
  });
  const origin = () => `http://localhost:${(server.address() as AddressInfo).port}`;
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, 'localhost', resolve)));
  afterAll(() => void server.close());
  const at = (query: Record<string, string>) => `${origin()}/?${new URLSearchParams(query)}`;
  return {
    origin,
    under: (policy: string, relay: string) => at({ policy, relay }),
    /** A page that writes its language so, or has the snippet say it. */
    inLanguage: (relay: string, said: { lang?: string; locale?: string }) => at({ relay, ...said }),
  };
}
