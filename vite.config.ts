/// <reference types="vitest/config" />
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
      build: { outDir: at('dist/console'), emptyOutDir: true, target: 'es2022' },
    };
  }
  if (mode === 'test') {
    // Real processes and browsers share two cores badly: they run one file at a time, after everything else.
    const real = ['tests/{journeys,faults}/**/*.test.ts'];
    return {
      test: {
        maxWorkers: 2,
        setupFiles: [at('tests/helpers/after-each.ts')],
        projects: [
          {
            extends: true,
            test: { name: 'rooms', include: ['tests/**/*.test.{ts,tsx}'], exclude: real, sequence: { groupOrder: 0 } },
          },
          {
            extends: true,
            test: {
              name: 'journeys',
              include: real,
              sequence: { groupOrder: 1 },
              maxWorkers: 1,
              testTimeout: 120_000,
              hookTimeout: 60_000,
            },
          },
        ],
      },
    };
  }
  return {};
});
