import { defineConfig } from 'vitest/config';

/**
 * The tests that `npm run mutation` runs for every planted fault: those of the risk module, and the simulations of its
 * breakers, protections, measures, gate and kill switch with fewer sequences. The speed of the gate is left out: a planted fault in it would
 * count as found whenever the machine is busy.
 */
export default defineConfig({
  test: {
    include: [
      'main/core/agents/risk/**/*.test.ts',
      'tests/simulation/risk/*.test.ts',
      'tests/simulation/path/{signal-path,waiting}.test.ts',
      'tests/simulation/orders/{kill-switch,halt}.test.ts',
      'main/core/api/views/{limit-views,risk-figures}.test.ts',
    ],
    exclude: ['main/core/agents/risk/gate-speed.test.ts'],
    env: {
      ZMART_BREAKER_SEQUENCES: '30',
      ZMART_KILL_RUNS: '40',
      ZMART_EQUITY_PATHS: '20',
      ZMART_GATE_ORDERS: '5000',
      ZMART_KNIGHT_RATE: '0.05',
    },
    environment: 'node',
    testTimeout: 60_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
  },
});
