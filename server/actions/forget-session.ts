import { LIVE } from '../domain/live.ts';
import type { Tx } from '../store/store.ts';
import type { Answered, Ports, ShopperAsking } from './ports.ts';
import { audit } from './steps/audit.ts';
import { withdraw } from './withdraw-request.ts';

/**
 * "End and forget": the token is dead at once, on every tab, and her open live request is withdrawn, since nobody
 * could read its answer. A call that was promised stands: she asked to be rung, not to be read.
 */
export async function forgetSession(ports: Ports, asking: ShopperAsking): Promise<Answered<object>> {
  const thread = await ports.store.read.one('conversations', { shopper: asking.id });
  return ports.store.commit(thread?.id ?? asking.id, async (tx) => {
    await withdrawLive(tx, asking.id);
    const revoked = await tx.touch('tokens', { shopper: asking.id, revokedAt: null }, { revokedAt: tx.now });
    if (revoked.length === 0) return { ok: true };
    await tx.update('shoppers', { id: asking.id, endedAt: null }, { endedAt: tx.now });
    await audit(tx, { brand: asking.brand, actor: asking.id, action: 'session.forgotten', subject: asking.id });
    tx.tell({ what: 'ended', room: `shopper:${asking.id}`, reason: 'forgotten' });
    return { ok: true };
  });
}

async function withdrawLive(tx: Tx, shopper: string): Promise<void> {
  const conversation = await tx.one('conversations', { shopper });
  if (!conversation) return;
  await tx.lock(conversation.id);
  for (const request of await tx.all('requests', { conversation: conversation.id, ...LIVE }))
    await withdraw(tx, request);
}
