import type { FeatureRow } from '../../features/feature-row.ts';
import { clamp, percent, signed, type FeatureAgent } from './feature-agent.ts';

/** Costs at which an opinion on the market's structure is worth half: spread in bps, impact in bps per million. */
const WIDE = 10;
const HEAVY = 50;

/** The spread of the book, or the one estimated from candles; NaN when neither is known. */
export const spreadOf = (f: FeatureRow): number =>
  f.reason('spreadBook') === null ? f.get('spreadBook') : f.get('spreadEstimate');

/** A cost that nobody knows takes three quarters of its part of the trust. */
const UNKNOWN_TRUST = 0.25;
const trustIn = (cost: number, half: number): number => (Number.isFinite(cost) ? cheapness(cost, half) : UNKNOWN_TRUST);

/** 1 where a cost is nothing, ½ at `half`. */
const cheapness = (cost: number, half: number): number => 1 / (1 + Math.max(0, cost) / half);

/**
 * How the market moves inside. efficiency: Kaufman's ratio of 48 hours, full at ½. flow: what takers bought and sold in the
 * last hour, full at 30 % more of one side. book: orders within 25 bps of the mid, full at 50 % more of one side. toxicity:
 * the flow, as far as VPIN stands high among its past. Spread, impact and depth tell what the opinion is worth.
 */
export const STRUCTURE: FeatureAgent = {
  agent: 'structure',
  required: ['efficiency'],
  anyOf: ['flowImbalance', 'depthImbalance'],
  without: 'neither trades nor an order book are known',
  inputs: [
    {
      name: 'efficiency',
      share: 2500,
      needs: ['efficiency'],
      value: (f) => f.get('efficiency') * 2,
      measured: (f) => `ratio ${signed(f.get('efficiency'), 2)} over 48 h`,
    },
    {
      name: 'flow',
      share: 3500,
      needs: ['flowImbalance'],
      value: (f) => f.get('flowImbalance') / 0.3,
      measured: (f) => `${percent(f.get('flowImbalance'))} bought in 60 min`,
    },
    {
      name: 'book',
      share: 2500,
      needs: ['depthImbalance'],
      value: (f) => f.get('depthImbalance') / 0.5,
      measured: (f) => `${percent(f.get('depthImbalance'))} bids within 25 bps`,
    },
    {
      name: 'toxicity',
      share: 1500,
      needs: ['vpinPercentile', 'flowImbalance'],
      value: (f) => clamp(f.get('flowImbalance') / 0.3) * f.get('vpinPercentile'),
      measured: (f) => `VPIN at ${(f.get('vpinPercentile') * 100).toFixed(0)} % of its past`,
    },
    {
      name: 'spread',
      share: 0,
      needs: ['spreadBook'],
      value: (f) => cheapness(f.get('spreadBook'), WIDE) - 1,
      measured: (f) => `${f.get('spreadBook').toFixed(2)} bps`,
    },
    {
      name: 'spread-estimate',
      share: 0,
      needs: ['spreadEstimate'],
      value: (f) => cheapness(f.get('spreadEstimate'), WIDE) - 1,
      measured: (f) => `${f.get('spreadEstimate').toFixed(1)} bps, estimated`,
      idle: (f) => f.reason('spreadBook') === null,
    },
    {
      name: 'impact',
      share: 0,
      needs: ['impact'],
      value: (f) => cheapness(f.get('impact'), HEAVY) - 1,
      measured: (f) => `${f.get('impact').toFixed(1)} bps per million`,
    },
    {
      name: 'depth',
      share: 0,
      needs: ['depth10', 'depth25', 'depth50'],
      value: (f) => cheapness(1e6 / Math.max(1, f.get('depth25')), 1) - 1,
      measured: (f) => ['depth10', 'depth25', 'depth50'].map((name) => short(f.get(name as 'depth10'))).join(' / '),
    },
  ],
  quality(f) {
    return (trustIn(spreadOf(f), WIDE) + trustIn(f.get('impact'), HEAVY)) / 2;
  },
};

const short = (worth: number): string => `${(worth / 1000).toFixed(0)} k`;
