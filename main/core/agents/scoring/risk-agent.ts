import type { FeatureRow } from '../../features/feature-row.ts';
import { clamp, percent, signed, type FeatureAgent } from './feature-agent.ts';
import { liquidity } from './fundamental-agent.ts';

const DAYS_A_YEAR = 365;

/** Beyond any of these no new risk is taken on a symbol. */
const VETO = {
  /** Annualised, 1 is 100 %. */
  volatility: 4,
  /** From the highest close of 21 d, 0…1. */
  drawdown: 0.8,
  /** Traded in 24 h, quote units. */
  turnover: 100_000,
  /** Distance to liquidation of what is held, in standard deviations of a day. */
  liquidationDays: 0.5,
} as const;

/** Standard deviation of a day's return. */
const dailyDeviation = (f: FeatureRow): number => Math.max(f.get('volatility') / Math.sqrt(DAYS_A_YEAR), 1e-9);

/** Distance to liquidation in standard deviations of a day; + for a long that is held, − for a short. */
const liquidationDays = (f: FeatureRow): number => f.get('liquidationDistance') / dailyDeviation(f);

/** Which figure forbids new risk, `volatility`; null when none does. What is not known forbids nothing: it is the gate's. */
export function vetoOf(f: FeatureRow): string | null {
  if (f.get('volatility') > VETO.volatility) return 'volatility';
  if (f.get('drawdown') > VETO.drawdown) return 'drawdown';
  if (f.get('turnover24h') < VETO.turnover) return 'turnover';
  if (Math.abs(liquidationDays(f)) < VETO.liquidationDays) return 'liquidation-distance';
  return null;
}

/**
 * On which side the danger lies. asymmetry: whether the week's squared returns were gains or losses, full at 30 % more of one.
 * range: place of the price in its range of 21 days. liquidation: against what is held, from five daily deviations to its
 * liquidation on. Volatility, drawdown, correlation and liquidity say how far that can be trusted and when nothing may be begun.
 */
export const RISK: FeatureAgent = {
  agent: 'risk',
  required: ['volatility', 'asymmetry', 'drawdown', 'rangePlace', 'turnover24h'],
  anyOf: [],
  without: 'no candles of the last 21 days are known',
  inputs: [
    {
      name: 'asymmetry',
      share: 3000,
      needs: ['asymmetry'],
      value: (f) => f.get('asymmetry') / 0.3,
      measured: (f) => `${percent(f.get('asymmetry'))} of squared returns were gains`,
    },
    {
      name: 'range',
      share: 3000,
      needs: ['rangePlace'],
      value: (f) => f.get('rangePlace'),
      measured: (f) => `${signed(f.get('rangePlace'), 2)} in the range of 21 d`,
    },
    {
      name: 'liquidation',
      share: 4000,
      needs: ['liquidationDistance', 'volatility'],
      value: (f) => -Math.sign(f.get('liquidationDistance')) * clamp(1 - Math.abs(liquidationDays(f)) / 5, 0, 1),
      measured: (f) => `${percent(Math.abs(f.get('liquidationDistance')))} to liquidation`,
      idle: (f) => f.reason('liquidationDistance') === 'not-held' || f.reason('liquidationDistance') === 'no-source',
    },
    {
      name: 'volatility',
      share: 0,
      needs: ['volatility'],
      value: (f) => -f.get('volatility') / VETO.volatility,
      measured: (f) => `${(f.get('volatility') * 100).toFixed(0)} % a year`,
    },
    {
      name: 'drawdown',
      share: 0,
      needs: ['drawdown'],
      value: (f) => -f.get('drawdown') / VETO.drawdown,
      measured: (f) => `${(f.get('drawdown') * 100).toFixed(1)} % below the high of 21 d`,
    },
    {
      name: 'correlation',
      share: 0,
      needs: ['correlation'],
      value: (f) => -Math.abs(f.get('correlation')),
      measured: (f) => `${signed(f.get('correlation'), 2)} with the market`,
    },
    {
      name: 'liquidity',
      share: 0,
      needs: ['turnover24h'],
      value: (f) => liquidity(f.get('turnover24h')) - 1,
      measured: (f) => `${(f.get('turnover24h') / 1e6).toFixed(2)} million in 24 h`,
    },
  ],
  quality(f) {
    const calm = 1 / (1 + (f.get('volatility') / 1.5) ** 2);
    // What moves with all others says little of its own; where that is not known, it is trusted no more than that.
    const correlation = f.reason('correlation') === null ? Math.abs(f.get('correlation')) : 1;
    return liquidity(f.get('turnover24h')) * (0.4 + 0.6 * calm) * (1 - 0.3 * correlation);
  },
  veto: vetoOf,
};
