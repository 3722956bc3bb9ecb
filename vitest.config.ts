import { defineConfig } from 'vitest/config';
import { SlowFirst } from './tests/support/slow-first.ts';

/** Where tests put a stand-in in the place of a module or a global: each of their files has a process of its own. */
const WITH_STAND_INS = '{preload,renderer,main/shell}/**/*.test.{ts,tsx}';

/** Unit, property, simulation, contract and architecture tests; the browser's end-to-end tests are Playwright's. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // One more than cores: some of the longest wait for sockets and processes.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    projects: [
      { extends: true, test: { name: 'stand-ins', include: [WITH_STAND_INS] } },
      {
        extends: true,
        test: {
          name: 'plain',
          include: [
            '{shared,main,scripts,bench}/**/*.test.{ts,tsx}',
            'tests/{architecture,contract,simulation}/**/*.test.ts',
          ],
          exclude: ['main/shell/**'],
          // Files share a process, one after the other: half of the time of a small one is its process.
          isolate: false,
        },
      },
    ],
  },
});
