import type { Plugin } from 'vite';
import { LIMITS } from '../../protocol/limits.ts';
import type { Language } from '../../widget/words/languages.ts';
import { at } from './paths.ts';

/** A limit is written in as its number, so that no chunk carries those of the relay and the console. */
export const limitsAsNumbers: Plugin = {
  name: 'limits-as-numbers',
  enforce: 'pre',
  transform: (code, id) =>
    id.startsWith(at('widget/'))
      ? code.replace(/\bLIMITS\.(\w+)/g, (_, name) => `${LIMITS[name as keyof typeof LIMITS]}`)
      : undefined,
};

/** Views are compiled to calls of Preact's own createElement; the automatic runtime would bring a second one along. */
export const viewsAsCalls: Plugin = {
  name: 'views-as-calls',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.tsx') ? `import { Fragment, h } from 'preact';${code}` : undefined),
};

/**
 * The words of a build's own language lie in the file that needs them first, so that one request brings both; those of
 * other languages lie apart. What is imported at once and later is at hand at once.
 */
export const wordsWithin = (language: Language): Plugin => ({
  name: 'words-within',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(at('widget/'))) return undefined;
    const fetched = new RegExp(`import\\('(\\./words/(?:call-)?${language}\\.ts)'\\)`);
    const path = fetched.exec(code)?.[1];
    return path && `import { words as ownWords } from '${path}';${code.replace(fetched, '({ words: ownWords })')}`;
  },
});
