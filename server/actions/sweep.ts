import { lookAtAssociate } from './look-at-associate.ts';
import { lookAtRequest } from './look-at-request.ts';
import type { Ports } from './ports.ts';
import { wakeQueue } from './wake-queue.ts';

/** Rows looked at in one sweep; what is left is due at once again. */
const BATCH = 200;

/** Who can be asked again, by house. */
export type Freed = ReadonlyMap<string, ReadonlySet<string>>;
/** A session that was never used is forgotten after this. */
const UNUSED_MS = 24 * 3600_000;

/**
 * Looks at everything that is due, each thing once: a look is conditional inside its own transaction, so two sweeps,
 * or two nodes, do no harm. Returns when the next look is due, or null when nothing is.
 */
export async function sweep(ports: Ports, freed: Freed = new Map()): Promise<number | null> {
  const { store } = ports;
  const now = store.now();
  const associates = await store.read.all('associates', { lookAt: { lte: now } }, { by: 'lookAt', limit: BATCH });
  await Promise.all(associates.map((associate) => lookAtAssociate(ports, associate.id)));
  const due = await store.read.all('requests', { lookAt: { lte: now } }, { by: 'lookAt', limit: BATCH });
  await Promise.all(due.map((request) => lookAtRequest(ports, request.id, request.conversation)));
  for (const [brand, associates] of freed) await wakeQueue(ports, brand, [...associates]);
  return nextDue(ports);
}

async function nextDue(ports: Ports): Promise<number | null> {
  const request = await ports.store.read.one('requests', { lookAt: { not: null } }, { by: 'lookAt' });
  const associate = await ports.store.read.one('associates', { lookAt: { not: null } }, { by: 'lookAt' });
  const times = [request?.lookAt, associate?.lookAt].filter((at) => typeof at === 'number');
  return times.length === 0 ? null : Math.min(...times);
}

/** Sessions that were minted and never used, with their tokens. */
export async function sweepSessions(ports: Ports): Promise<void> {
  const before = ports.store.now() - UNUSED_MS;
  const unused = await ports.store.read.all('shoppers', { usedAt: null, createdAt: { lt: before } }, { limit: BATCH });
  for (const shopper of unused) {
    await ports.store.commit(shopper.id, async (tx) => {
      const still = await tx.one('shoppers', { id: shopper.id, usedAt: null });
      if (!still) return { ok: true };
      await tx.remove('tokens', { shopper: shopper.id });
      await tx.remove('shoppers', { id: shopper.id, usedAt: null });
      return { ok: true };
    });
  }
}
