import type { IncomingMessage } from 'node:http';

/** Which pages may speak: exact origins only. */
export interface Origins {
  /** Whether any house, or the relay itself, has this origin. */
  isKnown(origin: string): Promise<boolean>;
  /** Whether this brand's pages have it. False for an unknown brand: it and a wrong origin are one answer. */
  isOf(brand: string, origin: string): Promise<boolean>;
  /** Those of every house, but for the relay's own; none while the store cannot be read. */
  ofHouses(): Promise<string[]>;
  /** Whether it is the relay's own, where the console lives. */
  isSelf(origin: string): boolean;
}

/** What each house's file says of its pages, read afresh, so that a house file takes effect at once. */
export interface OriginsInput {
  /** The relay's own, PUBLIC_URL's first; a house has them by writing `self`. */
  own: readonly string[];
  houses(): Promise<readonly { origins: readonly string[] }[]>;
  house(brand: string): Promise<{ origins: readonly string[] } | null>;
}

/** Compared as text with what the house file says, never by pattern: a browser writes an origin in one way only. */
export function createOrigins({ own, houses, house }: OriginsInput): Origins {
  const isSelf = (origin: string) => own.includes(origin);
  // `self` is our own word for the relay's origins: whoever sends it as an origin is no page at all.
  const has = (origins: readonly string[], origin: string) =>
    origins.some((one) => (one === 'self' ? isSelf(origin) : one === origin));
  return {
    isSelf,
    isKnown: async (origin) => isSelf(origin) || (await houses()).some(({ origins }) => has(origins, origin)),
    async ofHouses() {
      const all = await houses().catch(() => []);
      return [...new Set(all.flatMap(({ origins }) => origins))].filter((origin) => origin !== 'self').sort();
    },
    async isOf(brand, origin) {
      const row = await house(brand);
      return row !== null && has(row.origins, origin);
    },
  };
}

/** What of a request tells which page speaks. */
export type Asked = Pick<IncomingMessage, 'headers' | 'method'>;

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The origin that a request speaks for, or null where it does not say one that can be trusted. A WebSocket and a POST
 * always name it; a browser leaves it out of a GET to the page's own origin and says so in Sec-Fetch-Site. On plain
 * http off this machine (never in production) browsers send no Sec-Fetch-Site, and its absence is no sign.
 */
export function originAsked({ method, headers }: Asked, own: readonly string[]): string | null {
  const { origin, upgrade, 'sec-fetch-site': site } = headers;
  if (origin !== undefined) return origin !== 'null' ? origin : null;
  const [self] = own;
  if (self === undefined || upgrade !== undefined || (method !== 'GET' && method !== 'HEAD')) return null;
  if (site === 'same-origin') return self;
  return site === undefined && isUntold(self) ? self : null;
}

function isUntold(self: string): boolean {
  const { protocol, hostname } = new URL(self);
  return protocol === 'http:' && !LOOPBACK.test(hostname);
}
