import type { House } from '../domain/rows.ts';
import type { Gateway } from './gateway.ts';

/** Houses by brand, read when first asked for and kept until forgotten. */
export function houseCache(read: Gateway) {
  const houses = new Map<string, Promise<House>>();
  const load = async (brand: string): Promise<House> => {
    const row = await read.one('brands', { id: brand });
    if (!row) throw new Error(`no house "${brand}"`);
    const places = await read.all('places', { brand });
    const associates = await read.all('associates', { brand });
    return {
      brand: row,
      places: new Map(places.map((place) => [place.id, place])),
      associates: new Map(associates.map((associate) => [associate.id, associate])),
    };
  };
  return {
    get(brand: string): Promise<House> {
      let house = houses.get(brand);
      if (!house) {
        house = load(brand);
        houses.set(brand, house);
        house.catch(() => houses.delete(brand));
      }
      return house;
    },
    forget: (brand: string): void => {
      houses.delete(brand);
    },
    forgetAll: (): void => houses.clear(),
  };
}
