import { candleBar, emptyBar, type ModelBar } from '#core/liquidation/model-bar.ts';
import { LIQUIDATION_DEFAULTS, type LiquidationSettings } from '#core/liquidation/settings.ts';
import type { ContractTerms } from '#core/liquidation/tier-ratios.ts';
import { marginTiers } from '#core/market/margin-tiers.ts';
import { NOTHING, parseRational } from '#shared/domain/rational.ts';
import { MINUTE } from '#shared/domain/time.ts';

/** One maintenance step of 0.4 % without an end. */
export const FLAT_TERMS: ContractTerms = {
  contract: 'linear',
  rule: 'kucoin-2025-05',
  maxLeverage: 125,
  tiers: marginTiers(
    [{ floor: NOTHING, cap: null, rate: parseRational('0.004'), deduction: null, maxLeverage: null }],
    'none',
  ),
};

export const settingsWith = (change: Partial<LiquidationSettings>): LiquidationSettings => ({
  ...LIQUIDATION_DEFAULTS,
  ...change,
});

/** A bar of a minute that stays at a price unless told otherwise. */
export function bar({ price, ...told }: Partial<ModelBar> & { readonly ts: number; readonly price: number }): ModelBar {
  const { low = price, high = price } = told;
  const candle = { ts: told.ts, open: price, high, low, close: price, volume: 0 };
  return { ...candleBar(emptyBar(), MINUTE, candle), ...told };
}
