import type { Node } from './node.ts';

/** The product that the page tells to those who share it; null when it tells of none. */
export function graphOf(page: Document): { node: Node; sources: Element[] } | null {
  const sources: Element[] = [];
  const meta = (...names: string[]) => {
    for (const name of names) {
      const found = page.querySelector(`meta[property="${name}"],meta[name="${name}"]`);
      const content = found?.getAttribute('content');
      if (!found || !content) continue;
      sources.push(found);
      return content;
    }
    return undefined;
  };
  const price = meta('product:price:amount', 'og:price:amount');
  const title = meta('og:title');
  const url = meta('og:url');
  const told = [...sources];
  if (!price && !/product/.test(meta('og:type') ?? '')) return null;
  const node: Node = {
    name: title,
    brand: meta('product:brand'),
    sku: meta('product:retailer_item_id'),
    category: meta('product:category'),
    price,
    currency: meta('product:price:currency', 'og:price:currency'),
    image: meta('og:image:secure_url', 'og:image'),
    url,
  };
  return { node, sources: told };
}
