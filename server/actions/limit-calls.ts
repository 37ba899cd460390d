import type { OpenRequest, TurnRequest } from '../../protocol/requests.ts';
import { NO_ZONE } from '../domain/her-zones.ts';
import { readCallNumber } from './call-number.ts';
import type { Ports, ShopperAsking } from './ports.ts';

const DAY_MS = 24 * 3600_000;
/** Beyond so many numbers and addresses the oldest are forgotten: memory is bounded, the limit is not exact then. */
const KEPT = 50_000;

export interface CallLimits {
  perNumberPerDay: number;
  perAddressPerDay: number;
}

export interface CallLimit {
  /** Null where the call may be asked for, else how long to wait. The same request is counted once. */
  take(ports: Ports, asking: ShopperAsking, call: Call, address: string): Promise<number | null>;
}

type Call = Extract<OpenRequest, { kind: 'callback' }> | Extract<TurnRequest, { into: 'callback' }>;

/**
 * Few calls a day to one number and from one address: a form that makes people ring is a weapon. Counted by request
 * ids, so that asking again after a lost answer costs nothing; a number that we may not call is not counted, it is
 * refused elsewhere. `now` is in ms.
 */
export function createCallLimit(limits: CallLimits, now: () => number): CallLimit {
  const asked = new Map<string, Map<string, number>>();

  const idsOf = (key: string): Map<string, number> => {
    const ids = asked.get(key) ?? new Map<string, number>();
    for (const [id, at] of ids) if (at <= now() - DAY_MS) ids.delete(id);
    // Kept in the order of use, so that the first is the one forgotten.
    asked.delete(key);
    asked.set(key, ids);
    if (asked.size > KEPT) asked.delete(asked.keys().next().value ?? key);
    return ids;
  };
  const waitFor = (ids: Map<string, number>, id: string, limit: number): number | null => {
    if (ids.has(id) || ids.size < limit) return null;
    return Math.max(1_000, Math.min(...ids.values()) + DAY_MS - now());
  };
  return {
    async take(ports, asking, call, address) {
      const house = await ports.store.house(asking.brand);
      const zone = 'kind' in call ? (call.zone ?? NO_ZONE) : await zoneOf(ports, asking, call.request);
      const phone = readCallNumber(house, { phone: call.phone, country: call.country, zone });
      if (!phone.ok) return null;
      const number = idsOf(`${asking.brand} ${phone.e164}`);
      const from = idsOf(address);
      const wait = waitFor(number, call.id, limits.perNumberPerDay) ?? waitFor(from, call.id, limits.perAddressPerDay);
      if (wait !== null) return wait;
      for (const ids of [number, from]) ids.set(call.id, ids.get(call.id) ?? now());
      return null;
    },
  };
}

async function zoneOf(ports: Ports, asking: ShopperAsking, request: string): Promise<string> {
  return (await ports.store.read.one('requests', { id: request, shopper: asking.id }))?.zone ?? NO_ZONE;
}
