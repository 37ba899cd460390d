/*
 * Everything that a shopper of the run says, or is called, carries her tag, and so does everything said to her. Whoever
 * hears a tag that is not for her ears has seen another's data.
 */

const TAG = /\[\[([A-Z])(\d+)\]\]/g;

/** The tag of the n-th shopper of a house; the house is one letter. */
export const tagOf = (house: string, n: number): string => `[[${house}${n}]]`;

/** Every tag in what was heard. */
export function tagsIn(heard: unknown): Set<string> {
  return new Set(JSON.stringify(heard ?? null).match(TAG) ?? []);
}

export const houseIn = (tag: string): string => tag.slice(2, 3);
