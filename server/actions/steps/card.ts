import type { ConversationCard } from '../../../protocol/console.ts';
import type { Cursor } from '../../../protocol/entries.ts';
import { LISTED } from '../../../protocol/entry-kinds.ts';
import { handOf, IN_HAND, OPEN } from '../../../protocol/request-state.ts';
import { NO_ZONE } from '../../domain/her-zones.ts';
import type { CursorRow, RequestRow } from '../../domain/rows.ts';
import { associateRequest } from '../../domain/views.ts';
import type { Tx } from '../../store/store.ts';
import { writableRequest } from './open-live.ts';

type Reader = Pick<Tx, 'one' | 'all' | 'entries' | 'house'>;

/** A thread as an associate sees it in her list; null when it is not there. Whether she may see it is the caller's. */
export async function cardFor(tx: Reader, associate: string, id: string): Promise<ConversationCard | null> {
  const conversation = await tx.one('conversations', { id });
  if (!conversation) return null;
  const house = await tx.house(conversation.brand);
  const shopper = await tx.one('shoppers', { id: conversation.shopper });
  const request = await newestRequest(tx, associate, id);
  const contact = request?.contact ? await tx.one('contacts', { id: request.contact }) : null;
  const [last] = await tx.entries(
    { conversation: id, log: 'shared', kind: LISTED },
    { by: 'seq', down: true, limit: 1 },
  );
  return {
    id,
    shopper: {
      id: conversation.shopper,
      name: shopper?.name ?? null,
      language: request?.language ?? shopper?.locale ?? 'en',
      zone: request?.zone ?? shopper?.zone ?? NO_ZONE,
    },
    head: conversation.lastSeq,
    staffHead: conversation.lastStaffSeq,
    cursors: (await tx.all('cursors', { conversation: id })).map(cursorOf),
    request: request && associateRequest(house, request, associate, contact),
    last: last ?? null,
    at: conversation.saidAt,
    writable: (await writableRequest(tx, associate, id)) !== null,
  };
}

export async function tellCard(tx: Tx, associate: string, conversation: string): Promise<void> {
  const card = await cardFor(tx, associate, conversation);
  if (card) tx.tell({ what: 'event', to: [`associate:${associate}`], event: 'card', payload: card });
}

/** What a card says of the shopper has changed: told anew to whoever has the thread in hand. */
export async function tellCards(tx: Tx, conversation: string): Promise<void> {
  const held = await tx.all('requests', { conversation, state: IN_HAND });
  const hands = new Set(held.flatMap((request) => handOf(request) ?? []));
  for (const associate of hands) await tellCard(tx, associate, conversation);
}

/**
 * The one that the associate holds, else the one that was resumed to her, else the newest that is open, else the last.
 */
async function newestRequest(tx: Reader, associate: string, conversation: string): Promise<RequestRow | null> {
  const open = await tx.all('requests', { conversation, state: OPEN }, { by: 'openedAt', down: true, limit: 50 });
  return (
    open.find((request) => request.holder === associate) ??
    open.find((request) => handOf(request) === associate) ??
    open[0] ??
    tx.one('requests', { conversation }, { by: 'openedAt', down: true })
  );
}

export const cursorOf = ({ person, kind, deliveredSeq, readSeq }: CursorRow): Cursor => ({
  person,
  kind,
  deliveredSeq,
  readSeq,
});
