import { NETWORK_SHARE, networkOf } from './address-key.ts';
import { createRateLimit, type Rate, type Spread } from './rate-limit.ts';

/** So many of one address, and four times as many of an IPv6 network of 48 bits, which has 65,536 of them. */
export interface AddressLimit {
  /** Null where it may go on, else the wait in ms; `about` counts apart, an account for one. */
  take(address: string, about?: string): Promise<number | null>;
  forgive(address: string, about?: string): Promise<void>;
}

export function byAddress({ times, withinMs }: Rate, spread?: Spread): AddressLimit {
  const own = createRateLimit({ times, withinMs }, spread);
  const wide = createRateLimit({ times: times * NETWORK_SHARE, withinMs }, spread);
  const key = (whose: string, about: string) => `${about} ${whose}`;
  return {
    async take(address, about = '') {
      const network = networkOf(address);
      return (await own.take(key(address, about))) ?? (network === null ? null : wide.take(key(network, about)));
    },
    forgive: (address, about = '') => own.forgive(key(address, about)),
  };
}
