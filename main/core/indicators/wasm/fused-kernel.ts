import { INPUT, LANE, type LaneValue } from '../fused-layout.ts';
import {
  BAND_FACTOR,
  EMA_FACTOR,
  FAST_FACTOR,
  SIGNAL_FACTOR,
  SLOW_FACTOR,
  WILDER_FACTOR,
  WINDOW,
  WINDOW_FACTOR,
} from '../standard-set.ts';
import { double, type Code, type DataSegment, type FunctionSource } from '../../wasm/encoder.ts';
import { block, f64x2, get, i32, int, Locals, repeatWhile, set, v128 } from '../../wasm/instructions.ts';

/**
 * The standard set over two series in lockstep: every register holds one value of each series, and each turn of the
 * loop takes two candles, so that columns are read and written two candles at a time. `fusedSpan` in plain JS performs
 * the same operations in the same order.
 *
 * `span(a, b, end)` takes the byte addresses of the high columns of both series at the first candle and the address
 * where the first series ends; the number of candles must be even and not zero. Running values lie at address 0.
 */
export function fusedKernel(stride: number): FunctionSource {
  const kernel = new FusedKernelWriter(stride);
  const body = kernel.write();
  return { name: 'span', params: ['i32', 'i32', 'i32'], results: [], locals: kernel.locals.types, body };
}

const [A, B, END] = [0, 1, 2] as const;
const LANE_NAMES = Object.keys(LANE) as readonly LaneValue[];
const ZERO = f64x2.constant(0, 0);
const CANDLES_PER_TURN = 2;

/** Factors the loop needs, loaded once: built in place, the compiler would build them anew in every turn. */
const CONSTANTS: readonly number[] = [
  WILDER_FACTOR,
  FAST_FACTOR,
  SLOW_FACTOR,
  SIGNAL_FACTOR,
  EMA_FACTOR,
  WINDOW_FACTOR,
  BAND_FACTOR,
  WINDOW - 1,
  100,
  1,
];
const CONSTANTS_AT = 512;

/** The constants as a data segment of the module. */
export const fusedConstants = (): DataSegment => ({ at: CONSTANTS_AT, bytes: CONSTANTS.flatMap(double) });

/** A value at the first and at the second candle of a turn, as locals. */
type Pair = readonly [number, number];

class FusedKernelWriter {
  readonly locals = new Locals(3);
  readonly #stride: number;
  readonly #held: Readonly<Record<LaneValue, number>>;
  readonly #factors: ReadonlyMap<number, number>;
  readonly #close: Pair;
  readonly #oldest: Pair;
  readonly #change: Pair;
  readonly #result: Pair;
  readonly #scratch: readonly [number, number, number];

  constructor(stride: number) {
    this.#stride = stride;
    this.#factors = new Map(CONSTANTS.map((value) => [value, this.#local()]));
    this.#held = Object.fromEntries(LANE_NAMES.map((name) => [name, this.#local()])) as Record<LaneValue, number>;
    this.#close = [this.#local(), this.#local()];
    this.#oldest = [this.#local(), this.#local()];
    this.#change = [this.#local(), this.#local()];
    this.#result = [this.#local(), this.#local()];
    this.#scratch = [this.#local(), this.#local(), this.#local()];
  }

