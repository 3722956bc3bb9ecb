import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutation` runs for every planted fault: those of the risk module alone. */
export default defineConfig({
  test: { include: ['main/core/agents/risk/**/*.test.ts'], environment: 'node', pool: 'threads', maxWorkers: 1 },
});
