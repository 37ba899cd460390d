import { refuse } from '../../protocol/refusals.ts';
import { IN_HAND, SOUGHT } from '../../protocol/request-state.ts';
import { lifeOf } from '../domain/request/columns.ts';
import { lengthen } from '../domain/request/while-open.ts';
import type { Ports } from './ports.ts';
import { touchRequest } from './steps/request-row.ts';

/** Shorter gaps are a slow tick, not an outage. */
const GAP_MS = 3_000;
/** A node that was last heard so long ago has another name by now, or is gone. */
const FORGOTTEN_MS = 24 * 3600_000;

/** Says that this node runs; the newest of these rows tells after a silence how long it was. */
export async function sayAlive(ports: Ports, node: string): Promise<void> {
  await ports.store.commit('alive', async (tx) => {
    const kept = await tx.touch('alive', { node }, { at: tx.now });
    if (kept.length === 0) {
      await tx.insert('alive', { node, at: tx.now });
      await tx.remove('alive', { at: { lt: tx.now - FORGOTTEN_MS } });
    }
    return { ok: true };
  });
}

/** When a node last said that it runs; 0 where none ever did. */
export async function lastAlive(ports: Ports): Promise<number> {
  return (await ports.store.read.one('alive', {}, { by: 'at', down: true }))?.at ?? 0;
}

/**
 * Our outage is not her absence: after a time in which no node ran, every lease, offer, grace, first- and next-word
 * time is lengthened by the gap. Returns the gap in ms, 0 where there was none.
 */
export async function mendOutage(ports: Ports): Promise<number> {
  const lastAt = await lastAlive(ports);
  if (lastAt === 0) return 0;
  if (ports.store.now() - lastAt < GAP_MS) return 0;
  let gap = 0;
  const mended = await ports.store.commit('outage', async (tx) => {
    // Relays that start together see the same gap: whoever takes the heartbeat first mends it.
    const taken = await tx.touch('alive', { at: lastAt }, { at: tx.now });
    if (taken.length === 0) return refuse('conflict');
    // What a shared store said while the relay was busy with starting is old: it has said its time again by now.
    gap = ports.store.now() - lastAt;
    for (const associate of await tx.all('associates', { reachableUntil: { gt: lastAt } })) {
      await tx.touch(
        'associates',
        { id: associate.id },
        {
          reachableUntil: associate.reachableUntil + gap,
          askedAt: associate.askedAt === null ? null : associate.askedAt + gap,
          lookAt: associate.lookAt === null ? null : associate.lookAt + gap,
        },
      );
    }
    for (const lease of await tx.all('leases', {})) {
      await tx.touch('leases', { socket: lease.socket }, { expiresAt: lease.expiresAt + gap });
    }
    for (const offer of await tx.all('offers', { state: 'open' })) {
      await tx.touch('offers', { id: offer.id }, { expiresAt: offer.expiresAt + gap });
    }
    for (const request of await tx.all('requests', { state: [...SOUGHT, ...IN_HAND] })) {
      await touchRequest(tx, request, lengthen(lifeOf(request), gap));
    }
    return { ok: true };
  });
  return mended.ok ? gap : 0;
}
