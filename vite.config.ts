import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import { LIMITS } from './protocol/limits.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const BROWSERS = ['chrome111', 'firefox121', 'safari16.4'];

/** `dist/widget/app.js` always names today's app: a loader from a cache asks it when its own chunk is gone. */
const namesToday: Plugin = {
  name: 'names-today',
  writeBundle: () => writeFileSync(at('dist/widget/app.js'), `export * from './${chunk('widget/app.tsx')}';\n`),
};

/** Chunks are fetched by plain `import()`: Vite's helper preloads style sheets and links, of which the widget has none. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  resolveId: (id) => (id === '\0vite/preload-helper.js' ? id : undefined),
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (fetchChunk) => fetchChunk();' : undefined,
};

/** A limit is written in as its number, so that no chunk carries those of the relay and the console. */
const limitsAsNumbers: Plugin = {
  name: 'limits-as-numbers',
  enforce: 'pre',
  transform: (code, id) =>
    id.startsWith(at('widget/'))
      ? code.replace(/\bLIMITS\.(\w+)/g, (_, name) => `${LIMITS[name as keyof typeof LIMITS]}`)
      : undefined,
};

/** Views are compiled to calls of Preact's own createElement; the automatic runtime would bring a second one along. */
const viewsAsCalls: Plugin = {
  name: 'views-as-calls',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.tsx') ? `import { Fragment, h } from 'preact';${code}` : undefined),
};

function chunk(source: string): string {
  const chunks = JSON.parse(readFileSync(at('dist/widget/chunks.json'), 'utf8')) as Record<string, { file: string }>;
  const file = chunks[source]?.file;
  if (!file) throw new Error(`the widget's build holds no ${source}: build --mode widget first`);
  return file;
}

// One room is built per run: `vite build --mode widget`, then `loader` (which is told the app's name), `console`.
// dist/ is what the relay serves:
//   dist/widget/salon.js        GET /salon.js             the loader, a classic script
//   dist/widget/app.js          GET /widget/app.js        the app's name of today
//   dist/widget/assets/*        GET /widget/assets/…      hashed chunks, immutable
//   dist/console/*              GET /console/…
export default defineConfig(({ mode }) => {
  if (mode === 'console') {
    return {
      root: at('console'),
      base: '/console/',
      plugins: [preact()],
      // The console's policy forbids data: addresses, so nothing is inlined.
      build: { outDir: at('dist/console'), emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
    };
  }
  if (mode === 'widget') {
    return {
      base: './',
      publicDir: false,
      // createElement is in Preact's core anyway; the automatic runtime would bring a second one along.
      oxc: {
        jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
      },
      plugins: [namesToday, plainImports, limitsAsNumbers, viewsAsCalls],
      build: {
        outDir: at('dist/widget'),
        emptyOutDir: true,
        target: BROWSERS,
        cssTarget: 'esnext',
        modulePreload: false,
        manifest: 'chunks.json',
        rolldownOptions: {
          input: at('widget/app.tsx'),
          preserveEntrySignatures: 'allow-extension',
        },
      },
    };
  }
  if (mode === 'loader') {
    const words = Object.fromEntries(
      ['en', 'fr'].map((language) => [language, `widget/${chunk(`widget/words/${language}.ts`)}`]),
    );
    return {
      publicDir: false,
      define: { __APP__: JSON.stringify(`widget/${chunk('widget/app.tsx')}`), __WORDS__: JSON.stringify(words) },
      build: {
        outDir: at('dist/widget'),
        emptyOutDir: false,
        target: BROWSERS,
        cssTarget: 'esnext',
        modulePreload: false,
        rolldownOptions: { input: at('widget/loader.ts'), output: { format: 'iife', entryFileNames: 'salon.js' } },
      },
    };
  }
  return {};
});
