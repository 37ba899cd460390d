import { LIMITS } from '../../protocol/limits.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { AssociateRow, OfferRow } from '../domain/rows.ts';
import type { Tx } from '../store/store.ts';
import type { Answered, AssociateAsking, Ports } from './ports.ts';
import { lookAtHeldNow, lookNoLater } from './steps/request-row.ts';
import { tellAvailability, tellOffer } from './steps/tell.ts';

export interface Device {
  socket: string;
  node: string;
}

/** What a renewed lease sets: reachable until then, looked at when it runs out. */
export const leaseEnd = (now: number): { reachableUntil: number; lookAt: number } => ({
  reachableUntil: now + LIMITS.leaseMs,
  lookAt: now + LIMITS.leaseMs,
});

/**
 * One of an associate's devices says that it is there; `here` answers the kind question too. Back within the policy's
 * grace she is as she was; later she is asked.
 */
export function renewLease(
  ports: Ports,
  asking: AssociateAsking,
  device: Device,
  here = false,
): Promise<Answered<{ expiresAt: number }>> {
  return ports.store.commit(asking.id, async (tx) => {
    const before = await tx.one('associates', { id: asking.id });
    if (!before || before.disabledAt !== null) return refuse('not_signed_in');
    const { reachableUntil } = leaseEnd(tx.now);
    const fresh = await keepDevice(tx, asking, device, reachableUntil);
    if (fresh) await ringOn(tx, asking);
    const after = await renewed(tx, before, here);
    if (after) {
      await tellAvailability(tx, asking.id);
      if (after.declared && after.askedAt === null)
        tx.tell({ what: 'capacity_freed', brand: asking.brand, associate: asking.id });
    }
    return { ok: true, expiresAt: reachableUntil };
  });
}

/** Whether the device is a new one. */
async function keepDevice(tx: Tx, asking: AssociateAsking, device: Device, expiresAt: number): Promise<boolean> {
  const kept = await tx.touch('leases', { socket: device.socket }, { expiresAt });
  if (kept.length > 0) return false;
  await tx.insert('leases', { ...device, brand: asking.brand, associate: asking.id, expiresAt });
  return true;
}

/**
 * The associate reloaded the page while it rang: what her last device's going had cut short rings on to its own end.
 */
async function ringOn(tx: Tx, asking: AssociateAsking): Promise<void> {
  const { policy } = (await tx.house(asking.brand)).brand;
  for (const offer of await tx.all('offers', { associate: asking.id, state: 'open', expiresAt: { gt: tx.now } })) {
    const expiresAt = offer.offeredAt + policy.offerMs;
    if (offer.expiresAt < expiresAt) await moveExpiry(tx, offer, expiresAt);
  }
}

/** An offer's end is moved, and its associate is told. */
export async function moveExpiry(tx: Tx, offer: OfferRow, expiresAt: number): Promise<void> {
  const moved = await tx.update('offers', { id: offer.id, state: 'open' }, { expiresAt });
  const request = await tx.one('requests', { id: offer.request });
  if (request) await tellOffer(tx, moved, request);
  await lookNoLater(tx, offer.request, expiresAt);
}

/** The row where something changed that others see; null for a plain renewal, which raises no version. */
async function renewed(tx: Tx, before: AssociateRow, here: boolean): Promise<AssociateRow | null> {
  const lost = before.lostAt !== null || before.reachableUntil <= tx.now;
  const answered = here && before.askedAt !== null;
  if (!lost && !answered) {
    const lookAt = before.askedAt === null ? leaseEnd(tx.now).lookAt : before.lookAt;
    await tx.touch('associates', { id: before.id }, { ...leaseEnd(tx.now), lookAt });
    return null;
  }
  const { policy } = (await tx.house(before.brand)).brand;
  const goneMs = tx.now - (before.lostAt ?? before.reachableUntil);
  const ask = lost && before.declared && !here && goneMs > policy.graceMs;
  const askedAt = here ? null : ask ? tx.now : before.askedAt;
  const back = await tx.update('associates', { id: before.id }, { ...leaseEnd(tx.now), lostAt: null, askedAt });
  // What was told as away is looked at again: she may be back in time.
  if (lost) await lookAtHeldNow(tx, { holder: before.id, away: true });
  return back;
}

/**
 * A device went: cleanly, or found dead. With her last one, what rings expires within seconds; the lease stays, so
 * that a page change or a tunnel is no absence.
 */
export function dropLease(ports: Ports, asking: AssociateAsking, device: Device): Promise<Answered<object>> {
  return ports.store.commit(asking.id, async (tx) => {
    await tx.remove('leases', { socket: device.socket });
    const others = await tx.count('leases', { associate: asking.id, expiresAt: { gt: tx.now } });
    if (others > 0) return { ok: true };
    const { policy } = (await tx.house(asking.brand)).brand;
    const expiresAt = tx.now + policy.closedOfferMs;
    for (const offer of await tx.all('offers', { associate: asking.id, state: 'open', expiresAt: { gt: expiresAt } })) {
      await moveExpiry(tx, offer, expiresAt);
    }
    return { ok: true };
  });
}
