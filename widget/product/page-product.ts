import type { Product } from '../../protocol/entries.ts';
import { webAddress } from '../models/address.ts';
import { allNodes, joined, many, type Node, nodesIn, parseScript, typesOf } from './json-ld.ts';
import { readAmount, readPrice } from './price.ts';

/** What an address may keep of its query: the rest carries e-mails and tokens. */
const KEPT_QUERY = ['variant', 'sku', 'color', 'colour', 'size', 'model'];
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

function productOf(node: Node, all: readonly Node[], address: string): Product | null {
  const name = textOf(node.name, 200);
  if (!name) return null;
  const offered = readPrice(node.offers, all);
  const inherited = offered.price
    ? offered
    : readPrice(
        nodesIn(node.hasVariant).flatMap((one) => joined(one, all)?.offers),
        all,
      );
  const fields = {
    brand: textOf(named(node.brand ?? node.manufacturer, all), 80),
    sku: textOf(node.sku ?? node.mpn ?? node.productID ?? node.productGroupID, 80),
    variant:
      textOf(node.variant, 120) ||
      [node.color, node.size, node.material]
        .map((one) => textOf(named(one, all), 60))
        .filter(Boolean)
        .join(', ')
        .slice(0, 120),
    category: textOf(named(node.category, all), 80),
    price: (inherited.price || readAmount(node.price)).slice(0, 40),
    currency: textOf(inherited.currency || node.currency, 8),
    image: imageOf(node.image, all, address),
    url: ownAddress(many(node.url)[0], address),
  };
  const product: Product = { name };
  for (const [key, value] of Object.entries(fields)) if (value) product[key as keyof typeof fields] = value;
  return product;
}

/** A thing that may be written as text or as an object with a name. */
function named(value: unknown, all: readonly Node[]): unknown {
  const [first] = many(value);
  return typeof first === 'object' && first !== null ? (joined(first, all)?.name ?? '') : first;
}

function imageOf(value: unknown, all: readonly Node[], address: string): string {
  for (const one of many(value)) {
    const node = typeof one === 'object' ? joined(one, all) : null;
    const source = node ? (many(node.contentUrl)[0] ?? many(node.url)[0]) : one;
    const url = typeof source === 'string' ? webAddress(source.trim(), address) : null;
    if (url && url.href.length <= 2_048) return url.href;
  }
  return '';
}

function ownAddress(value: unknown, address: string): string {
  const url = webAddress(typeof value === 'string' ? value.trim() : address, address) ?? webAddress(address);
  if (!url) return '';
  for (const key of [...url.searchParams.keys()]) if (!KEPT_QUERY.includes(key)) url.searchParams.delete(key);
  url.hash = '';
  return url.href.length <= 2_048 ? url.href : '';
}

const placeOf = (value: unknown, address: string): string => {
  const url = typeof value === 'string' ? webAddress(value, address) : null;
  return url ? `${url.host}${url.pathname.replace(/\/$/, '')}` : '';
};
const sameAddress = (value: unknown, href: string): boolean =>
  typeof value === 'string' && webAddress(value, href)?.href === webAddress(href)?.href;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Text as a person would read it: tags gone, entities read, white space single, cut to length. */
export function textOf(value: unknown, max: number): string {
  const [first] = many(value);
  if (typeof first !== 'string' && typeof first !== 'number') return '';
  const plain = String(first)
    .slice(0, 4_000)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name: string | undefined) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  // A template that was never filled in says nothing.
  return /^(\{\{.*\}\}|\$\{.*\}|undefined|null|\[object Object\])$/.test(plain)
    ? ''
    : [...plain].slice(0, max).join('').slice(0, max);
}
