import { webAddress } from '../models/address.ts';
import { type Index, joined, many, type Node, nodesIn } from './node.ts';
import { isPlace, placeOf, variantKeys } from './place.ts';

/** What the page asks for: its address, and the values of the choices that stand chosen on it. */
export interface Asked {
  address: string;
  chosen: ReadonlySet<string>;
}

const MAX_CHOICES = 200;
const CHOSEN = 'form option:checked, form input:checked, form input[type="hidden"][name="id"]';

/** The choices of a shop's form, as it gives them to its own bag. */
export function chosenOn(page: Document): Set<string> {
  const fields = [...page.querySelectorAll(CHOSEN)].slice(0, MAX_CHOICES);
  return new Set(fields.map((field) => (field as HTMLInputElement).value.trim().toLowerCase()).filter(isName));
}

/** Short values stand for quantities and sizes, and would name a variant by accident. */
const isName = (text: string) => text.length >= 3 && text.length <= 80;

/**
 * The product as the variant that the page asks for: one of a group, or an offer with an address or a number of its
 * own. Where another variant is asked for than any that is known, its price and number are nobody's to tell.
 */
export function asVariant(product: Node, all: readonly Node[], index: Index, asked: Asked): Node {
  const variants = variantsOf(product, all, index);
  const offers = offersOf(product.offers, index);
  const variant = chosenFrom(variants, product, index, asked);
  if (variant) return variantOf(product, variant, index, asked);
  const offer = chosenFrom(offers, product, index, asked);
  if (offer) return offered(product, offer, index, asked);
  return isOther([...variants, product], index, asked) ? { ...product, ...NOT_TOLD } : product;
}

const NOT_TOLD = { offers: undefined, hasVariant: undefined, sku: undefined, mpn: undefined, url: undefined };

function variantOf(group: Node, variant: Node, index: Index, asked: Asked): Node {
  const { hasVariant: _, ...shared } = group;
  const own = chosenFrom(offersOf(variant.offers, index), variant, index, asked);
  return {
    ...shared,
    ...variant,
    name: variant.name ?? group.name,
    image: variant.image ?? group.image,
    offers: own ?? variant.offers ?? group.offers,
    url: addressOf(variant, index, asked),
  };
}

function offered(product: Node, offer: Node, index: Index, asked: Asked): Node {
  const item = joined(offer.itemOffered, index) ?? {};
  const { name, sku, mpn, color, size, image } = { ...item, ...offer };
  return {
    ...product,
    sku: sku ?? mpn ?? product.sku,
    color: color ?? product.color,
    size: size ?? product.size,
    variant: name === product.name ? undefined : name,
    image: image ?? product.image,
    offers: offer,
    url: addressOf(offer, index, asked),
  };
}

/** Its own address where it has one that names it, else the page's. */
const addressOf = (one: Node, index: Index, { address }: Asked): unknown =>
  addressesOf(one, index).find((url) => variantKeys(url, address).size > 0) ??
  (variantKeys(address, address).size > 0 ? address : (many(one.url)[0] ?? address));

function variantsOf(product: Node, all: readonly Node[], index: Index): Node[] {
  const listed = nodesIn(product.hasVariant).map((one) => {
    const node = joined(one, index) ?? one;
    return node.name || !node.url ? node : (all.find((other) => other.name && other.url === node.url) ?? node);
  });
  const group = product.productGroupID ?? product['@id'];
  if (group === undefined) return listed;
  const pointing = all.filter(
    (node) => node !== product && (node.inProductGroupWithID === group || joined(node.isVariantOf, index) === product),
  );
  return [...listed, ...pointing];
}

/** Offers as a flat list, whatever aggregates hold them. */
export function offersOf(value: unknown, index: Index, depth = 0): Node[] {
  return nodesIn(value).flatMap((one) => {
    const offer = joined(one, index) ?? one;
    const inner = depth < 3 ? offersOf(offer.offers, index, depth + 1) : [];
    return inner.length > 0 ? inner : [offer];
  });
}

/** Where a thing says that it stands: by its address, an `@id` that is one, and its offers'. */
export function addressesOf(node: Node, index: Index): string[] {
  const id = typeof node['@id'] === 'string' && /^(https?:)?\/./.test(node['@id']) ? [node['@id']] : [];
  const own = [...many(node.url), ...id];
  const theirs = offersOf(node.offers, index).flatMap((offer) => many(offer.url));
  return [...own, ...theirs].filter((url): url is string => typeof url === 'string' && isTold(url));
}

