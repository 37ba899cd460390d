import { cutLinks, type Piece } from '../../protocol/links.ts';

/** A message in words and links, which are shown short and with their real host. */
export const piecesOf = (text: string): Piece[] =>
  cutLinks(text, ({ host, pathname, search, hash }) => `${host}${pathname === '/' ? '' : pathname}${search}${hash}`);
