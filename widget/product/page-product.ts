import type { Product } from '../../protocol/entries.ts';
import type { Age, Ages } from './ages.ts';
import { allNodes, parseScript } from './json-ld.ts';
import { join, many, type Node, nodesIn, typesOf } from './node.ts';
import { isPlace, placeOf } from './place.ts';
import { productOf, textOf } from './product-of.ts';
import { addressesOf, asVariant, chosenOn, isAsked } from './variant.ts';

const PRODUCT = /^(Product(Group|Model)?|IndividualProduct|SomeProducts|Vehicle|Car|Book)$/;
const NEIGHBOURS = ['isRelatedTo', 'isSimilarTo', 'itemListElement', 'isAccessoryOrSparePartFor'];
/** Of all of a page's scripts together. */
const MAX_SCRIPTS = 40;
const MAX_CHARS = 1024 * 1024;
const MAX_NODES = 3_000;

/**
 * The page's product: what the page said with `Salon.context` wins, then schema.org JSON-LD; what else a page may
 * write is in other-formats.ts. What names another address than the page's is not its product, nor what was left there
 * by a page before it. Every field is text with its tags and entities taken out and its length capped. Undefined when
 * neither tells of one; null when the page says that there is none.
 */
export function readProduct(looked: Looked, said: unknown): Product | null | undefined {
  if (said === null) return null;
  const [node] = nodesIn(said);
  const told = node ? productOf(node, looked.address) : null;
  return told ?? fromJsonLd(looked) ?? undefined;
}

/** A page as it is looked at. */
export interface Looked {
  page: Document;
  address: string;
  ages: Ages;
}

/** A node that may be the page's product, and since when it stands there. */
export interface Candidate {
  node: Node;
  age: Age;
  source: Element;
}

function fromJsonLd(looked: Looked): Product | null {
  const scripts = [...looked.page.querySelectorAll('script[type="application/ld+json" i]')].slice(0, MAX_SCRIPTS);
  const left = { chars: MAX_CHARS, nodes: MAX_NODES };
  const blocks = scripts.map((source) => {
    const text = source.textContent ?? '';
    left.chars -= text.length;
    const nodes = left.chars > 0 ? allNodes(parseScript(text), left.nodes) : [];
    left.nodes -= nodes.length;
    return { source, nodes };
  });
  const all = blocks.flatMap(({ nodes }) => nodes);
  const listed = all.flatMap((node) => NEIGHBOURS.map((key) => node[key])).filter((value) => value !== undefined);
  // A page lists its neighbours too: a product that stands inside another's relations is not the page's own.
  const others = new Set([...allNodes(listed), ...all.flatMap((node) => nodesIn(node.hasVariant))]);
  join(all);
  const candidates = blocks.flatMap(({ source, nodes }) =>
    nodes
      .filter((node) => isProduct(node) && !others.has(node))
      .map((node) => ({ node, source, age: looked.ages(source) })),
  );
  return best(candidates, all, looked);
}

export const isProduct = (node: Node) => Boolean(node.name) && typesOf(node).some((type) => PRODUCT.test(type));

export function best(candidates: readonly Candidate[], all: readonly Node[], looked: Looked): Product | null {
  const own = belonging(candidates, looked);
  const [first] = own.sort((a, b) => rankOf(b, looked) - rankOf(a, looked));
  if (!first) return null;
  const asked = { address: looked.address, chosen: chosenOn(looked.page) };
  return productOf(asVariant(first.node, all, asked), looked.address);
}

/** Those that are this page's: by their address, or as they were written for it. */
function belonging(candidates: readonly Candidate[], looked: Looked): Candidate[] {
  const judged = candidates.map((one) => ({ one, says: addressSays(one.node, looked) }));
  const open = judged.filter(({ says }) => says === 'untold').map(({ one }) => one);
  const unsure = open.filter(({ age }) => age === 'unsure');
  const last = unsure.at(-1)?.source;
  const several = candidates.some(({ source }) => source !== last);
  const isOwn = ({ one: { node, age, source }, says }: (typeof judged)[number]) => {
    if (says === 'here') return true;
    // Addresses of data are wrong now and then; the page's own heading is not.
    if (says === 'elsewhere') return age !== 'before' && isNamed(node, looked.page, true);
    if (age !== 'unsure') return age === 'here';
    // Nobody saw what was written when: what the page calls itself decides, or that it came after another.
    return isNamed(node, looked.page, false) || (several && source === last);
  };
  return judged.filter(isOwn).map(({ one }) => one);
}

/**
 * What a node's addresses say: that it is this page's, or another's; a variant's or an offer's are taken for its own.
 */
export function addressSays(node: Node, { page, address, ages }: Looked): 'here' | 'elsewhere' | 'untold' {
  const canonical = page.querySelector('link[rel="canonical"]');
  const href = canonical && ages(canonical) === 'here' ? canonical.getAttribute('href') : null;
  const here = [address, href].flatMap((one) => (one ? [placeOf(one, address)] : []));
  const isHere = (url: string) => here.some((place) => isPlace(placeOf(url, address), place));
  const own = [node, ...nodesIn(node.hasVariant)].flatMap((one) => addressesOf(one));
  if (own.some(isHere)) return 'here';
  const told = addressesOf({ ...node, '@id': undefined });
  return told.length > 0 ? 'elsewhere' : 'untold';
}

const rankOf = ({ node }: Candidate, looked: Looked): number =>
  (many(node.url).some((url) => isAsked(url, looked.address)) ? 8 : 0) +
  (addressSays(node, looked) === 'here' ? 4 : 0) +
  (node.offers || node.hasVariant || node.price ? 2 : 0) +
  (node.isRelatedTo === undefined ? 0 : 1);

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether the page calls itself by this name: its heading does, exactly, or its heading or title holds it. */
export function isNamed(node: Node, page: Document, exactly: boolean): boolean {
  const name = letters(textOf(node.name, 200));
  const headings = [...page.querySelectorAll('h1')]
    .slice(0, 5)
    .map((one) => letters(one.textContent?.slice(0, 400) ?? ''));
  if (!name) return false;
  return exactly
    ? headings.includes(name)
    : [...headings, letters(page.title.slice(0, 400))].some((text) => text.includes(name));
}
