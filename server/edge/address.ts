import type { IncomingMessage } from 'node:http';
import express from 'express';
import type { Logger } from 'pino';
import { addressKey, bareAddress } from './address-key.ts';

/** Addresses that may say for whom they speak: a count of hops, a list of addresses, or none. */
export type TrustProxy = number | readonly string[] | null;

/** Says whose address a request comes from, as limits count it. */
export type AddressOf = (request: IncomingMessage) => string;

/** The one rule for HTTP and sockets: the nearest address that is no trusted proxy's; nothing is believed by default. */
export function addressesBehind(trust: TrustProxy): AddressOf {
  const setting = trust === null ? false : Array.isArray(trust) ? [...trust] : trust;
  const trusts: (address: string, hop: number) => boolean = express().set('trust proxy', setting).get('trust proxy fn');
  return (request) => {
    const near = request.socket.remoteAddress ?? '';
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
    const hops = [near, ...forwarded.map(bareAddress).filter(Boolean).reverse()];
    const real = hops.find((address, i) => !trusts(address, i)) ?? hops.at(-1) ?? near;
    return addressKey(real);
  };
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
export function watchForwarded(trust: TrustProxy, log: Logger): ForwardedWatch {
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
