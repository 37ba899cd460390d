import { lifeOf } from '../../domain/request/columns.ts';
import { rest } from '../../domain/request/seeking.ts';
import type { Wave } from '../../domain/routing.ts';
import type { OfferRow, RequestRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';
import { saveRequest } from './request-row.ts';
import { freeSeat } from './seat.ts';
import { tellAvailability, tellOffer, tellRequest } from './tell.ts';

/**
 * The seat is taken when the offer is made; whoever has none left is passed over. What is `lent` to a message left is
 * given up first: it is offered again when somebody has time.
 */
export async function makeOffers(
  tx: Tx,
  request: RequestRow,
  wave: Wave,
  { offerMs, lent }: { offerMs: number; lent?: ReadonlyMap<string, OfferRow> },
): Promise<OfferRow[]> {
  const made: OfferRow[] = [];
  for (const { associate, reasons } of wave.offers) {
    const ringing = lent?.get(associate);
    if (ringing) await giveWay(tx, ringing);
    if (!(await tx.takeSeat(associate))) continue;
    // The associate's seat taken, her row is ours: an offer that another node made meanwhile shows now.
    if (await tx.one('offers', { associate, state: 'open' })) {
      await passOver(tx, associate);
      continue;
    }
    made.push(
      await tx.insert('offers', {
        id: tx.id(),
        brand: request.brand,
        version: 1,
        request: request.id,
        conversation: request.conversation,
        associate,
        step: wave.step ?? 'best',
        state: 'open',
        offeredAt: tx.now,
        expiresAt: tx.now + offerMs,
        answeredAt: null,
        reasons,
        takenBy: null,
        cause: null,
      }),
    );
    await tellAvailability(tx, associate);
  }
  return made;
}

/**
 * A message left gives way to a live ask. Its thread is not locked: the states of offer and request decide, so that
 * whoever accepts it in the same moment has it, and this wave is decided again.
 */
async function giveWay(tx: Tx, offer: OfferRow): Promise<void> {
  const ended = await tx.update('offers', { id: offer.id, state: 'open' }, { state: 'withdrawn', answeredAt: tx.now });
  await freeSeat(tx, offer.associate, offer.brand);
  const lent = await tx.one('requests', { id: offer.request });
  if (!lent) return;
  // One rings for a message at a time, so that none is left.
  const later = await saveRequest(tx, lent, rest(lifeOf(lent), tx.now));
  await tellOffer(tx, ended, later);
  await tellRequest(tx, later);
}

/** The associate's seat is given back as if it had not been taken: she has waited for as long as before. */
async function passOver(tx: Tx, associate: string): Promise<void> {
  const row = await tx.one('associates', { id: associate });
  await tx.freeSeat(associate, row?.idleAt ?? tx.now);
  await tellAvailability(tx, associate);
}
