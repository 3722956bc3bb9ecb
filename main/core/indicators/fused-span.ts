import { LANE } from './fused-layout.ts';
import {
  BAND_FACTOR,
  EMA_FACTOR,
  FAST_FACTOR,
  SIGNAL_FACTOR,
  SLOW_FACTOR,
  WILDER_FACTOR,
  WINDOW,
  WINDOW_FACTOR,
} from './standard-set.ts';

/** Columns of one series: the inputs and the nine outputs in the order of `STANDARD_COLUMN`. */
export interface FusedColumns {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly outputs: readonly Float64Array[];
}

/**
 * The standard set over candles `from` to `to` of one series in plain JS, running values in one lane of `lanes`.
 * Bit-identical to the WebAssembly kernel. All columns must be warm: `from` is at least `WARM_UP`.
 */
export function fusedSpan(columns: FusedColumns, lanes: Float64Array, lane: 0 | 1, from: number, to: number): void {
  strengthAndRange(columns, lanes, lane, from, to);
  averages(columns, lanes, lane, from, to);
  bands(columns, lanes, lane, from, to);
  if (to > from) lanes[LANE.previousClose * 2 + lane] = columns.close[to - 1] as number;
}

/** RSI and ATR: both look at the previous close. */
function strengthAndRange(columns: FusedColumns, lanes: Float64Array, lane: number, from: number, to: number): void {
  const { high, low, close, outputs } = columns;
  const [rsi, atrs] = [outputs[0] as Float64Array, outputs[7] as Float64Array];
  let previous = lanes[LANE.previousClose * 2 + lane] as number;
  let averageGain = lanes[LANE.averageGain * 2 + lane] as number;
  let averageLoss = lanes[LANE.averageLoss * 2 + lane] as number;
  let atr = lanes[LANE.atr * 2 + lane] as number;
  for (let i = from; i < to; i++) {
    const [c, h, l] = [close[i] as number, high[i] as number, low[i] as number];
    const change = c - previous;
    const gain = change > 0 ? change : 0;
    averageGain += (gain - averageGain) * WILDER_FACTOR;
    averageLoss += (gain - change - averageLoss) * WILDER_FACTOR;
    rsi[i] = 100 * (averageGain / (averageGain + averageLoss));
    atr += ((h > previous ? h : previous) - (l < previous ? l : previous) - atr) * WILDER_FACTOR;
    atrs[i] = atr;
    previous = c;
  }
  lanes[LANE.averageGain * 2 + lane] = averageGain;
  lanes[LANE.averageLoss * 2 + lane] = averageLoss;
  lanes[LANE.atr * 2 + lane] = atr;
}

/** MACD and EMA. */
function averages({ close, outputs }: FusedColumns, lanes: Float64Array, lane: number, from: number, to: number): void {
  const [macds, signals, histogram] = [outputs[1], outputs[2], outputs[3]] as Float64Array[] as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const emas = outputs[8] as Float64Array;
  let fast = lanes[LANE.fast * 2 + lane] as number;
  let slow = lanes[LANE.slow * 2 + lane] as number;
  let signal = lanes[LANE.signal * 2 + lane] as number;
  let ema = lanes[LANE.ema * 2 + lane] as number;
  for (let i = from; i < to; i++) {
    const c = close[i] as number;
    fast += (c - fast) * FAST_FACTOR;
    slow += (c - slow) * SLOW_FACTOR;
    ema += (c - ema) * EMA_FACTOR;
    const macd = fast - slow;
    signal += (macd - signal) * SIGNAL_FACTOR;
    macds[i] = macd;
    signals[i] = signal;
    histogram[i] = macd - signal;
    emas[i] = ema;
  }
  lanes[LANE.fast * 2 + lane] = fast;
  lanes[LANE.slow * 2 + lane] = slow;
  lanes[LANE.signal * 2 + lane] = signal;
  lanes[LANE.ema * 2 + lane] = ema;
}

/** SMA and Bollinger bands. */
function bands({ close, outputs }: FusedColumns, lanes: Float64Array, lane: number, from: number, to: number): void {
  const [upper, middle, lower] = [outputs[4], outputs[5], outputs[6]] as Float64Array[] as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let previous = lanes[LANE.previousClose * 2 + lane] as number;
  let mean = lanes[LANE.mean * 2 + lane] as number;
  let squares = lanes[LANE.squares * 2 + lane] as number;
  let repeats = lanes[LANE.repeats * 2 + lane] as number;
  for (let i = from; i < to; i++) {
    const c = close[i] as number;
    const oldest = close[i - WINDOW] as number;
    const before = mean;
    const move = c - oldest;
    mean = before + move * WINDOW_FACTOR;
    squares += move * (c - mean + (oldest - before));
    squares = squares > 0 ? squares : 0;
    repeats = c === previous ? repeats + 1 : 0;
    if (repeats >= WINDOW - 1) {
      squares = 0;
      mean = c;
    }
    const band = Math.sqrt(squares * BAND_FACTOR);
    upper[i] = mean + band;
    middle[i] = mean;
    lower[i] = mean - band;
    previous = c;
  }
  lanes[LANE.mean * 2 + lane] = mean;
  lanes[LANE.squares * 2 + lane] = squares;
  lanes[LANE.repeats * 2 + lane] = repeats;
}
