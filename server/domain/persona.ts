import type { By, Persona, PlaceCard } from '../../protocol/people.ts';
import type { AssociateRow, House, PlaceRow, ShopperRow } from './rows.ts';

export function placeCard(place: PlaceRow): PlaceCard {
  return { id: place.id, name: place.name, city: place.city, zone: place.zone, kind: place.kind };
}

/** The place's card, or null when the house no longer has it. */
export function placeOf(house: House, id: string | null): PlaceCard | null {
  const place = id === null ? undefined : house.places.get(id);
  return place ? placeCard(place) : null;
}

const NOWHERE: PlaceCard = { id: '', name: '', city: '', zone: 'UTC', kind: 'boutique' };

/** An associate as everybody may see her: never an e-mail, never a last name. */
export function persona(house: House, associate: AssociateRow): Persona {
  return {
    id: associate.id,
    name: associate.firstName,
    title: associate.title,
    place: placeOf(house, associate.place) ?? NOWHERE,
    portrait: associate.portrait === null ? null : `/portraits/${associate.portrait}`,
    languages: associate.languages,
  };
}

export function personaOf(house: House, id: string | null): Persona | null {
  const associate = id === null ? undefined : house.associates.get(id);
  return associate ? persona(house, associate) : null;
}

export function byAssociate(house: House, associate: AssociateRow): By {
  const { id, name, title, place, portrait } = persona(house, associate);
  return { kind: 'associate', id, name, title, place: place.name, portrait };
}

export const byShopper = (shopper: Pick<ShopperRow, 'id' | 'name'>): By => ({
  kind: 'shopper',
  id: shopper.id,
  name: shopper.name,
});

export const BY_HOUSE: By = { kind: 'house' };
/** The author id of the house's own lines. */
export const HOUSE = 'house';
