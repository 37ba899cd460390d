import { byAddress } from './by-address.ts';
import { createRateLimit, type Spread } from './rate-limit.ts';

export interface AdmissionLimits {
  /** New sockets a second from one address … */
  perAddress: number;
  /** … and from everywhere. */
  inAll: number;
}

export interface Admission {
  /** Null where somebody of that address may come in now, else when to come back, in ms, jitter included. */
  take(address: string): Promise<number | null>;
}

const SECOND_MS = 1_000;

/**
 * So many new sockets a second, by address and in all. Whoever comes too early is told when to come back, spread over
 * the time that all who were turned away will take: after a restart nobody knocks twice for long.
 */
export function createAdmission({ perAddress, inAll }: AdmissionLimits, random = Math.random): Admission {
  const spread: Spread = (over) => Math.ceil(500 + random() * over * 2_000);
  const own = byAddress({ times: perAddress, withinMs: SECOND_MS }, spread);
  const all = createRateLimit({ times: inAll, withinMs: SECOND_MS }, spread);
  return { take: async (address) => (await own.take(address)) ?? all.take('') };
}
