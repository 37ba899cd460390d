import { makeId } from '../../../protocol/id.ts';
import { LIVE_KINDS } from '../../../protocol/request-state.ts';
import { NO_ZONE } from '../../domain/her-zones.ts';
import { BY_HOUSE, HOUSE } from '../../domain/persona.ts';
import { type Ask, lifeOf } from '../../domain/request/columns.ts';
import { resume } from '../../domain/request/ending.ts';
import { asked } from '../../domain/request/seeking.ts';
import type { ConversationRow, RequestRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';
import { askWave } from './ask-wave.ts';
import { tellCard } from './card.ts';
import { openLive } from './open-live.ts';
import { insertRequest, saveRequest } from './request-row.ts';
import { tellRequest } from './tell.ts';

/**
 * The open request that a shopper's word belongs to. If none is open, a done one is resumed, quietly: unread to its
 * last holder, ringing for nobody until her next-word time has passed. Else a new one is opened and asked for.
 */
export async function openForWord(
  tx: Tx,
  conversation: Pick<ConversationRow, 'id' | 'brand'>,
  shopper: string,
): Promise<RequestRow> {
  const open = await openLive(tx, conversation.id);
  if (open) return open;
  const last = await tx.one(
    'requests',
    { conversation: conversation.id, kind: LIVE_KINDS },
    { by: 'openedAt', down: true },
  );
  const { policy } = (await tx.house(conversation.brand)).brand;
  const back = last && resume(lifeOf(last), { now: tx.now, lookAt: tx.now + policy.nextWordMs });
  if (last && back?.ok) return tellResumed(tx, await saveRequest(tx, last, back));
  const before = last ?? (await tx.one('requests', { conversation: conversation.id }, { by: 'openedAt', down: true }));
  return openAgain(tx, conversation, shopper, before);
}

async function tellResumed(tx: Tx, resumed: RequestRow): Promise<RequestRow> {
  await tx.append(resumed.conversation, 'shared', [
    { id: tx.id(), author: HOUSE, by: BY_HOUSE, kind: 'resumed', body: { request: resumed.id } },
  ]);
  await tellRequest(tx, resumed);
  await tellCard(tx, resumed.lastHolder ?? '', resumed.conversation);
  return resumed;
}

async function openAgain(
  tx: Tx,
  conversation: Pick<ConversationRow, 'id' | 'brand'>,
  shopperId: string,
  before: RequestRow | null,
): Promise<RequestRow> {
  const shopper = await tx.one('shoppers', { id: shopperId });
  const house = await tx.house(conversation.brand);
  const ask: Ask = {
    id: makeId(tx.now),
    brand: conversation.brand,
    conversation: conversation.id,
    shopper: shopperId,
    person: shopper?.person ?? shopperId,
    kind: 'chat',
    cause: before?.id ?? null,
    openedAt: tx.now,
    language: before?.language ?? shopper?.locale ?? house.brand.language,
    zone: before?.zone ?? shopper?.zone ?? NO_ZONE,
    name: shopper?.name ?? null,
    product: before?.product ?? null,
    wishes: before?.wishes ?? {},
    notice: before?.notice ?? house.brand.noticeVersion,
    contact: null,
  };
  const { lastHolder = null } = before ?? {};
  return askWave(tx, await insertRequest(tx, ask, asked(tx.now, { place: null, lastHolder })));
}
