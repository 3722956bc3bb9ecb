import { DAY, HOUR } from '#shared/domain/time.ts';

/** Sides of positions, in the order of every table here. */
export const SIDES = ['long', 'short'] as const;
export type PositionSide = (typeof SIDES)[number];
export const LONG = 0;
export const SHORT = 1;

/** A class of leverage: all positions of it are taken to have this leverage. */
export interface LeverageTier {
  readonly leverage: number;
  /** Share of what is opened, 0…1; the shares of all tiers sum to 1. */
  readonly share: number;
  /** In this time half of what is still open is taken to be closed and replaced elsewhere, ms. */
  readonly halfLifeMs: number;
}

/** What the model assumes. Every figure without a source in `docs/technical/liquidation-model.md` is an assumption there. */
export interface LiquidationSettings {
  /** Height of a price bin, as ln of the ratio of its ends. */
  readonly binWidth: number;
  /** Bins kept at a time; positions entered outside of them are forgotten. */
  readonly bins: number;
  readonly tiers: readonly LeverageTier[];
  /** Length of a birth bucket, ms, and how many there are; the last holds everything older. */
  readonly birthMs: number;
  readonly births: number;
  /** Share of either side that can be liquidated at all when nothing leans, 0…0.5. */
  readonly liquidatableShare: number;
  /** How far taker skew (−1…+1), funding (in units of 0.01 %, at most ±3) and ln of the long/short ratio tilt that share. */
  readonly tilt: { readonly skew: number; readonly funding: number; readonly ratio: number };
  /** Where open interest is not known: share of the volume taken to open positions; only their form counts until it is. */
  readonly volumeOpens: number;
  /** Share of what decays that others hold from then on, entered at the price of the time, 0…1: open interest did not fall. */
  readonly replaced: number;
  /** Hazard of closing ∝ (leverage ÷ 10)^leverage × (1 + young × 2^(−age ÷ 3 d)); 0 and 0 close in proportion. */
  readonly closing: { readonly leverage: number; readonly young: number };
  /** Notional a typical position is taken to have, quote units: it selects the maintenance step. */
  readonly typicalNotional: number;
  /** Fee of a liquidation on top of maintenance, parts per million. */
  readonly liquidationFeePpm: bigint;
}

/**
 * Shares: domain anchors of an open-source time-evolving map (5x .15, 10x .30, 25x .25, 50x .20, 100x .10). Half-lives: start
 * values, to be fitted.
 */
export const LIQUIDATION_DEFAULTS: LiquidationSettings = {
  binWidth: Math.log1p(0.002),
  bins: 1_024,
  tiers: [
    { leverage: 5, share: 0.15, halfLifeMs: 30 * DAY },
    { leverage: 10, share: 0.3, halfLifeMs: 10 * DAY },
    { leverage: 25, share: 0.25, halfLifeMs: 3 * DAY },
    { leverage: 50, share: 0.2, halfLifeMs: DAY },
    { leverage: 100, share: 0.1, halfLifeMs: 12 * HOUR },
  ],
  birthMs: DAY,
  births: 8,
  liquidatableShare: 0.5,
  tilt: { skew: 1, funding: 0.3, ratio: 0.3 },
  volumeOpens: 0.05,
  replaced: 1,
  closing: { leverage: 0, young: 0 },
  typicalNotional: 10_000,
  liquidationFeePpm: 600n,
};

/** Settings that cannot be worked with: which, and why. */
export class LiquidationSettingsError extends Error {
  override readonly name = 'LiquidationSettingsError';
}

/** @throws LiquidationSettingsError naming the first figure that is out of its range. */
export function checkSettings(settings: LiquidationSettings): LiquidationSettings {
  const { binWidth, bins, tiers, birthMs, births, liquidatableShare } = settings;
  const shares = tiers.reduce((sum, { share }) => sum + share, 0);
  const problems: readonly (readonly [boolean, string])[] = [
    [
      !(binWidth >= Math.log1p(0.001) - 1e-12 && binWidth <= Math.log1p(0.0025) + 1e-12),
      'binWidth is 0.10 % to 0.25 %',
    ],
    [!(Number.isInteger(bins) && bins >= 64 && bins <= 8_192), 'bins are 64 to 8,192'],
    [tiers.length === 0 || tiers.some(({ leverage }) => !(leverage > 1)), 'every tier has a leverage above 1'],
    [tiers.some(({ share, halfLifeMs }) => !(share >= 0 && halfLifeMs > 0)), 'shares and half-lives are positive'],
    [Math.abs(shares - 1) > 1e-9, `the shares of the tiers sum to 1, not ${shares.toFixed(4)}`],
    [!(birthMs > 0 && Number.isInteger(births) && births >= 2 && births <= 64), 'births are 2 to 64 buckets of time'],
    [!(liquidatableShare > 0 && liquidatableShare <= 0.5), 'liquidatableShare is above 0 and at most 0.5'],
    [!(settings.replaced >= 0 && settings.replaced <= 1), 'replaced is a share, 0 to 1'],
  ];
  const problem = problems.find(([wrong]) => wrong);
  if (problem !== undefined) throw new LiquidationSettingsError(`The liquidation model cannot run: ${problem[1]}.`);
  return settings;
}
