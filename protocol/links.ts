import { webAddress } from './web-address.ts';

/** A piece of a message: words, or an address that may be followed. */
export type Piece = { text: string; href?: string };

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\p{C}]+/giu;
const TAIL = /[.,;:!?)\]}»”’]+$/;

/** Cuts a message into words and links. `shown` is said of where a link really leads, whatever was typed before an @. */
export function cutLinks(text: string, shown: (address: URL) => string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const typed = found[0].replace(TAIL, '');
    const url = webAddress(typed);
    if (!url) continue;
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) });
    pieces.push({ text: shown(url), href: url.href });
    from = found.index + typed.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
