import type { ConsoleAnswers } from '../../protocol/console.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { OfferRow, RequestRow } from '../domain/rows.ts';
import { offerView } from '../domain/views.ts';
import type { Tx } from '../store/store.ts';
import type { Answered, AssociateAsking, Ports } from './ports.ts';
import { assign } from './steps/assign.ts';
import { cardFor } from './steps/card.ts';
import { endOffer, withdrawOffers } from './steps/seat.ts';
import { wordsOf } from './steps/tell.ts';

type Accepted = ConsoleAnswers['offer.accept'];

/**
 * "Yes." At most one associate ever holds a request: the conversation's lock and the offer's state decide, in one
 * transaction. Accepting twice is harmless; too late is `expired`, a faster colleague is `already_taken` with her name, and what is asked no more `not_open`.
 */
export async function acceptOffer(ports: Ports, asking: AssociateAsking, id: string): Promise<Answered<Accepted>> {
  const found = await ports.store.read.one('offers', { id, associate: asking.id });
  if (!found) return refuse('not_found');
  return ports.store.commit(found.conversation, async (tx): Promise<Answered<Accepted>> => {
    await tx.lock(found.conversation);
    const offer = await tx.one('offers', { id, associate: asking.id });
    const request = offer && (await tx.one('requests', { id: offer.request }));
    if (!offer || !request) return refuse('not_found');
    if (offer.state === 'accepted' && request.holder === asking.id) return answer(tx, offer, request);
    const late = await tooLate(tx, offer, request);
    if (late) return late;
    const accepted = await endOffer(tx, offer, request, { state: 'accepted' });
    const house = await tx.house(request.brand);
    await withdrawOffers(tx, request, house.associates.get(asking.id)?.id);
    return answer(tx, accepted, await assign(tx, request, asking.id, 'accepted'));
  });
}

async function tooLate(tx: Tx, offer: OfferRow, request: RequestRow) {
  if (offer.state === 'open' && offer.expiresAt > tx.now && request.state === 'offered') return null;
  const holder = offer.takenBy ?? request.holder;
  // Taken back, or answered already: its time has not run out, and that is not said.
  if (holder === null || holder === offer.associate)
    return refuse(offer.state === 'open' || offer.state === 'missed' ? 'expired' : 'not_open');
  const by = (await tx.house(request.brand)).associates.get(holder)?.firstName;
  return refuse('already_taken', by === undefined ? {} : { by });
}

async function answer(tx: Tx, offer: OfferRow, request: RequestRow): Promise<Answered<Accepted>> {
  const house = await tx.house(request.brand);
  const card = await cardFor(tx, offer.associate, request.conversation);
  if (!card) return refuse('not_found');
  return { ok: true, offer: offerView(house, offer, request, await wordsOf(tx, request, offer)), card };
}
