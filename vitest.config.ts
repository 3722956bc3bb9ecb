import { defineConfig } from 'vitest/config';

/** Unit, property, simulation, contract and architecture tests; the browser's end-to-end tests are Playwright's. */
export default defineConfig({
  test: {
    include: [
      '{shared,main,preload,renderer,scripts,bench}/**/*.test.{ts,tsx}',
      'tests/{architecture,contract,simulation}/**/*.test.ts',
    ],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
