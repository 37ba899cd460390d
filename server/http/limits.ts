import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refuse } from '../../protocol/refusals.ts';
import type { AddressOf } from './address.ts';
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

/** Refuses `slow_down` with an honest time; before anything of the request is read. */
export const limiting = (limiter: Limiter, addressOf: AddressOf): RequestHandler =>
  guarding(async (request: Request) => {
    const retryInMs = await limiter.take(addressOf(request));
    return retryInMs === null ? null : refuse('slow_down', { retryInMs });
  });

export function createLimits(settings: LimitSettings) {
  return {
    admit: createLimiter(settings.admitPerS, 1),
    sessions: createLimiter(settings.sessionsPerMin, 60),
    requests: createLimiter(settings.requestsPerMin, 60),
    reads: createLimiter(settings.readsPerMin, 60),
    /** By account and address … */
    signIns: createLimiter(settings.signInsPerMin, 60),
    /** … and by address alone, links included. */
    signInsInAll: createLimiter(settings.signInsPerMin * 4, 60),
  };
}
export type HttpLimits = ReturnType<typeof createLimits>;
