import { type Hours, policySchema } from '../../protocol/house.ts';
import { makeId } from '../../protocol/id.ts';
import type { AssociateRow, BrandRow, PlaceRow } from '../../server/domain/rows.ts';
import type { Store } from '../../server/store/store.ts';

/*
 * A small cast used everywhere: a maison with a boutique in Paris and one in Tokyo and its client services, and a
 * second house that must never hear of the first. 2026-11-24 is a Tuesday; the clock starts at eleven in Paris.
 */

export const MAISON = 'maison';
export const OTHER = 'atelier-noor';
export const START_AT = Date.UTC(2026, 10, 24, 10, 0, 0);

const week = (range: string): Hours => ({
  mon: [range],
  tue: [range],
  wed: [range],
  thu: [range],
  fri: [range],
  sat: [range],
  sun: [],
  except: {},
});

export function brandRow(id: string, policy: object = {}): BrandRow {
  return {
    id,
    brand: id,
    version: 1,
    name: id === MAISON ? 'La Maison' : 'Atelier Noor',
    language: 'fr',
    origins: [`https://${id}.example`],
    policy: policySchema.parse(policy),
    noticeVersion: '1',
    noticeUrl: null,
  };
}

export function placeRow(id: string, set: Partial<PlaceRow> = {}): PlaceRow {
  return {
    id,
    brand: MAISON,
    version: 1,
    kind: 'boutique',
    name: `Boutique ${id}`,
    city: 'Paris',
    country: 'FR',
    zone: 'Europe/Paris',
    hours: week('10:00-19:00'),
    number: '+33142601234',
    callsFromNumber: false,
    closedAt: null,
    ...set,
  };
}

export function associateRow(firstName: string, set: Partial<AssociateRow> = {}): AssociateRow {
  return {
    id: makeId(START_AT),
    brand: MAISON,
    version: 1,
    email: `${firstName.toLowerCase()}@maison.example`,
    firstName,
    lastName: 'Durand',
    title: 'Client advisor',
    place: 'paris',
    role: 'associate',
    reach: 'own',
    languages: ['fr', 'en'],
    expertise: [],
    capacity: 3,
    portrait: null,
    password: null,
    disabledAt: null,
    declared: false,
    reachableUntil: 0,
    taken: 0,
    missed: 0,
    askedAt: null,
    lostAt: null,
    idleAt: 0,
    lookAt: null,
    ...set,
  };
}

export type Name = 'Camille' | 'Luc' | 'Aiko' | 'Ines' | 'Sophie' | 'Noor';
export type Cast = Record<Name, AssociateRow>;

/** The cast that stands in a store already, or null. */
export async function castFrom(store: Store): Promise<Cast | null> {
  const rows = await store.read.all('associates', {});
  return rows.length === 0 ? null : (Object.fromEntries(rows.map((row) => [row.firstName, row])) as Cast);
}

/** Writes both houses into a store. `policy` is the maison's. */
export async function castHouses(store: Store, policy: object = {}, capacity = 3): Promise<Cast> {
  const cast: Cast = {
    Camille: associateRow('Camille', { capacity, expertise: ['Silk'] }),
    Luc: associateRow('Luc', { capacity }),
    Sophie: associateRow('Sophie', { capacity, languages: ['fr', 'en', 'it'] }),
    Aiko: associateRow('Aiko', { capacity, place: 'tokyo', languages: ['ja', 'en'] }),
    Ines: associateRow('Ines', { capacity, role: 'manager', reach: 'boutique' }),
    Noor: associateRow('Noor', { capacity, brand: OTHER, place: 'dubai', languages: ['ar', 'en', 'fr'] }),
  };
  const places = [
    placeRow('paris'),
    placeRow('tokyo', { city: 'Tokyo', country: 'JP', zone: 'Asia/Tokyo' }),
    placeRow('clients', { kind: 'client_services', name: 'Client services', hours: week('08:00-22:00') }),
    placeRow('dubai', { brand: OTHER, city: 'Dubai', country: 'AE', zone: 'Asia/Dubai' }),
  ];
  const written = await store.commit('cast', async (tx) => {
    await tx.insert('brands', brandRow(MAISON, policy));
    await tx.insert('brands', brandRow(OTHER));
    for (const place of places) await tx.insert('places', place);
    for (const associate of Object.values(cast)) await tx.insert('associates', associate);
    return { ok: true };
  });
  if (!written.ok) throw new Error('the cast could not be written');
  return cast;
}
