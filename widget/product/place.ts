import { webAddress } from '../../protocol/web-address.ts';

/** What an address may keep of its query: it names a variant. The rest carries e-mails and tokens. */
export const VARIANT_KEY = /^(variant|sku|colou?r|size|model)$/i;
/** What of a query tells one page from another where the path does not. */
const PAGE_KEY = /^(p|p?id|(item|prod(uct)?)(_?id)?)$/i;

/** A product's address, else the page's; empty when it is none or longer than an address may be. */
export function ownAddress(value: unknown, address: string): string {
  const url = webAddress(typeof value === 'string' ? value.trim() : address, address) ?? webAddress(address);
  if (!url) return '';
  for (const key of [...url.searchParams.keys()]) if (!VARIANT_KEY.test(key)) url.searchParams.delete(key);
  url.hash = '';
  return url.href.length <= 2_048 ? url.href : '';
}

/**
 * The page that an address leads to, whatever its variant: path, what of its query names a page, a router's hash. What
 * is no address leads to no page.
 */
export function placeOf(value: unknown, address: string): string {
  const url = typeof value === 'string' ? webAddress(value, address) : null;
  if (!url) return ' ';
  const route = /^#!?\/./.test(url.hash) ? url.hash.replace(/^#!?/, '') : '';
  const keys = [...url.searchParams].filter(([key]) => PAGE_KEY.test(key)).map((pair) => pair.join('='));
  return (plain(url.pathname) + plain(route)).toLowerCase() + (keys.length > 0 ? `?${keys.sort().join('&')}` : '');
}

const plain = (path: string): string => {
  const bare = path.replace(/\/+(index\.\w+)?$/, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
};

/**
 * Whether two places are one page. A shop shows one product under several paths (`/products/carre`,
 * `/en/products/carre`, `/collections/silk/products/carre`) and its data may name another host: the shorter path is
 * the end of the longer one.
 */
export const isPlace = (one: string, other: string): boolean =>
  one === other || (one !== '' && other.endsWith(one)) || (other !== '' && one.endsWith(other));

/** What an address says of the variant: of `?variant=42` "42". */
export function variantKeys(value: unknown, address: string): Map<string, string> {
  const url = typeof value === 'string' ? webAddress(value, address) : null;
  const asked = new Map<string, string>();
  for (const [key, said] of url?.searchParams ?? [])
    if (VARIANT_KEY.test(key) && said) asked.set(key.toLowerCase(), said.toLowerCase());
  return asked;
}
