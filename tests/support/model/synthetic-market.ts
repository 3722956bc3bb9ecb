import type { CandleColumns } from '#shared/domain/candle.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import type { LabelledSeries } from '#core/research/model/labels.ts';

export interface SyntheticMarket {
  readonly seed: number;
  readonly candles: number;
  readonly symbols: number;
  /** Drift of a candle in its deviations, following a hidden side that the volume tells; 0 is a market without edge. */
  readonly edge: number;
}

export const FIRST_CANDLE = 1_700_006_400_000;
export const STEP = timeframeMs('1h');
const DEVIATION = 0.01;
/** A side lasts 40 candles on the average. */
export const TURN = 1 / 40;
/** Prices a candle passes through besides its open. */
const PRICES = 6;

/** A series with what its market hides. */
export interface SyntheticSeries extends LabelledSeries {
  /** The side that drives the candles after each one: +1 or −1. */
  readonly side: Int8Array;
}

/** One price later than another within a candle, as a factor. */
const priceStep = (random: Sfc32, drift: number): number =>
  Math.exp((DEVIATION / Math.sqrt(PRICES)) * (normal(random) + drift / Math.sqrt(PRICES)));

/** The prices of one candle from its open. */
export function pathOf(random: Sfc32, open: number, drift: number): readonly number[] {
  const path = [open];
  for (let k = 0; k < PRICES; k++) path.push((path[k] ?? open) * priceStep(random, drift));
  return path;
}

function normal(random: Sfc32): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/**
 * Hourly candles of a market whose only edge is planted: a hidden side drifts the price, and volume is high while it is
 * up and low while it is down. Without edge the volume tells the side of nothing.
 */
export function syntheticMarket({ seed, candles, symbols, edge }: SyntheticMarket): readonly SyntheticSeries[] {
  return Array.from({ length: symbols }, (_, s) => {
    const random = new Sfc32(seed * 1_000 + s);
    const columns: CandleColumns = {
      ts: new Float64Array(candles),
      open: new Float64Array(candles),
      high: new Float64Array(candles),
      low: new Float64Array(candles),
      close: new Float64Array(candles),
      volume: new Float64Array(candles),
    };
    const sides = new Int8Array(candles);
    let price = 100;
    let side = random.next() < 0.5 ? 1 : -1;
    for (let i = 0; i < candles; i++) {
      // What the volume tells at the close of a candle drives the candles after it.
      const path = pathOf(random, price, edge * side);
      if (random.next() < TURN) side = -side;
      sides[i] = side;
      columns.ts[i] = FIRST_CANDLE + i * STEP;
      columns.open[i] = price;
      columns.high[i] = Math.max(...path);
      columns.low[i] = Math.min(...path);
      price = path.at(-1) ?? price;
      columns.close[i] = price;
      columns.volume[i] = 100 * Math.exp(0.5 * side + 0.2 * normal(random));
    }
    return { symbol: contractSymbol(`T${'ABCDEFGHIJKLMNOP'.charAt(s)}USDTM`), columns, feeRate: 0.0006, side: sides };
  });
}
