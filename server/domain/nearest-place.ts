import { canonicalZone, DAY_MS, offsetAt } from './zone.ts';

const continentOf = (zone: string): string => zone.slice(0, Math.max(0, zone.indexOf('/')));

/** Round the globe: +12 and -12 are one meridian. */
function apart(a: number, b: number): number {
  const distance = Math.abs(a - b) % DAY_MS;
  return Math.min(distance, DAY_MS - distance);
}

/**
 * Places in the order of nearness to a time zone: the same zone, then the smallest difference between the clocks at
 * that instant, then the same continent, then by id. Never by location, which nobody is asked for.
 */
export function nearestPlaces<P extends { id: string; zone: string }>(
  places: readonly P[],
  zone: string,
  at: number,
): P[] {
  const hers = canonicalZone(zone);
  const offset = offsetAt(hers, at);
  const rank = (place: P) => {
    const its = canonicalZone(place.zone);
    return {
      place,
      sameZone: its === hers ? 0 : 1,
      apartMs: apart(offsetAt(its, at), offset),
      sameContinent: continentOf(its) === continentOf(hers) ? 0 : 1,
    };
  };
  return places
    .map(rank)
    .sort(
      (a, b) =>
        a.sameZone - b.sameZone ||
        a.apartMs - b.apartMs ||
        a.sameContinent - b.sameContinent ||
        (a.place.id < b.place.id ? -1 : 1),
    )
    .map(({ place }) => place);
}
