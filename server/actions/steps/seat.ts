import type { OfferRow, RequestRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';
import { tellAvailability, tellOffer } from './tell.ts';

/** Ends an open offer, and gives its seat back unless it became the holder's. */
export async function endOffer(
  tx: Tx,
  offer: OfferRow,
  request: RequestRow,
  end: { state: Exclude<OfferRow['state'], 'open'>; takenBy?: string },
): Promise<OfferRow> {
  const ended = await tx.update(
    'offers',
    // Whoever leaves may have ended it beside us: what is accepted has time left as it is written, not as it was read.
    { id: offer.id, state: 'open', ...(end.state === 'accepted' ? { expiresAt: { gt: tx.now } } : {}) },
    { state: end.state, answeredAt: tx.now, takenBy: end.takenBy ?? null },
  );
  if (end.state !== 'accepted') await freeSeat(tx, offer.associate, offer.brand);
  await tellOffer(tx, ended, request);
  return ended;
}

/** Withdraws every offer that is still out for a request. */
export async function withdrawOffers(tx: Tx, request: RequestRow, takenBy?: string): Promise<void> {
  for (const offer of await tx.all('offers', { request: request.id, state: 'open' })) {
    await endOffer(tx, offer, request, { state: 'withdrawn', ...(takenBy ? { takenBy } : {}) });
  }
}

export async function freeSeat(tx: Tx, associate: string, brand: string): Promise<void> {
  await tx.freeSeat(associate, tx.now);
  await tellAvailability(tx, associate);
  tx.tell({ what: 'capacity_freed', brand, associate });
}

/** Whoever held it no longer does: the assignment ends and the seat is free. */
export async function release(tx: Tx, request: RequestRow): Promise<void> {
  if (request.holder === null) return;
  await tx.update('assignments', { request: request.id, untilAt: null }, { untilAt: tx.now });
  await freeSeat(tx, request.holder, request.brand);
}
