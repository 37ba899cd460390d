import type { Product } from '../../protocol/entries.ts';
import { readCarefully } from './careful.ts';
import { itemsIn } from './microdata.ts';
import { graphOf } from './open-graph.ts';
import { addressSays, best, isNamed, isProduct, type Looked } from './page-product.ts';
import { slips } from './slips.ts';

/** The page's product where its JSON-LD tells of none: microdata, then OpenGraph; null when neither does. */
export function readOtherFormats(looked: Looked): Product | null {
  readCarefully(slips);
  return fromMicrodata(looked) ?? fromOpenGraph(looked);
}

function fromMicrodata(looked: Looked): Product | null {
  const items = itemsIn(looked.page).filter(({ node }) => isProduct(node));
  const candidates = items.map(({ node, element }) => ({ node, source: element, age: looked.ages(element) }));
  const nodes = items.map(({ node }) => node);
  // A list of products is no product, unless one of them stands at this address or under the page's own heading.
  const own = candidates.filter(({ node }) => isNamed(node, looked.page, true) || addressSays(node, looked) === 'here');
  return best(items.length > 1 ? own : candidates, nodes, looked);
}

function fromOpenGraph(looked: Looked): Product | null {
  const graph = graphOf(looked.page);
  const [source] = graph?.sources ?? [];
  if (!graph || !source) return null;
  const ages = graph.sources.map(looked.ages);
  const age = ages.find((one) => one === 'here') ?? ages.find((one) => one === 'unsure') ?? 'before';
  return best([{ node: graph.node, source, age }], [graph.node], looked);
}
