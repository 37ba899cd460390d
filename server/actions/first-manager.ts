import { type Invited, inviteFirstManager } from './invite.ts';
import type { Answered, Ports } from './ports.ts';

/** Why there is no link for a first manager, in words for the operator. */
export type NoFirstManager = { no: 'no_house' | 'which_house' | 'no_manager' | 'has_manager'; houses: string[] };

/**
 * A one-time link for the first manager of a house; without `house`, of the only one. What stands in the way is told
 * as an answer, since the operator is to read it.
 */
export async function firstManager(ports: Ports, house?: string): Promise<Answered<Invited | NoFirstManager>> {
  const houses = (await ports.store.read.all('brands', {}, { by: 'id' })).map((brand) => brand.id);
  const chosen = house ?? (houses.length === 1 ? houses[0] : undefined);
  if (houses.length === 0) return { ok: true, no: 'no_house', houses };
  if (chosen === undefined || !houses.includes(chosen)) return { ok: true, no: 'which_house', houses };
  const invited = await inviteFirstManager(ports, chosen);
  if (invited.ok) return invited;
  if (invited.error.code === 'not_found') return { ok: true, no: 'no_manager', houses: [chosen] };
  if (invited.error.code === 'conflict') return { ok: true, no: 'has_manager', houses: [chosen] };
  return invited;
}
