import type { Session } from '../../protocol/http.ts';
import { makeId } from '../../protocol/id.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Answered, Ports } from './ports.ts';
import { hashOf, makeSecret } from './secret.ts';

/** Mints a shopper and her token, both ours, and nothing else: no conversation, no name. The token is told once. */
export function mintSession(ports: Ports, brand: string): Promise<Answered<Session>> {
  const shopper = makeId(ports.store.now());
  return ports.store.commit(shopper, async (tx): Promise<Answered<Session>> => {
    if (!(await tx.one('brands', { id: brand }))) return refuse('not_found');
    const token = makeSecret();
    await tx.insert('shoppers', {
      ...{ id: shopper, brand, version: 1, name: null, locale: null, zone: null },
      ...{ person: shopper, ownAssociate: null, createdAt: tx.now },
      ...{ usedAt: null, endedAt: null, blockedAt: null },
    });
    await tx.insert('tokens', { hash: hashOf(token), brand, shopper, createdAt: tx.now, revokedAt: null });
    return { ok: true, shopper, token };
  });
}
