import { notional, type Instrument, type MaintenanceTier, type Ticks } from '#shared/domain/instrument.ts';
import { absolute, type Money } from '#shared/domain/money.ts';
import { ceil, floor, NOTHING, rational, type Rational } from '#shared/domain/rational.ts';
import { isolatedLiquidation, type IsolatedPosition, type Liquidation } from './isolated-liquidation.ts';
import { LIQUIDATION_RULES } from './liquidation-rules.ts';
import type { MarginTier, MarginTiers } from './margin-tiers.ts';

const MILLION = 1_000_000n;

/**
 * How far the mark may move before liquidation, as a signed share of the mark: −0.0958 means a fall of 9.58 %.
 * @param markTicks the mark price in ticks, positive.
 */
export const distanceToLiquidation = (markTicks: number, liquidation: Ticks): number =>
  (liquidation - markTicks) / markTicks;

/**
 * The tier a notional falls into; null when it lies beyond the known table, where the rate is unknown.
 * @param size the position's notional, sign ignored.
 */
export function maintenanceTierOf(instrument: Instrument, size: Money): MaintenanceTier | null {
  const magnitude = absolute(size);
  return instrument.maintenanceTiers.find((step) => magnitude <= step.maxNotional) ?? null;
}

/** An instrument's maintenance table for the exact formulas, values in 1e-8 USDT. KuCoin's table has no deductions. */
export function tiersOf(instrument: Instrument): MarginTiers {
  let from = NOTHING;
  const steps = instrument.maintenanceTiers.map((tier): MarginTier => {
    const cap = rational(tier.maxNotional);
    const step = {
      floor: from,
      cap,
      rate: rational(tier.maintenanceRatePpm, MILLION),
      deduction: NOTHING,
      maxLeverage: rational(BigInt(tier.maxLeverage)),
    };
    from = cap;
    return step;
  });
  return { measure: 'value', steps };
}

/** An open linear position: signed contracts, signed entry notional, all of its margin. */
export interface HeldPosition {
  readonly lots: number;
  readonly entryValue: Money;
  readonly margin: Money;
}

/**
 * Where a position is liquidated by KuCoin's rule in force, the maintenance step taken at the liquidation price itself.
 * Prices of the answer are in ticks.
 * @param feePpm the liquidation fee on top of maintenance.
 * @throws RangeError when the position has no contracts or no margin.
 */
export function heldLiquidation(instrument: Instrument, held: HeldPosition, feePpm: bigint): Liquidation {
  const size = notional(instrument, 1, Math.abs(held.lots));
  const position: IsolatedPosition = {
    contract: 'linear',
    side: held.lots > 0 ? 'long' : 'short',
    entryPrice: rational(absolute(held.entryValue), size),
    size: rational(size),
    margin: rational(held.margin),
  };
  const rule = LIQUIDATION_RULES['kucoin-2025-05'];
  return isolatedLiquidation(position, rule, tiersOf(instrument), rational(feePpm, MILLION));
}

/** A liquidation price as the tick nearer to the entry, so that the danger is never shown too far away. */
export const towardsEntry = (price: Rational, side: 'long' | 'short'): Ticks =>
  Number(side === 'long' ? ceil(price) : floor(price)) as Ticks;
