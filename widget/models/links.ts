import { webAddress } from './address.ts';

/** A piece of a message: words, or an address that may be followed. */
export type Piece = { text: string; href?: string };

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\p{C}]+/giu;
const TAIL = /[.,;:!?)\]}»”’]+$/;

/** Cuts a message into words and links. A link is shown with its real host, whatever was typed before an @. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const typed = found[0].replace(TAIL, '');
    const url = webAddress(typed);
    if (!url) continue;
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) });
    const path = url.pathname === '/' ? '' : url.pathname;
    pieces.push({ text: `${url.host}${path}${url.search}${url.hash}`, href: url.href });
    from = found.index + typed.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
