import type { Brand } from '../kernel/brand.ts';
import type { ContractSymbol } from './ids.ts';
import type { Money } from './money.ts';

/** A price as a whole number of the instrument's ticks. */
export type Ticks = Brand<number, 'Ticks'>;
/** A size as a whole number of contracts; signed where a side is meant (+ long, − short). */
export type Lots = Brand<number, 'Lots'>;

/** One step of the venue's risk-limit table. Rates in parts per million of the notional. */
export interface MaintenanceTier {
  /** Largest position notional of this tier, in 1e-8 USDT. */
  readonly maxNotional: Money;
  readonly maxLeverage: number;
  readonly maintenanceRatePpm: bigint;
}

/**
 * A perpetual contract's specification.
 * `priceScale`: decimals of the tick; `tick = tickUnits / 10^priceScale` quote units.
 * `tickValue`: worth of one tick for one contract, in 1e-8 USDT: notional = ticks × lots × tickValue, exact.
 */
export interface Instrument {
  readonly symbol: ContractSymbol;
  /** The coin as people name it: `BTC`. */
  readonly coin: string;
  readonly tickUnits: number;
  readonly priceScale: number;
  /** Base currency per contract, as a decimal text: `0.001`. */
  readonly multiplier: string;
  readonly tickValue: bigint;
  /** Order sizes are multiples of this many contracts. */
  readonly lotSize: number;
  readonly maxOrderLots: number;
  readonly makerFeePpm: bigint;
  readonly takerFeePpm: bigint;
  readonly maxLeverage: number;
  readonly maintenanceTiers: readonly MaintenanceTier[];
  readonly fundingIntervalMs: number;
  /** Date of the record, `2025-03-11`; null when no record is known. */
  readonly asOf: string | null;
  /** Names of the fields that no record gives and that were assumed; an instrument with any is tradable in simulation only. */
  readonly assumed: readonly string[];
}

/** True when nothing in the specification was assumed. */
export const isFullySpecified = (instrument: Instrument): boolean => instrument.assumed.length === 0;

/** The nearest tick to a price in quote units. For prices that come from series; orders hold ticks throughout. */
export function toTicks(instrument: Instrument, price: number): Ticks {
  return Math.round((price * 10 ** instrument.priceScale) / instrument.tickUnits) as Ticks;
}

/** A price for charts, in quote units. */
export const ticksToPlot = (instrument: Instrument, ticks: number): number =>
  (ticks * instrument.tickUnits) / 10 ** instrument.priceScale;

/** The exact decimal text of a price: `93574.4`, with the instrument's decimals. */
export function formatTicks(instrument: Instrument, ticks: number): string {
  const units = BigInt(ticks) * BigInt(instrument.tickUnits);
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(instrument.priceScale + 1, '0');
  const cut = digits.length - instrument.priceScale;
  const text = instrument.priceScale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return negative ? `-${text}` : text;
}

/** Worth of `lots` contracts at `ticks`, in 1e-8 USDT, signed as `lots`. Source: KuCoin, value = size × multiplier × price. */
export const notional = (instrument: Instrument, ticks: number, lots: number): Money =>
  (BigInt(ticks) * BigInt(lots) * instrument.tickValue) as Money;