/** Empty addresses and bare fragments are resolved to whatever page they stand in, and say nothing. */
const isTold = (url: string) => /^[^#]/.test(url.trim()) && webAddress(url.trim(), 'https://any.example') !== null;

function chosenFrom(candidates: readonly Node[], parent: Node, index: Index, asked: Asked): Node | null {
  if (candidates.length === 0) return null;
  const keys = variantKeys(asked.address, asked.address);
  const here = placeOf(asked.address, asked.address);
  const named = (values: readonly string[]) =>
    candidates.find((one) => {
      const names = namesOf(one, index);
      return values.some((value) => names.has(value));
    }) ?? null;
  return (
    candidates.find((one) => addressesOf(one, index).some((url) => isAsked(url, keys, here, asked.address))) ??
    named([...keys.values()]) ??
    candidates.find((one) => keys.size > 0 && isDescribed(one, keys)) ??
    byPath(candidates, parent, index, asked) ??
    candidates.find((one) => isIn(asked.address, one.sku)) ??
    named([...asked.chosen])
  );
}

/** All that the address says of a variant is what the page's own says. */
function isAsked(url: string, keys: ReadonlyMap<string, string>, here: string, address: string): boolean {
  const said = variantKeys(url, address);
  if (said.size === 0 || !isPlace(placeOf(url, address), here)) return false;
  return [...said].every(([key, value]) => keys.get(key) === value);
}

/** Variants with pages of their own: one stands here, and the others elsewhere. */
function byPath(candidates: readonly Node[], parent: Node, index: Index, { address }: Asked): Node | null {
  const here = placeOf(address, address);
  const parents = many(parent.url).map((url) => placeOf(url, address));
  if (parents.includes(here)) return null;
  const standing = candidates.filter((one) => addressesOf(one, index).some((url) => placeOf(url, address) === here));
  return candidates.length > 1 && standing.length === 1 ? (standing[0] ?? null) : null;
}

/** The numbers by which shops name a variant, an `@id` such as `gid://shop/Variant/42` by its end. */
function namesOf(one: Node, index: Index): Set<string> {
  const item = joined(one.itemOffered, index) ?? {};
  const given = [one, item].flatMap(({ sku, mpn, productID, identifier, gtin, gtin13, '@id': id }) => [
    ...[sku, mpn, productID, identifier, gtin, gtin13],
    ...(typeof id === 'string' ? [id, id.split(/[/:#=]/).at(-1)] : []),
  ]);
  const texts = given.filter((name) => typeof name === 'string' || typeof name === 'number');
  return new Set(texts.map((name) => `${name}`.trim().toLowerCase()).filter(Boolean));
}

/** `?color=red&size=m`: all that is asked for is what it says of itself. */
function isDescribed(one: Node, keys: ReadonlyMap<string, string>): boolean {
  const said: Record<string, unknown> = { color: one.color, colour: one.color, size: one.size, model: one.model };
  return [...keys].every(([key, value]) => typeof said[key] === 'string' && `${said[key]}`.toLowerCase() === value);
}

/** A number that stands in an address by itself, not as a part of another. */
function isIn(address: string, sku: unknown): boolean {
  const text = typeof sku === 'string' || typeof sku === 'number' ? `${sku}`.toLowerCase() : '';
  if (!isName(text)) return false;
  const href = address.toLowerCase();
  const at = href.indexOf(text);
  return at > 0 && !/\w/.test(href[at - 1] ?? '') && !/\w/.test(href[at + text.length] ?? '');
}

/** The page asks for a variant by number, and all that is known of variants by address is of others. */
function isOther(known: readonly Node[], index: Index, { address }: Asked): boolean {
  const keys = [...variantKeys(address, address)].filter(([key]) => key === 'variant' || key === 'sku');
  if (keys.length === 0) return false;
  const told = known.flatMap((one) => addressesOf(one, index).map((url) => variantKeys(url, address)));
  return keys.some(([key, value]) => {
    const values = told.flatMap((said) => said.get(key) ?? []);
    return values.length > 0 && !values.includes(value);
  });
}
