/** An object of a page's schema.org data, before anything is known of it. */
export type Node = Record<string, unknown>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value]);
export const nodesIn = (value: unknown): Node[] => many(value).filter(isNode);

/** What references may lead to, by their `@id`. */
export type Index = ReadonlyMap<string, Node>;

const isBare = (node: Node) => Object.keys(node).every((key) => key === '@id' || key === '@type');

/** Of several nodes under one name, the last that says more than its name. */
export function indexOf(all: readonly Node[]): Index {
  const index = new Map<string, Node>();
  for (const node of all) {
    if (!isBare(node)) index.set(`${node['@id']}`, node);
  }
  return index;
}

/** Follows a bare reference (`{"@id": …}`) to the node that it names. */
export function joined(value: unknown, index: Index): Node | null {
  const [node] = nodesIn(value);
  if (!node) return null;
  return (isBare(node) && index.get(`${node['@id']}`)) || node;
}

/** The schema.org types of a node without their prefixes: `http://schema.org/Product` is "Product". */
export const typesOf = (node: Node): string[] =>
  many(node['@type']).map((type) => (typeof type === 'string' ? type.replace(/^.*[/:#]/, '') : ''));
