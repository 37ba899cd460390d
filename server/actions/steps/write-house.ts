import type { House, HousePerson, HousePlace } from '../../../protocol/house.ts';
import type { HouseChange } from '../../domain/house-difference.ts';
import type { AssociateRow, BrandRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';
import { disableAssociate } from '../disable-associate.ts';
import { tellAvailability } from './tell.ts';

/** Writes one change of a house file; `house` is the whole file. */
export async function writeChange(tx: Tx, house: House, change: HouseChange): Promise<void> {
  const brand = house.brand.id;
  switch (change.kind) {
    case 'brand_added':
      await tx.insert('brands', { id: brand, brand, version: 1, ...brandFacts(house) });
      return;
    case 'brand_changed':
    case 'origins_changed':
    case 'policy_changed':
    case 'notice_changed':
      await tx.update('brands', { id: brand }, brandFacts(house));
      return;
    case 'place_added':
    case 'place_changed':
      return writePlace(tx, brand, change.place);
    case 'place_closed':
      await tx.update('places', { brand, id: change.id }, { closedAt: tx.now });
      return;
    case 'person_added':
    case 'person_changed':
      return writePerson(tx, brand, change.person);
    case 'person_removed':
      return disableAssociate(tx, brand, change.email);
  }
}

const brandFacts = ({ brand, origins, policy, notice }: House): Omit<BrandRow, 'id' | 'brand' | 'version'> => ({
  ...{ name: brand.name, language: brand.language, origins, policy },
  ...{ noticeVersion: notice.version, noticeUrl: notice.url ?? null },
});

/** A place that was closed opens again. */
async function writePlace(tx: Tx, brand: string, { id, number, ...facts }: HousePlace): Promise<void> {
  const set = { ...facts, number: number ?? null, closedAt: null };
  if (await tx.one('places', { brand, id })) await tx.update('places', { brand, id }, set);
  else await tx.insert('places', { brand, id, version: 1, ...set });
}

/** Somebody who was removed comes back as she was, password included, once her e-mail stands in the file again. */
async function writePerson(tx: Tx, brand: string, { email, portrait, ...facts }: HousePerson): Promise<void> {
  const set = { ...facts, portrait: portrait ?? null, disabledAt: null };
  const known = await tx.one('associates', { brand, email });
  if (!known) {
    await tx.insert('associates', { ...unknown(tx, brand, email), ...set });
    return;
  }
  await tx.update('associates', { id: known.id }, set);
  await tellAvailability(tx, known.id);
}

const unknown = (tx: Tx, brand: string, email: string) =>
  ({
    ...{ id: tx.id(), brand, version: 1, email, password: null },
    ...{ declared: false, reachableUntil: 0, taken: 0, missed: 0 },
    ...{ askedAt: null, lostAt: null, idleAt: tx.now, lookAt: null },
  }) satisfies Partial<AssociateRow>;
