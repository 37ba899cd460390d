import { countryOfZone } from './telephone.ts';
import { ZONES_OF_COUNTRY } from './zone-country.ts';

/** What is kept where a browser tells no zone: a clock of nobody's, which tells no country. */
export const NO_ZONE = 'UTC';

/** One zone, or several of which nobody knows the right one: it is night when it is night in any of them. */
export type Zones = string | readonly string[];

/**
 * Whose nights rest a shopper's telephone. Hers, where her zone tells where she is; a browser that keeps it to itself
 * says UTC, Reykjavik, or nothing, and then every zone of her number's country, which is the strictest; before a number
 * is known, the place that would call.
 */
export function zonesOfNight(zone: string, numberCountry: string | null, place: { zone: string } | null): Zones {
  if (countryOfZone(zone) !== null) return zone;
  const zones = ZONES_OF_COUNTRY[numberCountry ?? '']?.trim().split(/\s+/);
  return zones ?? place?.zone ?? zone;
}
