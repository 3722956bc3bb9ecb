import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { LABEL_DEFAULTS } from '#core/research/model/labels.ts';
import { valueAt } from '#core/research/model/matrix.ts';
import type { Samples } from '#core/research/model/samples.ts';
import { FIRST_CANDLE, pathOf, STEP, TURN, type SyntheticSeries } from './synthetic-market.ts';

const PATHS = 20_000;
/** Distances of the barriers, as shares of the price, between which chances are read off in proportion. */
const WIDTHS = Float64Array.from({ length: 15 }, (_, k) => 0.01 + k * 0.005);

/** The chance of an up by the triple barrier on a synthetic market, of the side that drives the coming candles. */
export type TrueChance = (side: number, width: number) => number;

/**
 * Plays the market on from one moment, 20,000 times for each side, and counts which barrier was touched first, or where the
 * close stood after the horizon: the label's own rule. Its error is about 0.0035.
 */
export function trueChance(edge: number, horizon: number = LABEL_DEFAULTS.horizon): TrueChance {
  const tables = new Map([1, -1].map((side) => [side, played(edge, horizon, side)]));
  return (side, width) => {
    const table = tables.get(side);
    if (table === undefined) throw new RangeError(`There is no side ${String(side)}`);
    const step = (WIDTHS[1] ?? 0) - (WIDTHS[0] ?? 0);
    const place = Math.min(WIDTHS.length - 1, Math.max(0, (width - (WIDTHS[0] ?? 0)) / step));
    const low = Math.min(WIDTHS.length - 2, Math.floor(place));
    const [a, b] = [table[low] ?? NaN, table[low + 1] ?? NaN];
    return a + (b - a) * (place - low);
  };
}

function played(edge: number, horizon: number, first: number): Float64Array {
  const random = new Sfc32(77);
  const ups = new Float64Array(WIDTHS.length);
  const told = new Float64Array(WIDTHS.length);
  for (let n = 0; n < PATHS; n++) {
    const candles: (readonly number[])[] = [];
    let side = first;
    let price = 1;
    for (let i = 0; i < horizon; i++) {
      const path = pathOf(random, price, edge * side);
      if (random.next() < TURN) side = -side;
      price = path.at(-1) ?? price;
      candles.push([Math.min(...path), Math.max(...path), price]);
    }
    for (const [k, width] of WIDTHS.entries()) {
      const up = wentUp(candles, width);
      if (up === null) continue;
      told[k] = (told[k] ?? 0) + 1;
      ups[k] = (ups[k] ?? 0) + up;
    }
  }
  return ups.map((count, k) => count / (told[k] ?? NaN));
}

/** 1 or 0 by the barrier touched first; null when one candle touched both. */
function wentUp(candles: readonly (readonly number[])[], width: number): number | null {
  for (const [low = NaN, high = NaN] of candles) {
    const [above, below] = [high >= 1 + width, low <= 1 - width];
    if (above && below) return null;
    if (above || below) return above ? 1 : 0;
  }
  return (candles.at(-1)?.[2] ?? NaN) > 1 ? 1 : 0;
}

/** The true chance of each of some cases of a synthetic market. */
export function trueChancesOf(
  { matrix, start, series }: Samples,
  market: readonly SyntheticSeries[],
  cases: Uint32Array,
  chance: TrueChance,
): Float64Array {
  const volatility = matrix.names.indexOf('volatility');
  return Float64Array.from(cases, (i) => {
    const candle = ((start[i] ?? NaN) - FIRST_CANDLE) / STEP - 1;
    const side = market[series[i] ?? -1]?.side[candle] ?? 0;
    return chance(side, (LABEL_DEFAULTS.barrier * valueAt(matrix, i, volatility)) / 100);
  });
}
