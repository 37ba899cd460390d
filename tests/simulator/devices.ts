import { LIMITS } from '../../protocol/limits.ts';
import type { Store } from '../../server/store/store.ts';

/** Leases of devices that live are made to last until the next beat: a day of renewals by the action would be millions. */
const BEAT_MS = 600_000;
const SPARE_MS = 60_000;

/** The leases of the play. A device that dies leaves one that runs out as it would have, after `leaseMs`. */
export function createDevices(store: Store, now: () => number) {
  const living = new Set<string>();
  let nextAt = 0;
  const lease = (ids: readonly string[], until: number) =>
    store.commit('devices', async (tx) => {
      for (const id of ids) {
        await tx.touch('leases', { associate: id }, { expiresAt: until });
        await tx.touch('associates', { id }, { reachableUntil: until });
        await tx.touch('associates', { id, askedAt: null, lostAt: null }, { lookAt: until });
      }
      return { ok: true };
    });
  return {
    async live(id: string): Promise<void> {
      living.add(id);
      await lease([id], nextAt + SPARE_MS);
    },
    async die(id: string): Promise<void> {
      living.delete(id);
      await lease([id], now() + LIMITS.leaseMs);
    },
    /** To be called as time passes. */
    async beat(): Promise<void> {
      if (now() < nextAt) return;
      nextAt = now() + BEAT_MS;
      await lease([...living], nextAt + SPARE_MS);
    },
  };
}
export type Devices = ReturnType<typeof createDevices>;
