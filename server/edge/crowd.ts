import { NETWORK_SHARE, networkOf } from './address-key.ts';

/** A socket that was let in. */
export interface CountedSocket {
  person: string;
  address: string;
  /** When its person last did something there, in ms of any clock. */
  usedAt(): number;
  /** Asks it to go, and not to come back at once. */
  dismiss(): void;
}

export interface CrowdLimits {
  /** Sockets of one person. */
  perPerson: number;
  /** Sockets of one address; an IPv6 network of 48 bits has four times as many. */
  perAddress: number;
}

export interface Crowd {
  enter(counted: CountedSocket): void;
  leave(counted: CountedSocket): void;
}

/**
 * Whoever comes is let in, and somebody goes where there are too many: of her own tabs the one that was left alone the
 * longest, so that the one she looks at works; of an address the same of whoever has most there, so that nobody locks
 * her neighbours out.
 */
export function createCrowd({ perPerson, perAddress }: CrowdLimits): Crowd {
  const sets = new Map<string, Set<CountedSocket>>();
  const keysOf = ({ person, address }: CountedSocket): [key: string, most: number][] => {
    const network = networkOf(address);
    return [
      [person, perPerson],
      [address, perAddress],
      ...(network === null ? [] : [[network, perAddress * NETWORK_SHARE] as [string, number]]),
    ];
  };
  const leave = (counted: CountedSocket) => {
    for (const [key] of keysOf(counted)) {
      const set = sets.get(key);
      set?.delete(counted);
      if (set?.size === 0) sets.delete(key);
    }
  };
  return {
    leave,
    enter(counted) {
      for (const [key, most] of keysOf(counted)) {
        const set = sets.get(key) ?? new Set();
        sets.set(key, set.add(counted));
        if (set.size <= most) continue;
        const one = idlest(heaviest([...set]).filter((other) => other !== counted));
        if (!one) continue;
        leave(one);
        one.dismiss();
      }
    },
  };
}

/** The sockets of whoever has most of them. */
function heaviest(all: readonly CountedSocket[]): CountedSocket[] {
  const groups = [...Map.groupBy(all, ({ person }) => person).values()];
  const most = Math.max(...groups.map(({ length }) => length));
  return groups.filter(({ length }) => length === most).flat();
}

const idlest = (all: readonly CountedSocket[]): CountedSocket | undefined =>
  all.reduce<CountedSocket | undefined>(
    (least, one) => (least && least.usedAt() <= one.usedAt() ? least : one),
    undefined,
  );
