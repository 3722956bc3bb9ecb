import type { FeatureAgent } from './feature-agent.ts';

/**
 * Where the price stands in the coin's own long cycle: the place of today's residual among all of a regression of ln price on
 * ln age. High in the cycle speaks against a long, low for one. A young coin has no cycle to be placed in.
 */
export const CYCLE: FeatureAgent = {
  agent: 'cycle',
  required: ['cyclePercentile'],
  anyOf: [],
  without: 'no daily candles are known',
  inputs: [
    {
      name: 'cycle',
      share: 10_000,
      needs: ['cyclePercentile'],
      value: (f) => 1 - 2 * f.get('cyclePercentile'),
      measured: (f) => `residual at ${(f.get('cyclePercentile') * 100).toFixed(1)} % of its past`,
    },
  ],
  quality: () => 1,
};
