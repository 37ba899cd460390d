import type { ShopperRequest } from '../../../protocol/requests.ts';
import type { RequestRow } from '../../domain/rows.ts';
import { shopperRequest } from '../../domain/views.ts';
import type { Tx } from '../../store/store.ts';

/** A request as its shopper sees it, with whoever is being asked and the number she gave. */
export async function viewFor(tx: Pick<Tx, 'one' | 'all' | 'house'>, request: RequestRow): Promise<ShopperRequest> {
  const house = await tx.house(request.brand);
  const open = await tx.all('offers', { request: request.id, state: 'open' });
  const contact = request.contact === null ? null : await tx.one('contacts', { id: request.contact });
  return shopperRequest(house, request, open, contact);
}
