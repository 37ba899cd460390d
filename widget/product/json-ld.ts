/*
 * schema.org as pages really write it: several scripts that disagree, graphs with references, wrappers, strings
 * where objects were meant. Everything read here is hostile text; nothing is evaluated and nothing is merged.
 */
import { isNode, type Node } from './node.ts';

const MAX_CHARS = 512 * 1024;
const MAX_DEPTH = 12;
const MAX_NODES = 2_000;

/** What shop systems leave around the JSON; each is looked for once, at an end of the text that has no space left. */
const BEFORE = /^(?:\/\/|\/\*)? {0,9}(?:<!\[CDATA\[|<!--) {0,9}(?:\*\/)?/;
const AFTER = /(?:\/\/|\/\*)? {0,9}(?:\]\]>|-->) {0,9}(?:\*\/)?$/;

/** One script's JSON, forgiving the wrappers and slips that shop systems leave in it; null when it is not JSON. */
export function parseScript(text: string): unknown {
  if (text.length > MAX_CHARS) return null;
  // Trimmed by itself: an expression that skips space from any place takes minutes for half a megabyte of it.
  const bare = unwrapped(text.trim()).trim();
  for (const attempt of [() => bare, () => lenient(bare)]) {
    try {
      return JSON.parse(attempt());
    } catch {}
  }
  return null;
}

const EDGE = 40;

function unwrapped(text: string): string {
  const start = BEFORE.exec(text.slice(0, EDGE))?.[0].length ?? 0;
  const end = AFTER.exec(text.slice(-EDGE))?.[0].length ?? 0;
  return text.slice(start, text.length - end);
}

/** Raw line ends in strings, and commas before a closing bracket. */
const lenient = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').replace(/,\s*([}\]])/g, '$1');

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
