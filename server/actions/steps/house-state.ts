import type { HousePerson, HousePlace } from '../../../protocol/house.ts';
import type { HouseState } from '../../domain/house-difference.ts';
import type { AssociateRow, PlaceRow } from '../../domain/rows.ts';
import type { Tx } from '../../store/store.ts';

const placeOf = ({ id, kind, name, city, country, zone, hours, number, callsFromNumber }: PlaceRow): HousePlace => ({
  ...{ id, kind, name, city, country, zone, hours, callsFromNumber },
  ...(number === null ? {} : { number }),
});

const personOf = (row: AssociateRow): HousePerson => ({
  ...{ email: row.email, firstName: row.firstName, lastName: row.lastName, title: row.title, place: row.place },
  ...{ role: row.role, reach: row.reach, languages: row.languages, expertise: row.expertise, capacity: row.capacity },
  ...(row.portrait === null ? {} : { portrait: row.portrait }),
});

/** A house as it stands, for comparing with a file; portraits by the name of their content. Null for a new brand. */
export async function houseState(tx: Pick<Tx, 'one' | 'all'>, brand: string): Promise<HouseState | null> {
  const row = await tx.one('brands', { id: brand });
  if (!row) return null;
  const { name, language, origins, policy, noticeVersion, noticeUrl } = row;
  return {
    ...{ brand, name, language, origins, policy },
    notice: { version: noticeVersion, ...(noticeUrl === null ? {} : { url: noticeUrl }) },
    places: (await tx.all('places', { brand, closedAt: null })).map(placeOf),
    people: (await tx.all('associates', { brand, disabledAt: null })).map(personOf),
  };
}
