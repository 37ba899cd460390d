/** Readers of what shop systems let slip (slips.ts). */
export interface Slips {
  json: (text: string) => unknown;
  text: (text: string) => string;
  words: (text: string) => string;
}

/** Thrown by a reader that meets what only slips.ts can read: it is fetched then, and the page read again. */
export class WantsCare extends Error {}

let known: Slips | undefined;

/** From now on whatever a page has let slip can be read. */
export const readCarefully = (slips: Slips): void => {
  known = slips;
};

export function slips(): Slips {
  if (!known) throw new WantsCare();
  return known;
}
