import { notional, type Instrument, type Lots, type MaintenanceTier, type Ticks } from '#shared/domain/instrument.ts';
import { absolute, type Money } from '#shared/domain/money.ts';

/** A position as the liquidation formula sees it. */
export interface LiquidationInputs {
  /** Size in contracts, + long, − short, not zero. */
  readonly lots: Lots;
  /** Entry price × size, positive: exact also for an average price between two ticks. */
  readonly entryNotional: Money;
  /** Isolated margin at entry (M0). */
  readonly initialMargin: Money;
  /** Margin added later (A), negative when some was taken out. */
  readonly addedMargin: Money;
  /** The tier's fixed deduction (c); zero at venues without one, such as KuCoin. */
  readonly maintenanceAmount: Money;
  /** Maintenance rate m and liquidation fee rate f, parts per million of the notional. */
  readonly maintenanceRatePpm: bigint;
  readonly liquidationFeePpm: bigint;
}

const MILLION = 1_000_000n;

/**
 * The mark price at which an isolated linear position is liquidated, in ticks:
 * `P = (s·E − (M0 + A + c)/Q) / (s − (m + f))`, exact, then rounded to the tick nearer to the entry so that the danger is
 * never shown too far away. Null when no positive price liquidates it, as for a long with leverage of one or less.
 * Source: balance of margin and maintenance for a linear contract; agrees with KuCoin's rule since 2025-05-22 (maintenance
 * and fee on the mark price).
 * @throws RangeError when the size is zero.
 */
export function liquidationTicks(instrument: Instrument, inputs: LiquidationInputs): Ticks | null {
  if (inputs.lots === 0) throw new RangeError('A position of no contracts has no liquidation price');
  const long = inputs.lots > 0;
  const margin = inputs.initialMargin + inputs.addedMargin + inputs.maintenanceAmount;
  const rate = inputs.maintenanceRatePpm + inputs.liquidationFeePpm;
  // The short's formula times −1, so that numerator and divisor are positive on both sides.
  const numerator = (long ? inputs.entryNotional - margin : inputs.entryNotional + margin) * MILLION;
  const perTick = notional(instrument, 1, Math.abs(inputs.lots));
  const divisor = perTick * (long ? MILLION - rate : MILLION + rate);
  if (numerator <= 0n || divisor <= 0n) return null;
  const ticks = long ? (numerator + divisor - 1n) / divisor : numerator / divisor;
  return Number(ticks) as Ticks;
}

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
