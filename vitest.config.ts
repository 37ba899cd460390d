import { defineConfig } from 'vitest/config';

// Real processes and browsers share two cores badly: they run one file at a time, after everything else.
const real = ['tests/{journeys,faults}/**/*.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    setupFiles: ['tests/helpers/after-each.ts'],
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
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
