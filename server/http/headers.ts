import type { RequestHandler } from 'express';
import type { HttpSettings } from './input.ts';

type Policy = Readonly<Record<string, readonly string[]>>;

const SELF = ["'self'"];
const NONE = ["'none'"];

const written = (policy: Policy): string =>
  Object.entries(policy)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');

/** Some browsers do not take a page's own socket for 'self'. */
const sockets = (own: readonly string[]): string[] => own.map((origin) => origin.replace(/^http/, 'ws'));

const strict = (own: readonly string[]): Policy => ({
  'default-src': NONE,
  'script-src': SELF,
  'style-src': SELF,
  'img-src': SELF,
  'font-src': SELF,
  'manifest-src': SELF,
  'connect-src': [...SELF, ...sockets(own)],
  'base-uri': NONE,
  'frame-ancestors': NONE,
  'require-trusted-types-for': ["'script'"],
});

/** Proxies take a header of some kilobytes. */
const MAX_PICTURES = 3_000;

/**
 * The console's: pictures of products come from pages of the houses and from nowhere else. Where a relay has more
 * houses than a header can name, the desk's own rule stands alone.
 */
export function consolePolicy(own: readonly string[], houses: readonly string[]): string {
  const pictures = houses.join(' ').length > MAX_PICTURES ? ['https:'] : houses;
  return written({ ...strict(own), 'img-src': [...SELF, ...pictures], 'form-action': NONE });
}

/** The shop's and the front door's: what the README asks of a brand's page, and nothing looser. */
export const shopPolicy = (own: readonly string[]): string => written({ ...strict(own), 'form-action': SELF });

/** For files that are never a page. */
export const FILE_POLICY = "default-src 'none'; sandbox";

const YEAR_S = 31_536_000;

/** On every answer, whatever it is. */
export function everywhere({ publicUrl }: HttpSettings): RequestHandler {
  const https = publicUrl.startsWith('https:');
  return (_request, response, next) => {
    response.set({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    if (https) response.set('strict-transport-security', `max-age=${YEAR_S}`);
    next();
  };
}

/** On pages of our own: nobody frames them, no window of others holds them. */
export const asPage =
  (policy: string | (() => Promise<string>)): RequestHandler =>
  async (_request, response, next) => {
    response.set({
      'content-security-policy': typeof policy === 'string' ? policy : await policy(),
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    });
    next();
  };

/** On what the brands' pages load: any page may, without credentials. */
export const forEveryPage: RequestHandler = (_request, response, next) => {
  response.set({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'timing-allow-origin': '*',
  });
  next();
};
