/*
 * schema.org as pages really write it: several scripts that disagree, graphs with references, wrappers, strings
 * where objects were meant. Everything read here is hostile text; nothing is evaluated and nothing is merged.
 */
import { isNode, many, type Node } from './node.ts';

const MAX_CHARS = 512 * 1024;
const MAX_DEPTH = 12;
const MAX_NODES = 2_000;

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
