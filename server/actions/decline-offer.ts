import type { ConsoleAnswers } from '../../protocol/console.ts';
import { refuse } from '../../protocol/refusals.ts';
import { offerView } from '../domain/views.ts';
import type { Answered, AssociateAsking, Ports } from './ports.ts';
import { askWave } from './steps/ask-wave.ts';
import { leavePromise } from './steps/promise-row.ts';
import { endOffer } from './steps/seat.ts';
import { wordsOf } from './steps/tell.ts';

type Declined = ConsoleAnswers['offer.decline'];

/** "Not now." She is not asked again for this request; whoever is next is asked at once. */
export async function declineOffer(ports: Ports, asking: AssociateAsking, id: string): Promise<Answered<Declined>> {
  const found = await ports.store.read.one('offers', { id, associate: asking.id });
  if (!found) return refuse('not_found');
  return ports.store.commit(found.conversation, async (tx): Promise<Answered<Declined>> => {
    await tx.lock(found.conversation);
    const offer = await tx.one('offers', { id, associate: asking.id });
    const request = offer && (await tx.one('requests', { id: offer.request }));
    if (!offer || !request) return refuse('not_found');
    if (offer.state !== 'open' && offer.state !== 'declined') return refuse('expired');
    const house = await tx.house(request.brand);
    if (offer.state === 'declined') return { ok: true, offer: offerView(house, offer, request, null) };
    const declined = await endOffer(tx, offer, request, { state: 'declined' });
    await tx.touch('associates', { id: asking.id }, { missed: 0 });
    const text = await wordsOf(tx, request, offer);
    await leavePromise(tx, request, asking.id);
    if (request.state === 'offered') await askWave(tx, request);
    return { ok: true, offer: offerView(house, declined, request, text) };
  });
}
