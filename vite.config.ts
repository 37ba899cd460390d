import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { EARLY, groundTwice, namesToday, plainImports } from './build/plugins/chunks.ts';
import { leanPreact } from './build/plugins/lean-preact.ts';
import { at, chunk } from './build/plugins/paths.ts';
import { plainOutput } from './build/plugins/plain-output.ts';
import { limitsAsNumbers, viewsAsCalls, wordsWithin } from './build/plugins/sources.ts';
import { tightStyles } from './build/plugins/tight-styles.ts';
import { LANGUAGES } from './widget/words/languages.ts';

const BROWSERS = ['chrome111', 'firefox121', 'safari16.4'];

// One room is built per run: `vite build --mode widget-en` and so on for each language, whose app holds its words; then
// `loader` (which is told the apps' names), `console`.
// dist/ is what the relay serves:
//   dist/widget/salon.js        GET /salon.js             the loader, a classic script
//   dist/widget/en/app.js       GET /widget/en/app.js     the name of today's app in English
//   dist/widget/en/assets/*     GET /widget/en/assets/…   hashed chunks, immutable
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
  const language = LANGUAGES.find((one) => mode === `widget-${one}`);
  if (language) {
    return {
      base: './',
      publicDir: false,
      // createElement is in Preact's core anyway; the automatic runtime would bring a second one along.
      oxc: {
        jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
      },
      plugins: [
        ...[namesToday(language), groundTwice, plainImports, leanPreact],
        ...[wordsWithin(language), limitsAsNumbers, viewsAsCalls, tightStyles, plainOutput],
      ],
      build: {
        outDir: at(`dist/widget/${language}`),
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
    const written = (name: string, ...source: Parameters<typeof chunk>) => ({
      [name]: JSON.stringify(`widget/${chunk(...source)}`),
    });
    const apps = LANGUAGES.map((one) => written(`__APPS__.${one}`, one, 'widget/app.tsx'));
    return {
      publicDir: false,
      plugins: [tightStyles, plainOutput],
      define: Object.assign(written('__GROUND__', 'en', EARLY), ...apps),
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
