import type { FeatureRow } from '../../features/feature-row.ts';
import { clamp, percent, signed, type FeatureAgent } from './feature-agent.ts';

const HOURS_A_YEAR = 8760;

/** The move of the last day in its own standard deviations, full at two. */
function dayMove(f: FeatureRow): number {
  const deviation = f.get('volatility') * Math.sqrt(24 / HOURS_A_YEAR);
  return clamp(f.get('return24h') / (2 * Math.max(deviation, 1e-9)));
}

/** Doubled volume counts fully, halved volume not at all. */
const participation = (f: FeatureRow): number =>
  clamp(0.5 + Math.log2(Math.max(f.get('volumeGrowth'), 1e-9)) / 2, 0, 1);

/** Rate at which one side counts as crowded. */
const CROWDED = 0.0005;
const UNSTEADY = 0.0003;
/** Turnovers between which an opinion gains its full worth, quote units. */
const THIN = 1e5;
const LIQUID = 1e8;
const LEAST_QUALITY = 0.25;

/** How far a market is traded at all: ¼ at 0.1 million in 24 h, 1 at 100 million, by the logarithm. */
export function liquidity(turnover: number): number {
  const share = Math.log(Math.max(turnover, THIN) / THIN) / Math.log(LIQUID / THIN);
  return LEAST_QUALITY + (1 - LEAST_QUALITY) * clamp(share, 0, 1);
}

/**
 * Who takes part and what it costs. participation: the day's move, as far as volume grew with it. open-interest: the day's
 * move times the change of open interest, full at 10 %: contracts opened with a move confirm it, closed ones do not.
 * funding: against the crowded side, full at 0.05 % an interval, less where the rate jumps about.
 */
export const FUNDAMENTAL: FeatureAgent = {
  agent: 'fundamental',
  required: ['return24h', 'volatility', 'volumeGrowth', 'turnover24h'],
  anyOf: ['funding', 'openInterestChange'],
  without: 'neither funding nor open interest is known',
  inputs: [
    {
      name: 'participation',
      share: 3000,
      needs: ['return24h', 'volatility', 'volumeGrowth'],
      value: (f) => dayMove(f) * participation(f),
      measured: (f) =>
        `${percent(Math.expm1(f.get('return24h')))} in 24 h on ${f.get('volumeGrowth').toFixed(2)} × volume`,
    },
    {
      name: 'open-interest',
      share: 3000,
      needs: ['return24h', 'volatility', 'openInterestChange'],
      value: (f) => dayMove(f) * clamp(f.get('openInterestChange') / 0.1),
      measured: (f) => `open interest ${percent(f.get('openInterestChange'))} in 24 h`,
    },
    {
      name: 'funding',
      share: 4000,
      needs: ['funding', 'fundingDeviation'],
      value: (f) => -(f.get('funding') / CROWDED) / (1 + (f.get('fundingDeviation') / UNSTEADY) ** 2),
      measured: (f) => `${signed(f.get('funding') * 100, 4)} % an interval`,
    },
    {
      name: 'turnover',
      share: 0,
      needs: ['turnover24h'],
      value: (f) => liquidity(f.get('turnover24h')) - 1,
      measured: (f) => `${(f.get('turnover24h') / 1e6).toFixed(2)} million in 24 h`,
    },
  ],
  quality: (f) => liquidity(f.get('turnover24h')),
};
