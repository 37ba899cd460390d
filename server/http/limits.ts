import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refuse } from '../../protocol/refusals.ts';
import type { AddressOf } from '../edge/address.ts';
import { NETWORK_SHARE, networkOf } from '../edge/address-key.ts';
import { createFairLane } from '../edge/fair-lane.ts';
import { guarding } from './reply.ts';

/** How many a minute, by address, but for `admitPerS`. */
export interface LimitSettings {
  admitPerS: number;
  sessionsPerMin: number;
  requestsPerMin: number;
  readsPerMin: number;
  signInsPerMin: number;
}

export interface Limiter {
  /** Null where it may go on, else how long to wait in ms. */
  take(key: string): Promise<number | null>;
  forgive(key: string): Promise<void>;
}

export function createLimiter(points: number, seconds: number): Limiter {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext));
        throw refused;
      }
    },
    async forgive(key) {
      await limiter.delete(key);
    },
  };
}

/** So many of one address, and four times as many of an IPv6 network of 48 bits, which has 65,536 of them. */
export interface AddressLimiter {
  /** Null where it may go on, else how long to wait in ms; `about` counts apart, an account for one. */
  take(address: string, about?: string): Promise<number | null>;
  forgive(address: string, about?: string): Promise<void>;
}

function byAddress(points: number, seconds: number): AddressLimiter {
  const own = createLimiter(points, seconds);
  const wide = createLimiter(points * NETWORK_SHARE, seconds);
  const key = (whose: string, about: string) => `${about} ${whose}`;
  return {
    async take(address, about = '') {
      const network = networkOf(address);
      return (await own.take(key(address, about))) ?? (network === null ? null : wide.take(key(network, about)));
    },
    forgive: (address, about = '') => own.forgive(key(address, about)),
  };
}

/** Refuses `slow_down` with an honest time; before anything of the request is read. */
export const limiting = (limiter: AddressLimiter, addressOf: AddressOf): RequestHandler =>
  guarding(async (request: Request) => {
    const retryInMs = await limiter.take(addressOf(request));
    return retryInMs === null ? null : refuse('slow_down', { retryInMs });
  });

export function createLimits(settings: LimitSettings) {
  return {
    admit: byAddress(settings.admitPerS, 1),
    sessions: byAddress(settings.sessionsPerMin, 60),
    requests: byAddress(settings.requestsPerMin, 60),
    reads: byAddress(settings.readsPerMin, 60),
    /** By account and address … */
    signIns: byAddress(settings.signInsPerMin, 60),
    /** … and by address alone, links included. */
    signInsInAll: byAddress(settings.signInsPerMin * 4, 60),
    /** Passwords are worked out by address in turn: a crowd that tries delays nobody else for long. */
    hashing: createFairLane({ atOnce: 2, waiting: 100, eachMs: 40 }),
  };
}
export type HttpLimits = ReturnType<typeof createLimits>;
