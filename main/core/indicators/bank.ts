import {
  BAND_FACTOR,
  EMA_FACTOR,
  FAST_FACTOR,
  MACD_FAST,
  MACD_SIGNAL,
  MACD_SLOW,
  RESUM_INTERVAL,
  SIGNAL_FACTOR,
  SLOW_FACTOR,
  STANDARD_WIDTH,
  STATE,
  STATE_WIDTH,
  WARM_UP,
  WILDER_FACTOR,
  WILDER_PERIOD,
  WINDOW,
  WINDOW_FACTOR,
} from './standard-set.ts';
import { windowMoments } from './window-moments.ts';
import { INPUTS_AT, loadTickKernel, ROWS_AT, type TickKernel } from './wasm/load.ts';

/**
 * The standard set for many symbols on one flat array: one row of doubles per slot, no allocation per candle or tick.
 *
 * `commit` takes a closed candle, `peek` shows the values with the candle that is still open and changes nothing.
 * Both write `row` (indexes in `STANDARD_COLUMN`); a value that has no full look-back yet is NaN. For the same candle
 * `peek` and `commit` give the same bits. Inputs are plain doubles (quote units) and must be finite.
 *
 * Seeds: EMAs start from the mean of their first n values, the signal from the mean of the first nine MACD values,
 * Wilder averages from the mean of their first n changes or true ranges (the first candle has neither).
 */
export class IndicatorBank {
  /** Values of the latest `commit` or `peek`; reused by every call. */
  readonly row: Float64Array;
  /** State rows, `STATE_WIDTH` doubles each; the one past the last slot is scratch for peeks during warm-up. */
  readonly state: Float64Array;
  readonly slots: number;
  readonly #kernel: TickKernel | undefined;
  readonly #inputs: Float64Array;

  /** `plain` leaves WebAssembly out: same bits, slower. */
  constructor(slots: number, options: { readonly plain?: boolean } = {}) {
    const loaded = options.plain === true ? undefined : loadTickKernel((slots + 1) * STATE_WIDTH * 8);
    const buffer = loaded?.buffer ?? new ArrayBuffer((slots + 2) * STATE_WIDTH * 8);
    this.slots = slots;
    this.row = new Float64Array(buffer, 0, STANDARD_WIDTH).fill(NaN);
    this.state = new Float64Array(buffer, ROWS_AT, (slots + 1) * STATE_WIDTH);
    this.#inputs = new Float64Array(buffer, INPUTS_AT, 3);
    this.#kernel = loaded?.kernel;
  }

  /** Closed candles seen by a slot. */
  count(slot: number): number {
    return this.state[slot * STATE_WIDTH] ?? 0;
  }

  /** Forgets a slot's history. */
  reset(slot: number): void {
    this.state.fill(0, slot * STATE_WIDTH, (slot + 1) * STATE_WIDTH);
  }

  /** Takes a closed candle and writes the values at its close to `row`. */
  commit(slot: number, high: number, low: number, close: number): void {
    const base = slot * STATE_WIDTH;
    const state = this.state;
    this.#take(high, low, close);
    if (this.#kernel?.commit(ROWS_AT + base * 8) !== 1) {
      if ((state[base] as number) < WARM_UP) seedStep(state, base, high, low, close, this.row);
      else hotStep(state, base, high, low, close, this.row, true);
      advance(state, base, close);
    }
    if ((state[base] as number) % RESUM_INTERVAL === 0) {
      windowMoments(state, base + STATE.ring, state[base + STATE.head] as number, WINDOW, state, base + STATE.mean);
    }
  }

  /** Writes to `row` the values as if the open candle closed now; the state stays as it is. */
  peek(slot: number, high: number, low: number, close: number): void {
    this.#take(high, low, close);
    if (this.#kernel?.peek(ROWS_AT + slot * STATE_WIDTH * 8) === 1) return;
    this.#peekPlain(slot, high, low, close);
  }

  /** Lays a candle where the kernel reads it. */
  #take(high: number, low: number, close: number): void {
    const inputs = this.#inputs;
    inputs[0] = high;
    inputs[1] = low;
    inputs[2] = close;
  }

  #peekPlain(slot: number, high: number, low: number, close: number): void {
    const base = slot * STATE_WIDTH;
    const state = this.state;
    if ((state[base] as number) >= WARM_UP) {
      hotStep(state, base, high, low, close, this.row, false);
      return;
    }
    const scratch = this.slots * STATE_WIDTH;
    state.copyWithin(scratch, base, base + STATE_WIDTH);
    seedStep(state, scratch, high, low, close, this.row);
  }
}

