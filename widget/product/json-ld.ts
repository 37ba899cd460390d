/*
 * schema.org as pages really write it: several scripts that disagree, graphs with references, wrappers, strings
 * where objects were meant. Everything read here is hostile text; nothing is evaluated and nothing is merged.
 */
export type Node = Record<string, unknown>;

const MAX_CHARS = 512 * 1024;
const MAX_DEPTH = 12;
const MAX_NODES = 2_000;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value]);
export const nodesIn = (value: unknown): Node[] => many(value).filter(isNode);

/** One script's JSON, forgiving the wrappers and slips that shop systems leave in it; null when it is not JSON. */
export function parseScript(text: string): unknown {
  if (text.length > MAX_CHARS) return null;
  const bare = text
    .replace(/^\uFEFF/, '')
    .replace(/^\s*(?:\/\/|\/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*\/)?/, '')
    .replace(/(?:\/\/|\/\*)?\s*(?:\]\]>|-->)\s*(?:\*\/)?\s*$/, '')
    .trim();
  const lenient = bare.replace(/\p{Cc}+/gu, ' ').replace(/,\s*([}\]])/g, '$1');
  for (const attempt of [bare, lenient]) {
    try {
      return JSON.parse(attempt);
    } catch {}
  }
  return null;
}

/** Every object in a document, whatever it is wrapped in, references joined where the graph holds their target. */
export function allNodes(root: unknown): Node[] {
  const found: Node[] = [];
  const walk = (value: unknown, depth: number) => {
    if (depth > MAX_DEPTH || found.length > MAX_NODES) return;
    if (isNode(value)) found.push(value);
    for (const inner of Object.values(Object(value))) if (typeof inner === 'object') walk(inner, depth + 1);
  };
  walk(root, 0);
  return found;
}

/** The schema.org types of a node without their prefixes: `http://schema.org/Product` is "Product". */
export function typesOf(node: Node): string[] {
  return many(node['@type']).map((type) => String(type).replace(/^.*[/:#]/, ''));
}

/** Follows a bare reference (`{"@id": …}`) to the node that it names. */
export function joined(value: unknown, all: readonly Node[]): Node | null {
  const [node] = nodesIn(value);
  if (!node) return null;
  const id = node['@id'];
  const bare = Object.keys(node).every((key) => key === '@id' || key === '@type');
  if (!bare || typeof id !== 'string') return node;
  return all.find((other) => other['@id'] === id && Object.keys(other).length > Object.keys(node).length) ?? node;
}
