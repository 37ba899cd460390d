import type { Product } from '../../protocol/entries.ts';
import { webAddress } from '../../protocol/web-address.ts';
import { slips } from './careful.ts';
import { isNode, many, type Node, nodesIn } from './node.ts';
import { ownAddress } from './place.ts';
import { readAmount, readPrice } from './price.ts';

/**
 * A schema.org node as a product: every field is text with its tags and entities taken out and its length capped.
 * Null when it has no name.
 */
export function productOf(node: Node, address: string): Product | null {
  const name = textOf(node.name, 200);
  if (!name) return null;
  const variants = nodesIn(node.hasVariant);
  const offered = readPrice(node.offers);
  const inherited = offered.price ? offered : readPrice(variants.flatMap((one) => one.offers));
  const fields = {
    brand: textOf(named(node.brand ?? node.manufacturer), 80),
    sku: textOf(node.sku ?? node.mpn ?? node.productID ?? node.productGroupID, 80),
    variant:
      textOf(node.variant, 120) ||
      [node.color, node.size, node.material]
        .map((one) => textOf(named(one), 60))
        .filter(Boolean)
        .join(', ')
        .slice(0, 120),
    category: textOf(named(node.category), 80),
    price: (inherited.price || readAmount(node.price)).slice(0, 40),
    currency: textOf(inherited.currency || node.currency, 8),
    // A group has no picture of its own where each of its variants has one.
    image: [node, ...variants].map((one) => imageOf(one.image, address)).find(Boolean),
    url: ownAddress(many(node.url)[0], address),
  };
  const product: Product = { name };
  for (const [key, value] of Object.entries(fields)) if (value) product[key as keyof typeof fields] = value;
  return product;
}

/** A thing that may be written as text or as an object with a name. */
function named(value: unknown): unknown {
  const [first] = many(value);
  return isNode(first) ? first.name : first;
}

function imageOf(value: unknown, address: string): string {
  for (const one of many(value)) {
    const source = isNode(one) ? (many(one.contentUrl)[0] ?? many(one.url)[0]) : one;
    const url = typeof source === 'string' ? webAddress(source.trim(), address) : null;
    if (url && url.href.length <= 2_048) return url.href;
  }
  return '';
}

/** Markup, entities, loose spaces and templates that were never filled in: all of it wants care. */
const ODD = /[<&]|\s\s|\p{Cc}|^\s|\s$|^[{$[]|^(undefined|null)?$/u;

/** Text as a person would read it: tags gone, entities read, white space single, cut to length. */
export function textOf(value: unknown, max: number): string {
  const [first] = many(value);
  if (typeof first !== 'string' && typeof first !== 'number') return '';
  const text = `${first}`.slice(0, 4_000);
  const plain = ODD.test(text) ? slips().text(text) : text;
  return plain.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}
