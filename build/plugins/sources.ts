import type { Plugin } from 'vite';
import { LIMITS } from '../../protocol/limits.ts';
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
