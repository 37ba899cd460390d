import { cutLinks, type Piece } from '../../protocol/links.ts';
import { webAddress } from '../../protocol/web-address.ts';

/** A message in words and links; what is shown is the address that opens, with its real host. */
export const piecesOf = (text: string): Piece[] => cutLinks(text, ({ href }) => href);

/** An absolute http(s) address without credentials, or null. */
export const openable = (address: string | undefined): string | null => webAddress(address ?? '')?.href ?? null;
