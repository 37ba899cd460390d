/** An object of a page's schema.org data, before anything is known of it. */
export type Node = Record<string, unknown>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value]);
export const nodesIn = (value: unknown): Node[] => many(value).filter(isNode);

/** What references may lead to, by their `@id`. */
export type Index = ReadonlyMap<string, Node>;

/** Of several nodes under one name, the one that says most. */
export function indexOf(all: readonly Node[]): Index {
  const index = new Map<string, Node>();
  for (const node of all) {
    const id = node['@id'];
    const known = typeof id === 'string' ? index.get(id) : node;
    if (!known || Object.keys(known).length < Object.keys(node).length) index.set(`${id}`, node);
  }
  return index;
}

/** Follows a bare reference (`{"@id": …}`) to the node that it names. */
export function joined(value: unknown, index: Index): Node | null {
  const [node] = nodesIn(value);
  if (!node) return null;
  const bare = Object.keys(node).every((key) => key === '@id' || key === '@type');
  return (bare && index.get(`${node['@id']}`)) || node;
}

/** The schema.org types of a node without their prefixes: `http://schema.org/Product` is "Product". */
export const typesOf = (node: Node): string[] =>
  many(node['@type']).map((type) => (typeof type === 'string' ? type.replace(/^.*[/:#]/, '') : ''));
