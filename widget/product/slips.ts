/*
 * What shop systems let slip into their data, in a chunk of its own: a page that is written well needs none of it.
 */
import type { Slips } from './careful.ts';
import { short } from './price.ts';

/** JSON in wrappers, with raw line ends in its strings and commas before closing brackets; null when it is none. */
function readJson(text: string): unknown {
  // By places and not by an expression: one that skips space from anywhere takes minutes for half a megabyte of it.
  const open = text.replace('<![CDATA[', '').replace(']]>', '');
  const bare = open.slice(open.search(/[{[]/), Math.max(open.lastIndexOf('}'), open.lastIndexOf(']')) + 1);
  for (const attempt of [() => bare, () => bare.replace(/\p{Cc}+/gu, ' ').replace(/,\s*([}\]])/g, '$1')]) {
    try {
      return JSON.parse(attempt());
    } catch {}
  }
  return null;
}

/** A price as people write it; empty when it is no number. "1.250,00" is 1250, "€ 1.250" too. */
export function readWords(text: string): string {
  const digits = text
    .slice(0, 80)
    .replace(/[^\d.,]/g, '')
    .replace(/^[.,]+|[.,]+$/g, '');
  if (!/\d/.test(digits)) return '';
  const separator = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const decimals = separator < 0 ? '' : digits.slice(separator + 1);
  const kinds = new Set(digits.replace(/\d/g, ''));
  const groups = digits.split(/[.,]/).length - 1;
  // One kind of separator before exactly three digits groups thousands; of two kinds the last is the decimal one.
  const decimal = separator >= 0 && (kinds.size === 2 || (groups === 1 && decimals.length !== 3));
  const whole = (decimal ? digits.slice(0, separator) : digits).replace(/[.,]/g, '');
  return short(decimal ? `${whole}.${decimals}` : whole);
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Text without its tags, its entities read, white space single; a template that was never filled in says nothing. */
function readText(text: string): string {
  const plain = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name: string | undefined) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return /^(\{\{.*\}\}|\$\{.*\}|undefined|null|\[object Object\])$/.test(plain) ? '' : plain;
}

export const slips: Slips = { json: readJson, text: readText, words: readWords };
