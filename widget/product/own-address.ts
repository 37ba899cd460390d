import { webAddress } from '../models/address.ts';

/** What an address may keep of its query: the rest carries e-mails and tokens. */
const KEPT_QUERY = /^(variant|sku|colou?r|size|model)$/;

/** A product's address, else the page's; empty when it is none or longer than an address may be. */
export function ownAddress(value: unknown, address: string): string {
  const url = webAddress(typeof value === 'string' ? value.trim() : address, address) ?? webAddress(address);
  if (!url) return '';
  for (const key of [...url.searchParams.keys()]) if (!KEPT_QUERY.test(key)) url.searchParams.delete(key);
  url.hash = '';
  return url.href.length <= 2_048 ? url.href : '';
}
