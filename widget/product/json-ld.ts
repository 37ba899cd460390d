/*
 * schema.org as pages really write it: several scripts that disagree, graphs with references, wrappers, strings
 * where objects were meant. Everything read here is hostile text; nothing is evaluated and nothing is merged.
 */
import { slips } from './careful.ts';
import { isNode, type Node } from './node.ts';

const MAX_CHARS = 512 * 1024;
const MAX_DEPTH = 12;
const MAX_NODES = 2_000;

/** One script's JSON, forgiving the wrappers and slips that shop systems leave in it; null when it is not JSON. */
export function parseScript(text: string): unknown {
  if (text.length > MAX_CHARS) return null;
  try {
    return JSON.parse(text);
  } catch {}
  return slips().json(text);
}

/** Every object in a document, whatever it is wrapped in. */
export function allNodes(root: unknown, limit: number = MAX_NODES): Node[] {
  const found: Node[] = [];
  const walk = (value: unknown, depth: number) => {
    if (depth > MAX_DEPTH || found.length >= limit) return;
    if (isNode(value)) found.push(value);
    for (const inner of Object.values(Object(value))) if (typeof inner === 'object') walk(inner, depth + 1);
  };
  walk(root, 0);
  return found;
}
