import { PROTOCOL } from '../../protocol/number.ts';
import { refuse } from '../../protocol/refusals.ts';
import { LIVE_KINDS, OPEN } from '../../protocol/request-state.ts';
import type { ShopperSnapshot } from '../../protocol/shopper.ts';
import type { Tx } from '../store/store.ts';
import type { Answered, Ports, ShopperAsking } from './ports.ts';
import { viewFor } from './steps/view-request.ts';

/**
 * What a shopper's page starts from. Told as news of a transaction of its own, so that it stands in order with every
 * event: nothing announced before it is missing from it, nothing after it is in it.
 */
export function shopperSnapshot(ports: Ports, asking: ShopperAsking, room: string): Promise<Answered<object>> {
  return ports.store.commit(asking.id, async (tx) => {
    const shopper = await tx.one('shoppers', { id: asking.id });
    if (!shopper || shopper.endedAt !== null) return refuse('signed_out');
    const conversation = await tx.one('conversations', { shopper: asking.id });
    const payload: ShopperSnapshot = {
      now: tx.now,
      protocol: PROTOCOL,
      shopper: asking.id,
      name: shopper.name,
      conversation: conversation && { id: conversation.id, head: conversation.lastSeq },
      requests: await requestsOf(tx, conversation?.id ?? null),
    };
    tx.tell({ what: 'event', to: [room], event: 'snapshot', payload });
    return { ok: true };
  });
}

/**
 * Open requests, and the newest of her words' and of her calls even when they have ended, newest first. The newest stays
 * the newest until a newer one is told, so that a page that lives on events knows the same ones as a fresh one.
 */
export async function requestsOf(
  tx: Pick<Tx, 'one' | 'all' | 'house'>,
  conversation: string | null,
): Promise<ShopperSnapshot['requests']> {
  if (conversation === null) return [];
  const newest = { by: 'openedAt', down: true } as const;
  const thread = { conversation, state: { not: 'turned' } } as const;
  const rows = [
    ...(await tx.all('requests', { conversation, state: OPEN }, { ...newest, limit: 50 })),
    ...(await tx.all('requests', { ...thread, kind: LIVE_KINDS }, { ...newest, limit: 1 })),
    ...(await tx.all('requests', { ...thread, kind: 'callback' }, { ...newest, limit: 1 })),
  ];
  const shown = [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => b.openedAt - a.openedAt);
  return Promise.all(shown.map((row) => viewFor(tx, row)));
}