/** One candle after warm-up. The order of operations here is the definition the batch kernels repeat. */
function hotStep(
  s: Float64Array,
  b: number,
  high: number,
  low: number,
  close: number,
  row: Float64Array,
  keep: boolean,
): void {
  const previous = s[b + STATE.previousClose] as number;
  const change = close - previous;
  const gain = change > 0 ? change : 0;
  let averageGain = s[b + STATE.averageGain] as number;
  averageGain += (gain - averageGain) * WILDER_FACTOR;
  let averageLoss = s[b + STATE.averageLoss] as number;
  averageLoss += (gain - change - averageLoss) * WILDER_FACTOR;
  row[0] = 100 * (averageGain / (averageGain + averageLoss));

  let fast = s[b + STATE.fast] as number;
  fast += (close - fast) * FAST_FACTOR;
  let slow = s[b + STATE.slow] as number;
  slow += (close - slow) * SLOW_FACTOR;
  const macd = fast - slow;
  let signal = s[b + STATE.signal] as number;
  signal += (macd - signal) * SIGNAL_FACTOR;
  row[1] = macd;
  row[2] = signal;
  row[3] = macd - signal;

  const oldest = s[b + STATE.oldest] as number;
  const before = s[b + STATE.mean] as number;
  const step = close - oldest;
  let mean = before + step * WINDOW_FACTOR;
  let squares = (s[b + STATE.squares] as number) + step * (close - mean + (oldest - before));
  squares = squares > 0 ? squares : 0;
  const repeats = change === 0 ? (s[b + STATE.repeats] as number) + 1 : 0;
  if (repeats >= WINDOW - 1) {
    squares = 0;
    mean = close;
  }
  const band = Math.sqrt(squares * BAND_FACTOR);
  row[4] = mean + band;
  row[5] = mean;
  row[6] = mean - band;

  let atr = s[b + STATE.atr] as number;
  atr += ((high > previous ? high : previous) - (low < previous ? low : previous) - atr) * WILDER_FACTOR;
  row[7] = atr;
  let ema = s[b + STATE.ema] as number;
  ema += (close - ema) * EMA_FACTOR;
  row[8] = ema;

  if (keep) {
    s[b + STATE.averageGain] = averageGain;
    s[b + STATE.averageLoss] = averageLoss;
    s[b + STATE.fast] = fast;
    s[b + STATE.slow] = slow;
    s[b + STATE.signal] = signal;
    s[b + STATE.mean] = mean;
    s[b + STATE.squares] = squares;
    s[b + STATE.repeats] = repeats;
    s[b + STATE.atr] = atr;
    s[b + STATE.ema] = ema;
  }
}

/** Adds `value` as sample number `seen` of an average: a sum until `period` samples, their mean, then smoothing. */
function seedAverage(s: Float64Array, at: number, seen: number, period: number, factor: number, value: number): number {
  const held = s[at] as number;
  const next =
    seen < period ? held + value : seen === period ? (held + value) / period : held + (value - held) * factor;
  s[at] = next;
  return seen < period ? NaN : next;
}

/** One candle before every column has a value. Changes the state row it is given. */
function seedStep(s: Float64Array, b: number, high: number, low: number, close: number, row: Float64Array): void {
  const count = s[b] as number;
  const seen = count + 1;
  row.fill(NaN);
  const fast = seedAverage(s, b + STATE.fast, seen, MACD_FAST, FAST_FACTOR, close);
  const slow = seedAverage(s, b + STATE.slow, seen, MACD_SLOW, SLOW_FACTOR, close);
  if (seen >= MACD_SLOW) {
    const macd = fast - slow;
    const signal = seedAverage(s, b + STATE.signal, seen - MACD_SLOW + 1, MACD_SIGNAL, SIGNAL_FACTOR, macd);
    row[1] = macd;
    row[2] = signal;
    row[3] = macd - signal;
  }
  row[8] = seedAverage(s, b + STATE.ema, seen, WINDOW, EMA_FACTOR, close);
  seedMoments(s, b, seen, close, row);
  if (count === 0) return;
  const previous = s[b + STATE.previousClose] as number;
  const change = close - previous;
  const gain = change > 0 ? change : 0;
  const averageGain = seedAverage(s, b + STATE.averageGain, count, WILDER_PERIOD, WILDER_FACTOR, gain);
  const averageLoss = seedAverage(s, b + STATE.averageLoss, count, WILDER_PERIOD, WILDER_FACTOR, gain - change);
  row[0] = 100 * (averageGain / (averageGain + averageLoss));
  const range = (high > previous ? high : previous) - (low < previous ? low : previous);
  row[7] = seedAverage(s, b + STATE.atr, count, WILDER_PERIOD, WILDER_FACTOR, range);
}

/** Mean and squared deviations while the window fills and until every column is warm. */
function seedMoments(s: Float64Array, b: number, seen: number, close: number, row: Float64Array): void {
  const repeats = seen > 1 && close === s[b + STATE.previousClose] ? (s[b + STATE.repeats] as number) + 1 : 0;
  s[b + STATE.repeats] = repeats;
  if (seen < WINDOW) return;
  if (seen === WINDOW) {
    s[b + STATE.ring + WINDOW - 1] = close;
    windowMoments(s, b + STATE.ring, 0, WINDOW, s, b + STATE.mean);
  } else {
    const before = s[b + STATE.mean] as number;
    const oldest = s[b + STATE.oldest] as number;
    const step = close - oldest;
    const mean = before + step * WINDOW_FACTOR;
    const squares = (s[b + STATE.squares] as number) + step * (close - mean + (oldest - before));
    s[b + STATE.mean] = mean;
    s[b + STATE.squares] = squares > 0 ? squares : 0;
  }
  if (repeats >= WINDOW - 1) {
    s[b + STATE.squares] = 0;
    s[b + STATE.mean] = close;
  }
  const mean = s[b + STATE.mean] as number;
  const band = Math.sqrt((s[b + STATE.squares] as number) * BAND_FACTOR);
  row[4] = mean + band;
  row[5] = mean;
  row[6] = mean - band;
}

/** Moves the window on by one closed candle. */
function advance(s: Float64Array, b: number, close: number): void {
  const count = (s[b] as number) + 1;
  const head = s[b + STATE.head] as number;
  const next = head + 1 === WINDOW ? 0 : head + 1;
  s[b] = count;
  s[b + STATE.previousClose] = close;
  s[b + STATE.ring + head] = close;
  s[b + STATE.head] = next;
  s[b + STATE.oldest] = s[b + STATE.ring + next] as number;
}
