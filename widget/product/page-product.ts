import type { Product } from '../../protocol/entries.ts';
import { webAddress } from '../models/address.ts';
import { allNodes, parseScript, typesOf } from './json-ld.ts';
import { joined, many, type Node, nodesIn } from './node.ts';
import { productOf } from './product-of.ts';

const PRODUCT_TYPES = [
  'Product',
  'ProductGroup',
  'IndividualProduct',
  'ProductModel',
  'SomeProducts',
  'Vehicle',
  'Car',
  'Book',
];

/**
 * The page's product: what the page said with `Salon.context` wins, then schema.org JSON-LD, then OpenGraph.
 * Every field is text with its tags and entities taken out and its length capped; null when there is none.
 */
export function readProduct(page: Document, address: string, said: unknown): Product | null {
  if (said === null) return null;
  return fromContext(said, address) ?? fromJsonLd(page, address) ?? fromOpenGraph(page, address);
}

function fromContext(said: unknown, address: string): Product | null {
  const [node] = nodesIn(said);
  return node ? productOf(node, [], address) : null;
}

function fromJsonLd(page: Document, address: string): Product | null {
  const scripts = [...page.querySelectorAll('script[type="application/ld+json" i]')];
  const all = scripts.flatMap((script) => allNodes(parseScript(script.textContent ?? '')));
  const products = all.filter((node) => node.name && typesOf(node).some((type) => PRODUCT_TYPES.includes(type)));
  const canonical = page.querySelector('link[rel="canonical"]')?.getAttribute('href');
  const here = [address, canonical].flatMap((href) => (href ? [placeOf(href, address)] : []));
  const rank = (node: Node) =>
    (many(node.url ?? node['@id']).some((url) => here.includes(placeOf(url, address))) ? 4 : 0) +
    (node.offers || node.hasVariant ? 2 : 0) +
    (node.isRelatedTo === undefined ? 0 : 1);
  // A page lists its neighbours too: a product that stands inside another's relations is not the page's own.
  const related = new Set(
    all.flatMap((node) =>
      ['isRelatedTo', 'isSimilarTo', 'itemListElement', 'isAccessoryOrSparePartFor'].flatMap((key) =>
        allNodes(node[key]),
      ),
    ),
  );
  const variants = new Set(products.flatMap((node) => nodesIn(node.hasVariant)));
  const own = products.filter((node) => !related.has(node) && !variants.has(node));
  const best = own.sort((a, b) => rank(b) - rank(a))[0];
  if (!best) return null;
  const variant = variantOf(best, all, address);
  return productOf(variant ? { ...best, ...variant, url: variant.url ?? best.url } : best, all, address);
}

/** Of a group, the variant that the address names by its own URL, its query or its SKU. */
function variantOf(group: Node, all: readonly Node[], address: string): Node | null {
  const variants = nodesIn(group.hasVariant).map((node) => joined(node, all) ?? node);
  const { searchParams, href } = new URL(address);
  const asked = [searchParams.get('variant'), searchParams.get('sku')].filter(Boolean);
  return (
    variants.find((node) => many(node.url).some((url) => sameAddress(url, href))) ??
    variants.find((node) =>
      asked.some((one) => [node.sku, node['@id'], node.productID].some((id) => String(id ?? '').endsWith(String(one)))),
    ) ??
    variants.find((node) => node.sku && href.includes(String(node.sku))) ??
    null
  );
}

function fromOpenGraph(page: Document, address: string): Product | null {
  const meta = (...names: string[]) =>
    names
      .map((name) => page.querySelector(`meta[property="${name}"],meta[name="${name}"]`)?.getAttribute('content'))
      .find(Boolean);
  const price = meta('product:price:amount', 'og:price:amount');
  if (!price && !/product/.test(meta('og:type') ?? '')) return null;
  const node: Node = {
    name: meta('og:title'),
    brand: meta('product:brand'),
    sku: meta('product:retailer_item_id'),
    category: meta('product:category'),
    price,
    currency: meta('product:price:currency', 'og:price:currency'),
    image: meta('og:image:secure_url', 'og:image'),
    url: meta('og:url'),
  };
  return productOf(node, [], address);
}

const placeOf = (value: unknown, address: string): string => {
  const url = typeof value === 'string' ? webAddress(value, address) : null;
  return url ? `${url.host}${url.pathname.replace(/\/$/, '')}` : '';
};
const sameAddress = (value: unknown, href: string): boolean =>
  typeof value === 'string' && webAddress(value, href)?.href === webAddress(href)?.href;
