import type { House, RequestRow } from '../domain/rows.ts';
import { countryOfZone, readPhone } from '../domain/telephone.ts';
import type { Tx } from '../store/store.ts';

/** The country of the number that a call rings. */
export async function countryOfNumber(tx: Pick<Tx, 'one'>, { contact }: Pick<RequestRow, 'contact'>) {
  return contact === null ? null : ((await tx.one('contacts', { id: contact }))?.country ?? null);
}

/**
 * Reads a number as people type it: by its own code, else in the country that she named, else in her zone's; where
 * none is told she is asked. Every country is called unless the house lists its own.
 */
export function readCallNumber(house: House, input: { phone: string; country?: string | undefined; zone: string }) {
  const { countries } = house.brand.policy;
  return readPhone(input.phone, { country: input.country ?? countryOfZone(input.zone), countries });
}
