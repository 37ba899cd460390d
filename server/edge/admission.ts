import { NETWORK_SHARE, networkOf } from './address-key.ts';

export interface AdmissionLimits {
  /** New sockets a second from one address; an IPv6 network of 48 bits has four times as many … */
  perAddress: number;
  /** … and from everywhere. */
  inAll: number;
}

export interface Admission {
  /** Null where she may come in now, else when to come back, in ms, jitter included. */
  take(address: string): number | null;
}

interface Gate {
  left: number;
  at: number;
  /** Turned away in the last while: how many will come back. */
  away: number;
}

/** Gates kept at once; beyond them the oldest are forgotten, which lets their addresses in a little early. */
const KEPT = 50_000;

/**
 * So many new sockets a second, by address and in all. Whoever comes too early is told when to come back, spread over
 * the time that all who were turned away will take: after a restart nobody knocks twice for long.
 */
export function createAdmission(
  { perAddress, inAll }: AdmissionLimits,
  now: () => number = () => performance.now(),
  random: () => number = Math.random,
): Admission {
  const gates = new Map<string, Gate>();
  const everybody: Gate = { left: inAll, at: now(), away: 0 };

  const refill = (gate: Gate, perS: number): Gate => {
    const elapsedS = (now() - gate.at) / 1_000;
    gate.left = Math.min(perS, gate.left + elapsedS * perS);
    gate.away = Math.max(0, gate.away - elapsedS * perS);
    gate.at = now();
    return gate;
  };
  const gateOf = (key: string, perS: number): Gate => {
    const known = gates.get(key);
    if (known) return refill(known, perS);
    if (gates.size >= KEPT) gates.delete(gates.keys().next().value ?? '');
    const gate: Gate = { left: perS, at: now(), away: 0 };
    gates.set(key, gate);
    return gate;
  };
  const turnAway = (gate: Gate, perS: number): number => {
    gate.away += 1;
    return Math.ceil(500 + random() * (gate.away / perS) * 2_000);
  };
  return {
    take(address) {
      const network = networkOf(address);
      const shares: [gate: Gate, perS: number][] = [[gateOf(address, perAddress), perAddress]];
      if (network !== null) shares.push([gateOf(network, perAddress * NETWORK_SHARE), perAddress * NETWORK_SHARE]);
      shares.push([refill(everybody, inAll), inAll]);
      const full = shares.find(([gate]) => gate.left < 1);
      if (full) return turnAway(...full);
      for (const [gate] of shares) gate.left -= 1;
      return null;
    },
  };
}