  write(): Code {
    const address = (name: LaneValue) => LANE[name] * 16;
    return block(
      ...CONSTANTS.map((value, k) => this.#loadFactor(value, k)),
      ...LANE_NAMES.map((name) => set(this.#held[name], v128.load(int(0), address(name)))),
      repeatWhile(
        block(
          this.#read(),
          this.#strength(),
          this.#convergence(),
          this.#bands(),
          this.#range(),
          this.#column(8, (k) => this.#smooth('ema', get(this.#close[k]), EMA_FACTOR), 'ema'),
          set(this.#held.previousClose, get(this.#close[1])),
          set(A, i32.add(get(A), int(8 * CANDLES_PER_TURN))),
          set(B, i32.add(get(B), int(8 * CANDLES_PER_TURN))),
        ),
        i32.lessThan(get(A), get(END)),
      ),
      ...LANE_NAMES.map((name) => v128.store(int(0), address(name), get(this.#held[name]))),
    );
  }

  #factorLocal(value: number): number {
    const local = this.#factors.get(value);
    if (local === undefined) throw new Error(`${value} is not among the kernel's constants`);
    return local;
  }

  #loadFactor(value: number, index: number): Code {
    return set(this.#factorLocal(value), v128.loadSplat(int(0), CONSTANTS_AT + index * 8));
  }

  #constant(value: number): Code {
    return get(this.#factorLocal(value));
  }

  #local(): number {
    return this.locals.add('v128');
  }

  /** Loads two candles of an input column of both series and turns them into one register per candle. */
  #load(target: Pair, column: number, shift = 0): Code {
    const [a, b] = this.#scratch;
    const offset = column * this.#stride + shift;
    return block(
      set(a, v128.load(get(A), offset)),
      set(b, v128.load(get(B), offset)),
      set(target[0], v128.lows(get(a), get(b))),
      set(target[1], v128.highs(get(a), get(b))),
    );
  }

  /** Stores an output column of both series for the two candles. */
  #store(column: number, first: Code, second: Code): Code {
    const offset = (3 + column) * this.#stride;
    return block(
      v128.store(get(A), offset, v128.lows(first, second)),
      v128.store(get(B), offset, v128.highs(first, second)),
    );
  }

  /** Runs `step` for both candles, keeping `value` after each as the column's result. */
  #column(column: number, step: (candle: 0 | 1) => Code, value: LaneValue): Code {
    return block(
      step(0),
      set(this.#result[0], get(this.#held[value])),
      step(1),
      this.#store(column, get(this.#result[0]), get(this.#held[value])),
    );
  }

  /** `held += (value − held) · factor`. */
  #smooth(name: LaneValue, value: Code, factor: number): Code {
    const held = get(this.#held[name]);
    return set(this.#held[name], f64x2.add(held, f64x2.mul(f64x2.sub(value, held), this.#constant(factor))));
  }

  #read(): Code {
    return block(
      this.#load(this.#close, INPUT.close),
      this.#load(this.#oldest, INPUT.close, -8 * WINDOW),
      set(this.#change[0], f64x2.sub(get(this.#close[0]), get(this.#held.previousClose))),
      set(this.#change[1], f64x2.sub(get(this.#close[1]), get(this.#close[0]))),
    );
  }

  #strength(): Code {
    const { averageGain, averageLoss } = this.#held;
    const [gain] = this.#scratch;
    const step = (k: 0 | 1) =>
      block(
        set(gain, f64x2.pmax(ZERO, get(this.#change[k]))),
        this.#smooth('averageGain', get(gain), WILDER_FACTOR),
        this.#smooth('averageLoss', f64x2.sub(get(gain), get(this.#change[k])), WILDER_FACTOR),
        set(
          this.#result[k],
          f64x2.mul(this.#constant(100), f64x2.div(get(averageGain), f64x2.add(get(averageGain), get(averageLoss)))),
        ),
      );
    return block(step(0), step(1), this.#store(0, get(this.#result[0]), get(this.#result[1])));
  }

  #convergence(): Code {
    const { fast, slow, signal } = this.#held;
    const [macd0, macd1, signal0] = this.#scratch;
    const step = (k: 0 | 1, macd: number) =>
      block(
        this.#smooth('fast', get(this.#close[k]), FAST_FACTOR),
        this.#smooth('slow', get(this.#close[k]), SLOW_FACTOR),
        set(macd, f64x2.sub(get(fast), get(slow))),
        this.#smooth('signal', get(macd), SIGNAL_FACTOR),
      );
    return block(
      step(0, macd0),
      set(signal0, get(signal)),
      step(1, macd1),
      this.#store(1, get(macd0), get(macd1)),
      this.#store(2, get(signal0), get(signal)),
      this.#store(3, f64x2.sub(get(macd0), get(signal0)), f64x2.sub(get(macd1), get(signal))),
    );
  }

  #bands(): Code {
    const { mean, squares, repeats } = this.#held;
    const [before, move, flat] = this.#scratch;
    const [middle0, band0] = [this.#result[0], this.#result[1]];
    const deviations = (k: 0 | 1) =>
      f64x2.add(f64x2.sub(get(this.#close[k]), get(mean)), f64x2.sub(get(this.#oldest[k]), get(before)));
    const step = (k: 0 | 1) =>
      block(
        set(before, get(mean)),
        set(move, f64x2.sub(get(this.#close[k]), get(this.#oldest[k]))),
        set(mean, f64x2.add(get(before), f64x2.mul(get(move), this.#constant(WINDOW_FACTOR)))),
        set(squares, f64x2.add(get(squares), f64x2.mul(get(move), deviations(k)))),
        set(squares, f64x2.pmax(ZERO, get(squares))),
        set(repeats, v128.and(f64x2.equal(get(this.#change[k]), ZERO), f64x2.add(get(repeats), this.#constant(1)))),
        set(flat, f64x2.atLeast(get(repeats), this.#constant(WINDOW - 1))),
        set(squares, v128.andNot(get(squares), get(flat))),
        set(mean, v128.select(get(this.#close[k]), get(mean), get(flat))),
      );
    const band = f64x2.sqrt(f64x2.mul(get(squares), this.#constant(BAND_FACTOR)));
    const band1 = this.#scratch[0];
    return block(
      step(0),
      set(middle0, get(mean)),
      set(band0, band),
      step(1),
      set(band1, band),
      this.#store(4, f64x2.add(get(middle0), get(band0)), f64x2.add(get(mean), get(band1))),
      this.#store(5, get(middle0), get(mean)),
      this.#store(6, f64x2.sub(get(middle0), get(band0)), f64x2.sub(get(mean), get(band1))),
    );
  }

  /** ATR; the highs and lows take the registers of the closes that left the window. */
  #range(): Code {
    const [high, low] = [this.#oldest, this.#change];
    const before = (k: 0 | 1) => get(k === 0 ? this.#held.previousClose : this.#close[0]);
    const trueRange = (k: 0 | 1) => f64x2.sub(f64x2.pmax(before(k), get(high[k])), f64x2.pmin(before(k), get(low[k])));
    return block(
      this.#load(high, INPUT.high),
      this.#load(low, INPUT.low),
      this.#column(7, (k) => this.#smooth('atr', trueRange(k), WILDER_FACTOR), 'atr'),
    );
  }
}
