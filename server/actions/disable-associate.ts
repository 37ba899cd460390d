import type { Tx } from '../store/store.ts';
import { audit, OPERATOR } from './audit.ts';
import { lookAtRequest, offerOn } from './look-at-request.ts';
import type { Ports } from './ports.ts';
import { endSignIns } from './sign-out.ts';

/**
 * Somebody is of the house no more: signed out everywhere, her links void, asked for nothing. What she holds is looked
 * at now, so that it is handed on even if nobody calls `handOn` after this.
 */
export async function disableAssociate(tx: Tx, brand: string, email: string): Promise<void> {
  const { id } = await tx.update(
    'associates',
    { brand, email, disabledAt: null },
    { disabledAt: tx.now, declared: false, reachableUntil: tx.now, askedAt: null, lostAt: tx.now, lookAt: null },
  );
  await endSignIns(tx, id, 'disabled');
  await tx.remove('leases', { associate: id });
  await tx.touch('invitations', { associate: id, usedAt: null }, { usedAt: tx.now });
  for (const offer of await tx.all('offers', { associate: id, state: 'open' })) {
    await tx.touch('offers', { id: offer.id, state: 'open' }, { expiresAt: tx.now });
    await tx.touch('requests', { id: offer.request, state: 'offered' }, { lookAt: tx.now });
  }
  await tx.touch('requests', { holder: id, state: 'assigned' }, { lookAt: tx.now });
  await tx.touch('requests', { lastHolder: id, state: 'resumed' }, { lookAt: tx.now });
  await audit(tx, { brand, actor: OPERATOR, action: 'associate.disabled', subject: id });
}

/** Whatever people who are of the house no more still hold goes to colleagues, each thread under its own lock. */
export async function handOn(ports: Ports, brand: string): Promise<void> {
  const { read } = ports.store;
  const gone = await read.all('associates', { brand, disabledAt: { not: null } });
  for (const { id } of gone) {
    for (const held of await read.all('requests', { holder: id, state: 'assigned' })) {
      await handOnOne(ports, held, id);
    }
    const ringing = await read.all('offers', { associate: id, state: 'open' });
    for (const offer of ringing) await lookAtRequest(ports, offer.request, offer.conversation);
    const resumed = await read.all('requests', { lastHolder: id, state: 'resumed' });
    for (const request of resumed) await lookAtRequest(ports, request.id, request.conversation);
  }
}

async function handOnOne(ports: Ports, held: { id: string; conversation: string }, from: string): Promise<void> {
  await ports.store.commit(held.conversation, async (tx) => {
    await tx.lock(held.conversation);
    const request = await tx.one('requests', { id: held.id, holder: from, state: 'assigned' });
    if (request) await offerOn(tx, request);
    return { ok: true };
  });
}
