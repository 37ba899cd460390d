import { isSaid, LISTED, textOf } from '../../../protocol/entry-kinds.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { ConversationRow, OfferRow, PromiseRow, RequestRow } from '../../domain/rows.ts';
import {
  associateRequest,
  availabilityView,
  offerView,
  promiseReaders,
  promiseView,
  shopperRequest,
} from '../../domain/views.ts';
import type { Tx } from '../../store/store.ts';

/* What changed is told whole, with its version, once it is on disk. Who hears it is read here, from the store. */

/** To its shopper, and to every associate who holds or has held the thread. */
export async function tellRequest(tx: Tx, request: RequestRow, conversation?: ConversationRow): Promise<void> {
  const house = await tx.house(request.brand);
  const contact = request.contact === null ? null : await tx.one('contacts', { id: request.contact });
  const open = request.state === 'offered' ? await tx.all('offers', { request: request.id, state: 'open' }) : [];
  const mine = shopperRequest(house, request, open, contact);
  tx.tell({ what: 'event', to: [`shopper:${request.shopper}`], event: 'request', payload: mine });
  const thread = conversation ?? (await tx.one('conversations', { id: request.conversation }));
  for (const reader of thread?.audience ?? []) {
    const payload = associateRequest(house, request, reader, contact);
    tx.tell({ what: 'event', to: [`associate:${reader}`], event: 'request', payload });
  }
}

/** The first words that waited for an answer when the offer was made; else her last ones. Later words change no offer. */
export async function wordsOf(
  tx: Pick<Tx, 'entries'>,
  request: RequestRow,
  { offeredAt }: Pick<OfferRow, 'offeredAt'>,
): Promise<string | null> {
  const hers = {
    conversation: request.conversation,
    log: 'shared' as const,
    kind: LISTED,
    author: request.shopper,
  };
  const { unansweredAt } = request;
  // Words that came later wait since then: nothing waited when it was offered.
  const waited = unansweredAt !== null && unansweredAt <= offeredAt;
  const [waiting] = waited
    ? await tx.entries({ ...hers, at: { gte: unansweredAt, lte: offeredAt } }, { by: 'seq', limit: 1 })
    : [];
  const [entry] = waiting
    ? [waiting]
    : await tx.entries({ ...hers, at: { lte: offeredAt } }, { by: 'seq', down: true, limit: 1 });
  const text = entry && isSaid(entry) ? textOf(entry) : null;
  return text && [...text].slice(0, LIMITS.offerTextChars).join('');
}

export async function tellOffer(tx: Tx, offer: OfferRow, request: RequestRow): Promise<void> {
  const house = await tx.house(request.brand);
  const payload = offerView(house, offer, request, await wordsOf(tx, request, offer));
  tx.tell({ what: 'event', to: [`associate:${offer.associate}`], event: 'offer', payload });
}

export async function tellAvailability(tx: Tx, associate: string): Promise<void> {
  const row = await tx.one('associates', { id: associate });
  if (!row) return;
  tx.tell({
    what: 'event',
    to: [`associate:${associate}`],
    event: 'availability',
    payload: availabilityView(row, tx.now),
  });
}

/** To its holder, and to the managers within whose reach it lies. */
export async function tellPromise(
  tx: Tx,
  promise: PromiseRow,
  request: RequestRow,
  before: string | null = null,
): Promise<void> {
  const house = await tx.house(promise.brand);
  const readers = new Set(promiseReaders(house, promise));
  if (before !== null) readers.add(before);
  const to = [...readers].map((id) => `associate:${id}`);
  if (to.length > 0) tx.tell({ what: 'event', to, event: 'promise', payload: promiseView(house, promise, request) });
}
