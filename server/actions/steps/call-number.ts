import { type Refusal, refuse } from '../../../protocol/refusals.ts';
import type { House, RequestRow } from '../../domain/rows.ts';
import { countryOfZone, type ReadPhone, readPhone } from '../../domain/telephone.ts';
import type { Tx } from '../../store/store.ts';
import type { CallRules } from '../call-rules.ts';

/** A number that may be rung. */
export type CallNumber = Extract<ReadPhone, { ok: true }>;

/** The country of the number that a call rings. */
export async function countryOfNumber(tx: Pick<Tx, 'one'>, { contact }: Pick<RequestRow, 'contact'>) {
  return contact === null ? null : ((await tx.one('contacts', { id: contact }))?.country ?? null);
}

/**
 * Reads a number as people type it: by its own code, else in the country that she named, else in her zone's; where
 * none is told she is asked. Every country is called unless the house lists its own.
 */
export function readCallNumber(
  house: House,
  input: { phone: string; country?: string | undefined; zone: string },
  rules: CallRules | undefined,
): CallNumber | Refusal {
  const { countries } = house.brand.policy;
  const phone = readPhone(input.phone, { country: input.country ?? countryOfZone(input.zone), countries });
  if (phone.ok) return phone;
  if (phone.reason !== 'kind') return refuse('phone_number', { field: 'phone', reason: phone.reason });
  // Premium, satellite and the like: the same answer as to any other call that is not to be.
  rules?.note(house.brand.id, 'kind');
  return refuse('call_not_possible');
}
