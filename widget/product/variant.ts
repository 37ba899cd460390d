import { many, type Node, nodesIn } from './node.ts';
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
export function asVariant(product: Node, all: readonly Node[], asked: Asked): Node {
  const variants = variantsOf(product, all);
  const offers = offersOf(product.offers);
  const variant = chosenFrom(variants, product, asked);
  if (variant) return variantOf(product, variant, asked);
  const offer = chosenFrom(offers, product, asked);
  if (offer) return offered(product, offer, asked);
  return isOther([...variants, product], asked) ? { ...product, ...NOT_TOLD } : product;
}

const NOT_TOLD = { offers: undefined, hasVariant: undefined, sku: undefined, mpn: undefined, url: undefined };

function variantOf(group: Node, variant: Node, asked: Asked): Node {
  const { hasVariant: _, ...shared } = group;
  const own = chosenFrom(offersOf(variant.offers), variant, asked);
  return {
    ...shared,
    ...variant,
    name: variant.name ?? group.name,
    image: variant.image ?? group.image,
    offers: own ?? variant.offers ?? group.offers,
    url: addressOf(variant, asked),
  };
}

function offered(product: Node, offer: Node, asked: Asked): Node {
  const { name, sku, mpn, color, size, image } = { ...nodesIn(offer.itemOffered)[0], ...offer };
  return {
    ...product,
    sku: sku ?? mpn ?? product.sku,
    color: color ?? product.color,
    size: size ?? product.size,
    variant: name === product.name ? undefined : name,
    image: image ?? product.image,
    offers: offer,
    url: addressOf(offer, asked),
  };
}

/** Its own address where it has one that names it, else the page's. */
const addressOf = (one: Node, { address }: Asked): unknown =>
  addressesOf(one).find((url) => variantKeys(url, address).size > 0) ??
  (variantKeys(address, address).size > 0 ? address : (many(one.url)[0] ?? address));

const variantsOf = (product: Node, all: readonly Node[]): Node[] =>
  nodesIn(product.hasVariant).map((one) =>
    one.name ? one : (all.find((other) => other.name && one.url && other.url === one.url) ?? one),
  );

/** Offers as a flat list, whatever aggregates hold them. */
export function offersOf(value: unknown, depth = 0): Node[] {
  return nodesIn(value).flatMap((one) => {
    const inner = depth < 3 ? offersOf(one.offers, depth + 1) : [];
    return inner.length > 0 ? inner : [one];
  });
}

/** Where a thing says that it stands: by its address, an `@id` that is one, and its offers'. */
export function addressesOf(node: Node): string[] {
  const id = typeof node['@id'] === 'string' && /^(https?:)?\/./.test(node['@id']) ? [node['@id']] : [];
  const own = [...many(node.url), ...id];
  const theirs = offersOf(node.offers).flatMap((offer) => many(offer.url));
  return [...own, ...theirs].filter((url): url is string => typeof url === 'string' && isTold(url));
}

/** Empty addresses and bare fragments are resolved to whatever page they stand in, and say nothing. */
const isTold = (url: string) => /^\s*[^#\s]/.test(url);

function chosenFrom(candidates: readonly Node[], parent: Node, asked: Asked): Node | undefined {
  const { address, chosen } = asked;
  const keys = variantKeys(address, address);
  // Where the parent stands elsewhere, its variants have pages of their own.
  const apart = many(parent.url).some((url) => placeOf(url, address) !== placeOf(address, address));
  const named = (values: readonly string[]) =>
    candidates.find((one) => {
      const names = namesOf(one);
      return values.some((value) => names.includes(value));
    });
  return (
    candidates.find((one) => addressesOf(one).some((url) => isAsked(url, address, apart))) ??
    named([...keys.values()]) ??
    candidates.find((one) => keys.size > 0 && isDescribed(one, keys)) ??
    candidates.find((one) => isIn(address, one.sku)) ??
    named([...chosen])
  );
}

/** It leads to this page, and all that it says of a variant is what the page's own address says. */
export function isAsked(url: unknown, address: string, apart = false): boolean {
  const said = [...variantKeys(url, address)];
  const keys = variantKeys(address, address);
  if (said.length === 0) return apart && placeOf(url, address) === placeOf(address, address);
  return (
    isPlace(placeOf(url, address), placeOf(address, address)) && said.every(([key, value]) => keys.get(key) === value)
  );
}

/** The numbers by which shops name a variant, an `@id` such as `gid://shop/Variant/42` by its end. */
function namesOf(one: Node): string[] {
  const { sku, mpn, productID, '@id': id } = { ...nodesIn(one.itemOffered)[0], ...one };
  const names = [sku, mpn, productID, id].map(lower).filter(Boolean);
  return [...names, ...names.map((name) => name.replace(/^.*[/:#=]/, ''))];
}

const lower = (id: unknown) => (/^(number|string)$/.test(typeof id) ? `${id}`.trim().toLowerCase() : '');

/** `?color=red&size=m`: all that is asked for is what it says of itself. */
function isDescribed(one: Node, keys: ReadonlyMap<string, string>): boolean {
  const said: Node = { ...one, colour: one.color };
  return [...keys].every(([key, value]) => lower(said[key]) === value);
}

/** A number that stands in an address by itself, not as a part of another. */
function isIn(address: string, sku: unknown): boolean {
  const text = lower(sku);
  const [before = '', after = ''] = address.toLowerCase().split(text);
  return isName(text) && before !== address.toLowerCase() && !/\w$/.test(before) && !/^\w/.test(after);
}

/** The page asks for a variant by number, and all that is known of variants by address is of others. */
function isOther(known: readonly Node[], { address }: Asked): boolean {
  const told = known.flatMap((one) => addressesOf(one).map((url) => variantKeys(url, address)));
  return ['variant', 'sku'].some((key) => {
    const asked = variantKeys(address, address).get(key);
    const values = told.flatMap((said) => said.get(key) ?? []);
    return asked !== undefined && values.length > 0 && !values.includes(asked);
  });
}
