import { IndicatorBank } from './bank.ts';
import { BLOCK_WIDTH, BLOCKS_AT, columnStride, INPUT, LANE, type LaneValue } from './fused-layout.ts';
import { fusedSpan, type FusedColumns } from './fused-span.ts';
import { RESUM_INTERVAL, STANDARD_COLUMN, STANDARD_WIDTH, STATE, WINDOW, type StandardColumn } from './standard-set.ts';
import { loadFusedKernel, type FusedKernel } from './wasm/load.ts';
import { windowMoments } from './window-moments.ts';

/** Candles handed to the streaming bank before the kernel takes over: all columns are warm by then. Even. */
const LEAD_IN = 64;

/** High, low and close of one series, columns of equal length (quote units). */
export interface FusedInput {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/**
 * The standard set over whole series: all columns of all series in one staggered buffer, two series at a time in
 * WebAssembly SIMD (plain JS where the host has none; same bits). The values equal those of `IndicatorBank`, bit for bit.
 *
 * Fill the input columns with `load` (or write to `input` directly), call `compute`, read `column`. Columns are views
 * into the buffer, valid until the next `compute`; warm-up entries are NaN. A lone last series runs as its own partner.
 */
export class FusedBatch {
  readonly series: number;
  readonly capacity: number;
  readonly #stride: number;
  readonly #buffer: ArrayBuffer;
  readonly #lanes: Float64Array;
  readonly #columns: readonly FusedColumns[];
  readonly #kernel: FusedKernel | undefined;
  readonly #leadIn = new IndicatorBank(1);
  readonly #moments = new Float64Array(2);

  /** Room for `series` series of up to `capacity` candles. `plain` leaves WebAssembly out. */
  constructor(series: number, capacity: number, options: { readonly plain?: boolean } = {}) {
    this.series = series;
    this.capacity = capacity;
    this.#stride = columnStride(capacity);
    const bytes = BLOCKS_AT + series * BLOCK_WIDTH * this.#stride;
    const loaded = options.plain === true ? undefined : loadFusedKernel(this.#stride, bytes);
    this.#kernel = loaded?.kernel;
    this.#buffer = loaded?.buffer ?? new ArrayBuffer(bytes);
    this.#lanes = new Float64Array(this.#buffer, 0, Object.keys(LANE).length * 2);
    this.#columns = Array.from({ length: series }, (_, index) => this.#columnsOf(index));
  }

  /** The input columns of a series, to be filled in place. */
  input(series: number): FusedInput {
    return this.#at(series);
  }

  /** Copies a series into the buffer. */
  load(series: number, from: FusedInput): void {
    const to = this.#at(series);
    to.high.set(from.high);
    to.low.set(from.low);
    to.close.set(from.close);
  }

  /** Computes the first `length` candles of every series. Entries behind a shorter series' end mean nothing. */
  compute(length: number): void {
    if (length > this.capacity) throw new RangeError(`${length} candles asked, room for ${this.capacity}`);
    for (let first = 0; first < this.series; first += 2) {
      this.#computePair(first, Math.min(first + 1, this.series - 1), length);
    }
  }

  /** An output column of a series, `capacity` long: a view, not a copy. */
  column(series: number, name: StandardColumn): Float64Array {
    return this.#at(series).outputs[STANDARD_COLUMN[name]] as Float64Array;
  }

  #at(series: number): FusedColumns {
    const columns = this.#columns[series];
    if (columns === undefined) throw new RangeError(`no series ${series}, there are ${this.series}`);
    return columns;
  }

  #address(series: number, column: number): number {
    return BLOCKS_AT + (series * BLOCK_WIDTH + column) * this.#stride;
  }

  #columnsOf(series: number): FusedColumns {
    const view = (column: number) => new Float64Array(this.#buffer, this.#address(series, column), this.capacity);
    return {
      high: view(INPUT.high),
      low: view(INPUT.low),
      close: view(INPUT.close),
      outputs: Array.from({ length: STANDARD_WIDTH }, (_, index) => view(3 + index)),
    };
  }

  #computePair(a: number, b: number, length: number): void {
    const lead = Math.min(LEAD_IN, length);
    this.#lead(a, 0, lead);
    this.#lead(b, 1, lead);
    for (let from = lead; from < length;) {
      const end = Math.min(length, from + RESUM_INTERVAL - (from % RESUM_INTERVAL));
      this.#span(a, b, from, end);
      if (end % RESUM_INTERVAL === 0) {
        this.#resum(a, 0, end);
        this.#resum(b, 1, end);
      }
      from = end;
    }
  }

  /** Candles `from` to `to`: pairs of candles in the kernel, an odd last one (or everything without it) in plain JS. */
  #span(a: number, b: number, from: number, to: number): void {
    let done = from;
    const even = from + Math.floor((to - from) / 2) * 2;
    if (this.#kernel !== undefined && even > from) {
      const [startA, startB] = [this.#address(a, INPUT.high), this.#address(b, INPUT.high)];
      this.#kernel.span(startA + from * 8, startB + from * 8, startA + even * 8);
      done = even;
    }
    fusedSpan(this.#at(a), this.#lanes, 0, done, to);
    fusedSpan(this.#at(b), this.#lanes, 1, done, to);
  }

  /** Runs the first candles through the streaming bank and takes its running values over into a lane. */
  #lead(series: number, lane: 0 | 1, length: number): void {
    const { high, low, close, outputs } = this.#at(series);
    const bank = this.#leadIn;
    bank.reset(0);
    for (let i = 0; i < length; i++) {
      bank.commit(0, high[i] as number, low[i] as number, close[i] as number);
      for (let k = 0; k < STANDARD_WIDTH; k++) (outputs[k] as Float64Array)[i] = bank.row[k] as number;
    }
    for (const name of Object.keys(LANE) as LaneValue[]) {
      this.#lanes[LANE[name] * 2 + lane] = bank.state[STATE[name]] as number;
    }
  }

  #resum(series: number, lane: 0 | 1, end: number): void {
    const moments = this.#moments;
    windowMoments(this.#at(series).close, end - WINDOW, 0, WINDOW, moments, 0);
    this.#lanes[LANE.mean * 2 + lane] = moments[0] as number;
    this.#lanes[LANE.squares * 2 + lane] = moments[1] as number;
  }
}
