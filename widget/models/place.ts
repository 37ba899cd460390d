import type { PlaceCard } from '../../protocol/people.ts';

/** A place as she may know it: with its city, where its name does not say it. */
export const placeName = ({ name, city }: PlaceCard): string => (name.includes(city) ? name : `${name}, ${city}`);
