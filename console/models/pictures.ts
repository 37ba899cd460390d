import { openable } from './links.ts';

/**
 * Where a product's picture lies, if that is on a page of the house. A shopper may name any picture on earth, and to
 * fetch it tells its owner who sits at this desk and when. Null for every other; the relay's API has no pictures.
 */
export function pictureAt(
  image: string | undefined,
  origins: readonly string[],
  self: string = location.origin,
): string | null {
  const address = openable(image);
  if (!address) return null;
  const { origin, pathname } = new URL(address);
  if (origin === self) return origins.includes('self') && !pathname.startsWith('/api/') ? address : null;
  return origins.includes(origin) ? address : null;
}
