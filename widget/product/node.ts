/** An object of a page's schema.org data, before anything is known of it. */
export type Node = Record<string, unknown>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value]);
export const nodesIn = (value: unknown): Node[] => many(value).filter(isNode);

/** Follows a bare reference (`{"@id": …}`) to the node that it names. */
export function joined(value: unknown, all: readonly Node[]): Node | null {
  const [node] = nodesIn(value);
  if (!node) return null;
  const id = node['@id'];
  const bare = Object.keys(node).every((key) => key === '@id' || key === '@type');
  if (!bare || typeof id !== 'string') return node;
  return all.find((other) => other['@id'] === id && Object.keys(other).length > Object.keys(node).length) ?? node;
}
