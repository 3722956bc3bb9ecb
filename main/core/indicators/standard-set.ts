/**
 * The standard set: the six indicators every symbol carries at all times, with the parameters their authors published.
 * RSI(14), MACD(12, 26, 9), Bollinger(20, 2), ATR(14), SMA(20), EMA(20).
 *
 * One recurrence, three carriers: the streaming bank (`bank.ts`), the plain batch (`fused-span.ts`) and the WebAssembly
 * kernel (`wasm/fused-kernel.ts`) perform the same IEEE operations in the same order, so their values are bit-identical.
 */

/** Wilder's period of RSI and ATR (New Concepts in Technical Trading Systems, 1978). */
export const WILDER_PERIOD = 14;
/** Appel's MACD periods. */
export const MACD_FAST = 12;
export const MACD_SLOW = 26;
export const MACD_SIGNAL = 9;
/** Period of the Bollinger bands, the SMA and the EMA, and the band width in population standard deviations. */
export const WINDOW = 20;
export const BAND_WIDTH = 2;

export const WILDER_FACTOR = 1 / WILDER_PERIOD;
export const FAST_FACTOR = 2 / (MACD_FAST + 1);
export const SLOW_FACTOR = 2 / (MACD_SLOW + 1);
export const SIGNAL_FACTOR = 2 / (MACD_SIGNAL + 1);
export const EMA_FACTOR = 2 / (WINDOW + 1);
export const WINDOW_FACTOR = 1 / WINDOW;
/** √(squares · this) is the band: the width inside the root, exact because its square is a power of two. */
export const BAND_FACTOR = WINDOW_FACTOR * BAND_WIDTH * BAND_WIDTH;

/** Closed candles after which every column has a value: the MACD signal is the last to arrive. */
export const WARM_UP = MACD_SLOW + MACD_SIGNAL - 1;

/** Rolling moments are summed afresh each time the number of closed candles reaches a multiple of this. Power of two. */
export const RESUM_INTERVAL = 4096;

/** Width of one output row: nine stored columns (the middle band is the SMA column). */
export const STANDARD_WIDTH = 9;

/** Where each of the ten outputs is found in an output row; `middle` and `sma` share a column. */
export const STANDARD_COLUMN = {
  rsi: 0,
  macd: 1,
  signal: 2,
  histogram: 3,
  upper: 4,
  middle: 5,
  lower: 6,
  atr: 7,
  sma: 5,
  ema: 8,
} as const;

/** Name of an output of the standard set. */
export type StandardColumn = keyof typeof STANDARD_COLUMN;

/**
 * Offsets (in doubles) inside a symbol's state row. The part a tick reads is contiguous: two cache lines,
 * ordered so that averages updated alike lie side by side.
 * Before `WARM_UP` candles the averages hold running sums of their seed window.
 */
export const STATE = {
  count: 0,
  previousClose: 1,
  averageGain: 2,
  averageLoss: 3,
  fast: 4,
  slow: 5,
  atr: 6,
  ema: 7,
  signal: 8,
  /** The close that leaves the window with the next candle. */
  oldest: 9,
  mean: 10,
  /** Sum of squared deviations from the mean over the window. */
  squares: 11,
  /** How many times in a row the close repeated: a flat window has exactly zero deviation. */
  repeats: 12,
  /** Ring index of `oldest`. */
  head: 13,
  ring: 16,
} as const;

/** Doubles per state row, a multiple of a cache line (8 doubles). */
export const STATE_WIDTH = 40;
