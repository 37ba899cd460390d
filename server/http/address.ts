import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { HttpSettings } from './input.ts';

/** Says whose address a request comes from, as limits count it. */
export type AddressOf = (request: IncomingMessage) => string;

/** Tells Express which proxies may speak for others; nothing is believed by default. */
export function trustProxies(app: Express, trust: HttpSettings['trustProxy']): void {
  app.set('trust proxy', trust === null ? false : Array.isArray(trust) ? [...trust] : trust);
}

/** The same rule for HTTP and sockets: the nearest address that is no trusted proxy's. */
export function addressOf(app: Express): AddressOf {
  const trusts: (address: string, hop: number) => boolean = app.get('trust proxy fn');
  return (request) => {
    const near = request.socket.remoteAddress ?? '';
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
    const hops = [
      near,
      ...forwarded
        .map((address) => address.trim())
        .filter(Boolean)
        .reverse(),
    ];
    const real = hops.find((address, i) => !trusts(address, i)) ?? hops.at(-1) ?? near;
    return addressKey(real);
  };
}

/** One home, one key: an IPv6 network of 64 bits is one line, and an IPv4 address in IPv6 clothes is itself. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  const [head = '', tail] = plain.toLowerCase().split('::');
  const front = head.split(':').filter(Boolean);
  const back = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array<string>(Math.max(0, zeros)).fill('0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => group.padStart(4, '0'))
    .join(':')}::/64`;
}

const FORWARDED = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded'];

/** Whether somebody in between, or somebody who pretends, speaks for others. */
export const isForwarded = (request: IncomingMessage): boolean =>
  FORWARDED.some((name) => request.headers[name] !== undefined);

export interface ForwardedWatch {
  see(request: IncomingMessage): void;
  /** Whether any came that nobody trusts. */
  ignored(): boolean;
}

/** Says once, loudly, that a proxy stands in front which nobody named: every visitor looks like that proxy. */
export function watchForwarded(trust: HttpSettings['trustProxy'], log: Logger): ForwardedWatch {
  let ignored = false;
  const see = (request: IncomingMessage) => {
    if (ignored || trust !== null || !isForwarded(request)) return;
    ignored = true;
    log.warn(
      'A request came with forwarded headers, and TRUST_PROXY is not set: they are ignored, and limits by address ' +
        'count every visitor behind the proxy as one. Set TRUST_PROXY to the number of proxies in front, or to their addresses.',
    );
  };
  return { see, ignored: () => ignored };
}
