import type { Hours } from '../../protocol/house.ts';
import type { AssociateRow, PlaceRow } from '../../server/domain/rows.ts';
import type { Store } from '../../server/store/store.ts';
import { associateRow, brandRow, placeRow } from '../helpers/cast.ts';
import type { Random } from '../helpers/random.ts';
import { CATEGORIES, CITIES, type City } from './cities.ts';

export const BRAND = 'maison';

export interface HouseSize {
  boutiques: number;
  associates: number;
}

export interface PlayedHouse {
  places: ReadonlyMap<string, PlaceRow>;
  associates: readonly AssociateRow[];
}

const everyDay = (range: string): Hours => ({
  ...{ mon: [range], tue: [range], wed: [range], thu: [range], fri: [range], sat: [range], sun: [range] },
  except: {},
});

/** One of the cities, by weight. */
export function cityFor(random: Random): City {
  let left = random.below(CITIES.reduce((sum, { weight }) => sum + weight, 0));
  for (const city of CITIES) {
    left -= city.weight;
    if (left < 0) return city;
  }
  throw new Error('no city');
}

/** Boutiques over the cities, client services around the clock, and people who speak what is spoken there. */
export async function makeHouse(store: Store, random: Random, size: HouseSize): Promise<PlayedHouse> {
  const places = Array.from({ length: size.boutiques }, (_, i) => boutique(i, random));
  const clients = placeRow('clients', {
    kind: 'client_services',
    name: 'Client services',
    hours: everyDay('00:00-24:00'),
  });
  const associates = Array.from({ length: size.associates }, (_, i) => {
    const home = i % 25 === 0 ? clients : (places[i % places.length] as PlaceRow);
    return somebody(i, home, random);
  });
  const all = [...places, clients];
  const written = await store.commit('house', async (tx) => {
    await tx.insert('brands', brandRow(BRAND));
    for (const place of all) await tx.insert('places', place);
    for (const associate of associates) await tx.insert('associates', associate);
    return { ok: true };
  });
  if (!written.ok) throw new Error('the house could not be written');
  return { places: new Map(all.map((place) => [place.id, place])), associates };
}

function boutique(i: number, random: Random): PlaceRow {
  // The first ones cover the cities, so that a small house is not all in one.
  const { city, country, zone } = i < CITIES.length ? (CITIES[i] as City) : cityFor(random);
  return placeRow(`place-${i}`, { city, country, zone, name: `${city} ${i}`, hours: everyDay('10:00-19:00') });
}

function somebody(i: number, home: PlaceRow, random: Random): AssociateRow {
  const there = home.kind === 'boutique' ? CITIES.find(({ city }) => city === home.city) : cityFor(random);
  const languages = new Set(there?.languages ?? ['en']);
  if (random.chance(0.75)) languages.add('en');
  if (random.chance(0.3)) languages.add(random.pick(cityFor(random).languages));
  return associateRow(`A${i}`, {
    place: home.id,
    languages: [...languages],
    expertise: random.chance(0.5) ? [random.pick(CATEGORIES)] : [],
    capacity: home.kind === 'boutique' ? 3 : 4,
    email: `a${i}@maison.example`,
  });
}
