import type { Instrument } from '#shared/domain/instrument.ts';
import { ONE, parseRational, rational, toApproximate } from '#shared/domain/rational.ts';
import { isolatedLiquidation, marginAtLeverage } from '../market/isolated-liquidation.ts';
import { tiersOf } from '../market/liquidation-price.ts';
import { LIQUIDATION_RULES, type LiquidationRuleName } from '../market/liquidation-rules.ts';
import type { MarginTiers } from '../market/margin-tiers.ts';
import { SIDES, type LiquidationSettings } from './settings.ts';

const MILLION = 1_000_000n;

/** What is known of a contract for its liquidation prices. */
export interface ContractTerms {
  readonly contract: 'linear' | 'inverse';
  readonly tiers: MarginTiers;
  readonly rule: LiquidationRuleName;
  readonly maxLeverage: number;
}

/** KuCoin's linear contracts, with the maintenance table of the instrument. */
export const termsOfInstrument = (instrument: Instrument): ContractTerms => ({
  contract: 'linear',
  tiers: tiersOf(instrument),
  rule: 'kucoin-2025-05',
  maxLeverage: instrument.maxLeverage,
});

/**
 * Liquidation price ÷ entry price of each side and tier, [side × tiers + tier], by the exact formula of the venue's rule with
 * the maintenance step a typical position falls into. NaN where no price liquidates it, or where the contract does not give
 * the leverage: nothing is kept there.
 */
export function tierRatios(terms: ContractTerms, settings: LiquidationSettings): Float64Array {
  const { tiers, typicalNotional, liquidationFeePpm } = settings;
  const ratios = new Float64Array(2 * tiers.length);
  const fee = rational(liquidationFeePpm, MILLION);
  for (const [s, side] of SIDES.entries()) {
    for (const [t, { leverage }] of tiers.entries()) {
      const size = parseRational(typicalNotional.toFixed(8));
      const open = { contract: terms.contract, side, entryPrice: ONE, size } as const;
      const position = { ...open, margin: marginAtLeverage(open, parseRational(leverage.toFixed(4))) };
      const found = isolatedLiquidation(position, LIQUIDATION_RULES[terms.rule], terms.tiers, fee);
      const known = found.kind === 'at' && leverage <= terms.maxLeverage;
      ratios[s * tiers.length + t] = known ? toApproximate(found.price) : Number.NaN;
    }
  }
  return ratios;
}

/** Shares of the tiers on one side with what the contract does not give handed to the others in proportion. */
export function usableShares(ratios: Float64Array, settings: LiquidationSettings, side: number): Float64Array {
  const { tiers } = settings;
  const shares = Float64Array.from(tiers, ({ share }, t) =>
    Number.isNaN(ratios[side * tiers.length + t] as number) ? 0 : share,
  );
  const sum = shares.reduce((a, b) => a + b, 0);
  return sum > 0 ? shares.map((share) => share / sum) : shares;
}
