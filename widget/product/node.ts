/** An object of a page's schema.org data, before anything is known of it. */
export type Node = Record<string, unknown>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value]);
export const nodesIn = (value: unknown): Node[] => many(value).filter(isNode);

const isBare = (node: Node) => Object.keys(node).every((key) => key === '@id' || key === '@type');

/**
 * Puts the nodes themselves where a page refers to them (`{"@id": …}`): of several under one name the last that says
 * more than its name. Who walks them from here on minds that they may lead in circles.
 */
export function join(all: readonly Node[]): void {
  const named = new Map(all.filter((node) => node['@id'] && !isBare(node)).map((node) => [`${node['@id']}`, node]));
  const follow = (value: unknown) => (isNode(value) && isBare(value) && named.get(`${value['@id']}`)) || value;
  for (const node of all)
    for (const [key, value] of Object.entries(node))
      node[key] = Array.isArray(value) ? value.map(follow) : follow(value);
}

/** The schema.org types of a node without their prefixes: `http://schema.org/Product` is "Product". */
export const typesOf = (node: Node): string[] =>
  many(node['@type']).map((type) => (typeof type === 'string' ? type.replace(/^.*[/:#]/, '') : ''));
