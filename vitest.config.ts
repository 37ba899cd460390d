import { defineConfig } from 'vitest/config';
import { quickDisk } from './tests/helpers/quick-disk.ts';

// Real processes and browsers run after everything else. They wait more than they work: two files share two cores.
const real = ['tests/{journeys,faults}/**/*.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    env: { TMPDIR: quickDisk() },
    // A busy machine is slow, not wrong.
    ...{ testTimeout: 60_000, hookTimeout: 60_000 },
    setupFiles: ['tests/helpers/in-every-file.ts'],
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
          testTimeout: 180_000,
        },
      },
    ],
  },
});
