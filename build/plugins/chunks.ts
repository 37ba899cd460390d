import { readFileSync, writeFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import type { Language } from '../../widget/words/languages.ts';
import { at, chunk } from './paths.ts';

/** `dist/widget/en/app.js` always names today's app: a loader from a cache asks it when its own chunk is gone. */
export const namesToday = (language: Language): Plugin => ({
  name: 'names-today',
  writeBundle: () =>
    writeFileSync(at(`dist/widget/${language}/app.js`), `export * from '../${chunk(language, 'widget/app.tsx')}';\n`),
});

/** What stands up to windows of the page is in the app, and once more by itself, for pages that need it before. */
export const EARLY = 'widget/hold-ground-early.ts';
export const groundTwice: Plugin = {
  name: 'ground-twice',
  enforce: 'pre',
  resolveId: (id) => (id === at(EARLY) ? id : undefined),
  load: (id) => (id === at(EARLY) ? readFileSync(at('widget/hold-ground.ts'), 'utf8') : undefined),
};

/** An empty helper in the place of Vite's, which would bring its own weight along before it is taken out. */
export const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  resolveId: (id) => (id === '\0vite/preload-helper.js' ? id : undefined),
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = 0;' : undefined),
};
