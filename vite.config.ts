import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// One room is built per run: `vite build --mode widget|loader|console`. dist/ is what the relay serves:
//   dist/widget/salon.js        GET /salon.js    the loader, a classic script
//   dist/widget/assets/*        GET /widget/…    hashed chunks, immutable
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
  return {};
});
