import type { Ports, ShopperAsking } from './ports.ts';
import { hashOf } from './secret.ts';

/** Whose token this is; null for unknown, revoked and ended alike. */
export async function findShopper(ports: Ports, token: string): Promise<ShopperAsking | null> {
  const { read } = ports.store;
  const row = await read.one('tokens', { hash: hashOf(token), revokedAt: null });
  const shopper = row && (await read.one('shoppers', { id: row.shopper, brand: row.brand, endedAt: null }));
  return shopper && { kind: 'shopper', id: shopper.id, brand: shopper.brand };
}
