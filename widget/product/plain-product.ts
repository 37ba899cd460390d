import type { Product } from '../../protocol/entries.ts';
import { webAddress } from '../models/address.ts';
import { ownAddress } from './own-address.ts';

/** Of a page's schema.org scripts, those that speak of something sold. */
const SOLD = /\b(Product|ProductGroup|IndividualProduct|ProductModel|SomeProducts|Vehicle|Car|Book)\b/;
const GRAPH = '[property$="price:amount"],[name$="price:amount"],[property="og:type"][content*="product"]';
const KNOWN =
  /^(@context|@type|name|description|brand|sku|category|image|url|offers|price|currency|variant|aggregateRating)$/;
/** Markup, entities, templates, loose spaces, and what is too long: all of it needs care. */
const ODD = /[<&{$[]|^\s|\s$|\s\s|\p{Cc}|^(undefined|null)?$|^.{81}/u;

/**
 * The product of a page that says plainly what it shows: by `Salon.context`, or as its one schema.org node. Null
 * when it shows none; `undefined` when it is written in any other way and the whole reader must decide.
 */
export function readPlainly(page: Document, address: string, said: unknown): Product | null | undefined {
  if (said === null) return null;
  if (Object(said) === said) return plainProduct(Object(said), address);
  const texts = [...page.querySelectorAll('script[type="application/ld+json" i]')]
    .map((script) => script.textContent)
    .filter((text) => SOLD.test(text));
  const [text] = texts;
  if (!text) return page.querySelector(GRAPH) ? undefined : null;
  if (texts.length > 1) return undefined;
  try {
    const node = JSON.parse(text);
    return node['@type'] === 'Product' ? plainProduct(node, address) : undefined;
  } catch {
    // Shop systems leave slips in it that the whole reader forgives.
    return undefined;
  }
}

function plainProduct(node: Record<string, unknown>, address: string): Product | undefined {
  const { name, brand, sku, category, variant, offers, image } = node;
  const offer = Object(
    Array.isArray(offers) ? offers[0] : (offers ?? { price: node.price, priceCurrency: node.currency }),
  );
  const [source] = [image].flat();
  const picture = typeof source === 'string' ? webAddress(source.trim(), address) : null;
  const known = Object.keys(node).every((key) => KNOWN.test(key));
  if (!known || !name || (offers && !/^\d+(\.\d\d)?$/.test(offer.price)) || (image && !picture)) return undefined;
  const fields = {
    name,
    brand: Object(brand).name ?? brand,
    sku,
    variant,
    category,
    price: offer.price === undefined ? undefined : `${offer.price}`.replace('.00', ''),
    currency: offer.priceCurrency,
    image: picture?.href,
    url: ownAddress(node.url, address),
  };
  const product: Record<string, string> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (typeof value === 'object' || (!/image|url/.test(field) && ODD.test(`${value}`))) return undefined;
    product[field] = `${value}`;
  }
  return product as Product;
}
