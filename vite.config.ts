import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { EARLY, groundTwice, namesToday, plainImports } from './build/plugins/chunks.ts';
import { at, chunk } from './build/plugins/paths.ts';
import { plainOutput } from './build/plugins/plain-output.ts';
import { limitsAsNumbers, viewsAsCalls } from './build/plugins/sources.ts';
import { tightStyles } from './build/plugins/tight-styles.ts';

const BROWSERS = ['chrome111', 'firefox121', 'safari16.4'];

// One room is built per run: `vite build --mode widget`, then `loader` (which is told the app's name), `console`.
// dist/ is what the relay serves:
//   dist/widget/salon.js        GET /salon.js             the loader, a classic script
//   dist/widget/app.js          GET /widget/app.js        the app's name of today
//   dist/widget/assets/*        GET /widget/assets/…      hashed chunks, immutable
//   dist/console/*              GET /console/…
//   dist/{br,gzip}/ROOM/*       the same, compressed, to whoever takes it so
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
      plugins: [namesToday, groundTwice, plainImports, limitsAsNumbers, viewsAsCalls, tightStyles, plainOutput],
      build: {
        outDir: at('dist/widget'),
        emptyOutDir: true,
        target: BROWSERS,
        cssMinify: false,
        modulePreload: false,
        manifest: 'chunks.json',
        rolldownOptions: {
          checks: { bundlerTimings: false },
          input: [at('widget/app.tsx'), at(EARLY)],
          preserveEntrySignatures: 'allow-extension',
          output: { entryFileNames: 'assets/[name]-[hash:6].js', chunkFileNames: 'assets/[name]-[hash:6].js' },
        },
      },
    };
  }
  if (mode === 'loader') {
    const written = (name: string, source: string) => ({ [name]: JSON.stringify(`widget/${chunk(source)}`) });
    const words = ['en', 'fr'].map((language) => written(`__WORDS__.${language}`, `widget/words/${language}.ts`));
    return {
      publicDir: false,
      plugins: [tightStyles, plainOutput],
      define: Object.assign(written('__APP__', 'widget/app.tsx'), written('__GROUND__', EARLY), ...words),
      build: {
        outDir: at('dist/widget'),
        emptyOutDir: false,
        target: BROWSERS,
        cssMinify: false,
        modulePreload: false,
        rolldownOptions: {
          checks: { bundlerTimings: false },
          input: at('widget/loader.ts'),
          output: { format: 'iife', entryFileNames: 'salon.js' },
        },
      },
    };
  }
  return {};
});
