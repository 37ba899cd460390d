import { deskDigest, type StateDigest, shopperDigest } from '../../protocol/digest.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { OPEN } from '../../protocol/request-state.ts';
import type { RequestRow } from '../domain/rows.ts';
import { inHandOf, promiseRows } from './desk-snapshot.ts';
import type { AssociateAsking, Ports, ShopperAsking } from './ports.ts';

/** The digest of what a shopper's page should show; narrow reads of her own thread alone. */
export async function readShopperDigest({ store }: Ports, { id }: ShopperAsking): Promise<StateDigest> {
  const { read } = store;
  const thread = await read.one('conversations', { shopper: id });
  if (!thread) return { heads: [], rows: shopperDigest([], []) };
  const conversation = thread.id;
  const open = await read.all('requests', { conversation, state: OPEN }, { by: 'openedAt', down: true, limit: 50 });
  const cursors = await read.all('cursors', { conversation });
  return { heads: [{ conversation, head: thread.lastSeq }], rows: shopperDigest(open, cursors) };
}

/**
 * The digest of what a desk should show, as its snapshot would show it, read without what the snapshot says beyond
 * versions.
 */
export async function readDeskDigest({ store }: Ports, { id }: AssociateAsking): Promise<StateDigest> {
  const { read } = store;
  const associate = await read.one('associates', { id });
  if (!associate) return { heads: [], rows: '' };
  const offers = await read.all('offers', { associate: id, state: 'open' });
  const { held: mine, resumed } = await inHandOf(read, id);
  const shown = new Map<string, RequestRow>();
  for (const requests of [resumed, mine]) {
    for (const request of requests.toSorted((a, b) => a.openedAt - b.openedAt))
      shown.set(request.conversation, request);
  }
  const threads = shown.size === 0 ? [] : await read.all('conversations', { id: [...shown.keys()] });
  const ids = threads.map((thread) => thread.id);
  const names = ids.length === 0 ? [] : await read.all('shoppers', { id: threads.map(({ shopper }) => shopper) });
  const cursors = ids.length === 0 ? [] : await read.all('cursors', { conversation: ids });
  const promises = await promiseRows(read, associate, { from: 0, to: store.now() + LIMITS.promisesAheadMs });
  const held = threads.map((thread) => ({
    id: thread.id,
    shopper: { name: names.find((one) => one.id === thread.shopper)?.name ?? null },
    request: shown.get(thread.id) ?? null,
    cursors: cursors.filter(({ conversation }) => conversation === thread.id),
  }));
  return {
    heads: threads.map(({ id: conversation, lastSeq: head, lastStaffSeq: staffHead }) => ({
      conversation,
      head,
      staffHead,
    })),
    rows: deskDigest({
      availability: associate,
      offers,
      held,
      promises,
    }),
  };
}
