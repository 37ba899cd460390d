import { baseOf } from './language.ts';
import type { AssociateRow, House } from './rows.ts';

/** People of a house, by the place where each works. */
export type ByPlace = ReadonlyMap<string, readonly AssociateRow[]>;

/** A house is read anew as a whole, and what was found in it goes with it. */
const FOUND = new WeakMap<House, Map<string, ByPlace>>();
const NOBODY: ByPlace = new Map();

/**
 * Everybody of the house who speaks the language and is not disabled; of them those who know a category best, where one
 * is named. Looked for once in a house.
 */
export function speakersOf(house: House, language: string, category?: string): ByPlace {
  const base = baseOf(language);
  if (base === null) return NOBODY;
  const found = FOUND.get(house) ?? new Map<string, ByPlace>();
  FOUND.set(house, found);
  const wanted = category?.toLowerCase();
  const key = `${base} ${wanted ?? ''}`;
  const known = found.get(key) ?? byPlace(house, base, wanted);
  // What nobody speaks or knows is a stranger's word, and is not kept.
  if (known.size > 0) found.set(key, known);
  return known;
}

function byPlace(house: House, base: string, category: string | undefined): ByPlace {
  const speakers = [...house.associates.values()].filter(
    ({ disabledAt, languages, expertise }) =>
      disabledAt === null &&
      languages.some((language) => baseOf(language) === base) &&
      (category === undefined || expertise.some((known) => known.toLowerCase() === category)),
  );
  return Map.groupBy(speakers, ({ place }) => place);
}
