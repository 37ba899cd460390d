import type { Plugin } from 'vite';

/**
 * Styles lose their white space and comments and nothing else: the build's own minifier rounds numbers to six digits
 * and puts declarations in an order that compresses less well than ours.
 */
export const tightStyles: Plugin = {
  name: 'tight-styles',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.css?inline') ? tight(code) : undefined),
};

/** Styles as they are written, without what no browser reads. */
export const tight = (css: string) =>
  css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>/!]) ?/g, '$1')
    .replaceAll(' + .', '+.')
    .replace(/: /g, ':')
    .replace(/(?<=@\w+) \(/g, '(')
    .replace(/(?<![\w.])0\./g, '.')
    .replaceAll(';}', '}')
    .trim();
