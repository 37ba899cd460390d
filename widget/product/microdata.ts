/*
 * Microdata: schema.org written as attributes, in the shape of its JSON so that one reader reads both. A page may be
 * made of anything: only what speaks of products is walked, and no more of it than a product page has.
 */
import { many, type Node } from './node.ts';
import { readWords } from './slips.ts';

const MAX_ITEMS = 60;
const MAX_ELEMENTS = 4_000;
const MAX_DEPTH = 6;
const MAX_CHARS = 4_000;

export interface Item {
  element: Element;
  node: Node;
}

/** The products that stand by themselves in a page: not the neighbours in another's relations or in a list. */
export function itemsIn(page: Document): Item[] {
  const budget = { left: MAX_ELEMENTS };
  const found = [...page.querySelectorAll('[itemscope][itemtype*="Product"]')].slice(0, MAX_ITEMS);
  return found
    .filter((element) => !isNeighbour(element))
    .map((element) => ({ element, node: itemOf(element, page, budget, 0) }));
}

const RELATION =
  /\b(isRelatedTo|isSimilarTo|itemListElement|isAccessoryOrSparePartFor|itemOffered|hasVariant|itemReviewed)\b/;

function isNeighbour(element: Element): boolean {
  let one: Element | null = element;
  for (let steps = 0; one && steps < 40; steps++) {
    if (RELATION.test(one.getAttribute('itemprop') ?? '')) return true;
    one = one.parentElement?.closest('[itemscope]') ?? null;
  }
  return false;
}

interface Budget {
  left: number;
}

function itemOf(item: Element, page: Document, budget: Budget, depth: number): Node {
  const node: Node = { '@type': (item.getAttribute('itemtype') ?? '').split(/\s+/) };
  const id = item.getAttribute('itemid');
  if (id) node['@id'] = id;
  const roots = (item.getAttribute('itemref') ?? '').split(/\s+/).slice(0, 20);
  const referred = roots.map((root) => (root ? page.getElementById(root) : null)).filter((root) => root !== null);
  const read = (element: Element) => {
    for (const name of (element.getAttribute('itemprop') ?? '').split(/\s+/).slice(0, 8)) {
      if (!name || name === '__proto__') continue;
      const value = saidBy(element, name, page, budget, depth);
      node[name] = name in node ? [...many(node[name]), value] : value;
    }
  };
  for (const root of referred) {
    read(root);
    if (!root.hasAttribute('itemscope')) walk(root, read, budget);
  }
  walk(item, read, budget);
  return node;
}

/** Every property below an element that is its own and not an inner item's. */
function walk(root: Element, read: (element: Element) => void, budget: Budget): void {
  let at: Element | null = root.firstElementChild;
  while (at && budget.left-- > 0) {
    if (at.hasAttribute('itemprop')) read(at);
    let next: Element | null = at.hasAttribute('itemscope') ? null : at.firstElementChild;
    for (let up: Element | null = at; !next && up && up !== root; up = up.parentElement) next = up.nextElementSibling;
    at = next;
  }
}

const ADDRESS: Record<string, string> = { a: 'href', area: 'href', link: 'href', object: 'data', time: 'datetime' };

function saidBy(element: Element, name: string, page: Document, budget: Budget, depth: number): unknown {
  if (element.hasAttribute('itemscope')) return depth < MAX_DEPTH ? itemOf(element, page, budget, depth + 1) : '';
  const given =
    element.getAttribute('content') ??
    element.getAttribute(ADDRESS[element.localName] ?? 'src') ??
    element.getAttribute('value');
  if (given !== null) return given;
  const text = textIn(element);
  // What stands in the page is the page's own way of writing a price.
  return /price$/i.test(name) ? readWords(text) : text;
}

/** No more of its text than a name or a price may have, however large it is. */
function textIn(element: Element): string {
  const texts = element.ownerDocument.createTreeWalker(element, 4);
  let text = '';
  for (let steps = 0; steps < 200 && text.length < MAX_CHARS && texts.nextNode(); steps++)
    text += texts.currentNode.nodeValue ?? '';
  return text.slice(0, MAX_CHARS);
}
