import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import { MARKET_DEFAULTS, type MarketSettings } from '../../liquidation/market-settings.ts';
import { durationField, integerField, shareField, type SettingField } from '../field.ts';
import type { SettingSection } from '../section.ts';
import { noWeight, sharesOf } from '../shares.ts';

/** Leverages of the tiers; what is set of each are its share and its half-life. */
const TIERS = [5, 10, 25, 50, 100] as const;
type Tier = (typeof TIERS)[number];
type ShareKey = `share${Tier}`;
type HalfLifeKey = `halfLife${Tier}Ms`;

/** The liquidation model's assumptions. A type, so that it has an index signature. */
export type LiquidationValues = Readonly<Record<ShareKey | HalfLifeKey, number>> & {
  /** Height of a price bin, share of the price. */
  readonly binWidth: number;
  readonly liquidatableShare: number;
  readonly skewTilt: number;
  readonly fundingTilt: number;
  readonly ratioTilt: number;
  readonly replaced: number;
  readonly typicalNotional: number;
  readonly coverageLimit: number;
  readonly staleMs: number;
  readonly rebuildDays: number;
};

const shareKey = (tier: Tier): ShareKey => `share${tier}`;
const halfLifeKey = (tier: Tier): HalfLifeKey => `halfLife${tier}Ms`;

const { model: MODEL, limits: LIMITS } = MARKET_DEFAULTS;
const standardTier = (leverage: Tier) => {
  const found = MODEL.tiers.find((tier) => tier.leverage === leverage);
  if (found === undefined) throw new RangeError(`The model has no tier of ${String(leverage)}x`);
  return found;
};

const byTier = <K extends string, T>(key: (tier: Tier) => K, of: (tier: Tier) => T): Readonly<Record<K, T>> =>
  Object.fromEntries(TIERS.map((tier) => [key(tier), of(tier)])) as Record<K, T>;

const shareOf = (tier: Tier): SettingField<number> =>
  shareField(
    [`${String(tier)}x: share`, 'Part of what is opened that has this leverage; all are brought to a sum of 1.'],
    [0, 1, 0.005],
    standardTier(tier).share,
  );

const halfLifeOf = (tier: Tier): SettingField<number> =>
  durationField(
    [`${String(tier)}x: half-life`, 'After this time half of what is still open is taken to be closed.'],
    [HOUR, 90 * DAY, HOUR],
    standardTier(tier).halfLifeMs,
  );

const TILT = [0, 3, 0.1] as const;
const tilt = (label: string, of: string, standard: number): SettingField<number> => ({
  ...shareField(
    [label, `How far ${of} moves what can be liquidated from one side to the other; 0 leaves it out.`],
    TILT,
    standard,
  ),
  kind: 'number',
});

/** What the liquidation maps assume. A change builds every map anew from what is stored. */
export const LIQUIDATION: SettingSection<LiquidationValues> = {
  title: 'Liquidation map',
  sentence:
    'What the maps assume of positions nobody publishes. A change builds every map anew from stored data; how good the map is was measured with the defaults.',
  fields: {
    ...byTier(shareKey, shareOf),
    ...byTier(halfLifeKey, halfLifeOf),
    binWidth: shareField(['Bin', 'Height of a price level, share of the price.'], [0.001, 0.0025, 0.0001], 0.002),
    liquidatableShare: shareField(
      ['Liquidatable', 'Part of each side that can be liquidated at all when nothing leans; the rest is hedged.'],
      [0.05, 0.5, 0.01],
      MODEL.liquidatableShare,
    ),
    skewTilt: tilt('Tilt by takers', 'what takers bought more than they sold', MODEL.tilt.skew),
    fundingTilt: tilt('Tilt by funding', 'the funding rate', MODEL.tilt.funding),
    ratioTilt: tilt('Tilt by accounts', 'the ratio of long to short accounts', MODEL.tilt.ratio),
    replaced: shareField(
      ['Replaced', 'Part of what decays that others hold from then on, entered at the price of the time.'],
      [0, 1, 0.05],
      MODEL.replaced,
    ),
    typicalNotional: integerField(
      ['Typical position', 'Selects the maintenance step by which the levels are worked out.'],
      'USDT',
      [1_000, 1_000_000, 1_000],
      MODEL.typicalNotional,
    ),
    coverageLimit: shareField(
      ['Least coverage', 'Where open interest was known for less of the time, no alert rule on the map fires.'],
      [0.1, 1, 0.05],
      LIMITS.coverage,
    ),
    staleMs: durationField(
      ['Stale after', 'A map that was told nothing for so long is stale; no alert rule fires on it.'],
      [2 * MINUTE, HOUR, MINUTE],
      LIMITS.staleMs,
    ),
    rebuildDays: integerField(
      ['Past', 'So many days of stored data are worked in when a map is built.'],
      'days',
      [1, 60, 1],
      LIMITS.rebuildMs / DAY,
    ),
  },
  together: (values) =>
    noWeight(
      byTier(shareKey, (tier) => values[shareKey(tier)]),
      'leverage tier',
    ),
  inForce: (values) => ({ ...values, ...sharesOf(byTier(shareKey, (tier) => values[shareKey(tier)])) }),
};

/** The values in the shape of the model. */
export const marketSettingsOf = (values: LiquidationValues): MarketSettings => ({
  model: {
    ...MODEL,
    binWidth: Math.log1p(values.binWidth),
    tiers: TIERS.map((leverage) => ({
      leverage,
      share: values[shareKey(leverage)],
      halfLifeMs: values[halfLifeKey(leverage)],
    })),
    liquidatableShare: values.liquidatableShare,
    tilt: { skew: values.skewTilt, funding: values.fundingTilt, ratio: values.ratioTilt },
    replaced: values.replaced,
    typicalNotional: values.typicalNotional,
  },
  limits: { coverage: values.coverageLimit, staleMs: values.staleMs, rebuildMs: values.rebuildDays * DAY },
});
