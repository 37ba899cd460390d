import type { Presence } from '../../protocol/http.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Offer, ShopperRequest } from '../../protocol/requests.ts';
import type { Ports } from '../../server/actions/ports.ts';
import { readPresence } from '../../server/actions/read-presence.ts';
import { BRAND } from './house.ts';
import type { Played } from './played.ts';

/** One presence answer in so many is asked for and kept. */
const SAMPLE = 4;

interface Begun {
  free: boolean;
  /** The first face that was shown as free. */
  face: string | null;
  at: number;
  /** When somebody had it, or it was handed on as something that she reads. */
  heldAt: number | null;
  saidAt: number | null;
}

/**
 * What was told to shoppers, kept and compared with what followed: whoever reads "somebody is free now" is answered, or
 * told something else, within the bound; nobody off duty is asked.
 */
export function createTruth(ports: Ports, boundMs: number) {
  let asks = 0;
  const begun = new Map<string, Begun>();
  let offDuty = 0;
  let ghosts = 0;
  return {
    async presence(locale: string, zone: string): Promise<Presence | null> {
      if (asks++ % SAMPLE !== 0) return null;
      const told = await readPresence(ports, { brand: BRAND, locale, zone });
      return told.ok ? told : null;
    },
    began(request: string, presence: Presence | null, at: number): void {
      if (!presence) return;
      const known = begun.get(request);
      const face = presence.people[0]?.id ?? null;
      begun.set(request, { heldAt: null, saidAt: null, ...known, free: presence.free, face, at });
    },
    told(request: ShopperRequest, at: number): void {
      const one = begun.get(request.id);
      if (one) {
        if (request.state === 'assigned') one.heldAt ??= at;
        if (request.slow || request.nobody || request.state === 'turned' || request.state === 'withdrawn')
          one.saidAt ??= at;
      }
    },
    offered(to: Played, offer: Offer, _now: number): void {
      if (!to.onDuty && offer.offeredAt > to.offAt) offDuty++;
      if (!to.device && offer.offeredAt > to.goneAt + LIMITS.leaseMs) ghosts++;
    },
    sum() {
      const free = [...begun.values()].filter((one) => one.free);
      const kept = free.filter((one) => {
        const at = Math.min(one.heldAt ?? Number.POSITIVE_INFINITY, one.saidAt ?? Number.POSITIVE_INFINITY);
        return at - one.at <= boundMs + 1_000;
      });
      const answered = free.filter((one) => one.heldAt !== null && one.heldAt - one.at <= boundMs);
      return { free: free.length, kept: kept.length, answered: answered.length, offDuty, ghosts };
    },
  };
}
export type Truth = ReturnType<typeof createTruth>;
