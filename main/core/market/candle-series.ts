import type { Candle, CandleColumns } from '#shared/domain/candle.ts';

/**
 * Extra doubles between columns. With columns a multiple of 4,096 bytes apart, one row's six numbers fall into the same
 * cache set and evict each other; nine cache lines of offset keep them apart.
 */
const STAGGER = 72;
const COLUMNS = 6;

/** One empty set of columns. */
export const NO_CANDLES: CandleColumns = {
  ts: new Float64Array(0),
  open: new Float64Array(0),
  high: new Float64Array(0),
  low: new Float64Array(0),
  close: new Float64Array(0),
  volume: new Float64Array(0),
};

/** Columns of `length` rows side by side in one buffer, staggered. */
export function allocateColumns(length: number): CandleColumns {
  const stride = length + STAGGER;
  const buffer = new Float64Array(stride * COLUMNS);
  const column = (index: number): Float64Array => buffer.subarray(index * stride, index * stride + length);
  return { ts: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}

/** Rows `from <= row < to` of the columns, as views without copying. */
export const viewColumns = (columns: CandleColumns, from: number, to: number): CandleColumns => ({
  ts: columns.ts.subarray(from, to),
  open: columns.open.subarray(from, to),
  high: columns.high.subarray(from, to),
  low: columns.low.subarray(from, to),
  close: columns.close.subarray(from, to),
  volume: columns.volume.subarray(from, to),
});

/** Writes `source` into `target` from row `at` on. */
export function copyColumns(target: CandleColumns, at: number, source: CandleColumns): void {
  target.ts.set(source.ts, at);
  target.open.set(source.open, at);
  target.high.set(source.high, at);
  target.low.set(source.low, at);
  target.close.set(source.close, at);
  target.volume.set(source.volume, at);
}

/** The first row whose time is `>= at`, among the first `length` rows. */
export function firstRowFrom(ts: Float64Array, length: number, at: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ts[middle] ?? Number.POSITIVE_INFINITY) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Closed candles of one contract and timeframe, growing at the end. Views handed out stay valid until the next write that
 * needs more room or drops old rows; take them anew for each use.
 */
export class CandleSeries {
  #columns: CandleColumns;
  #capacity: number;
  #length = 0;

  constructor(capacity = 1_024) {
    this.#capacity = Math.max(16, capacity);
    this.#columns = allocateColumns(this.#capacity);
  }

  /** A series holding a copy of the columns. */
  static of(columns: CandleColumns): CandleSeries {
    const series = new CandleSeries(columns.ts.length);
    series.append(columns);
    return series;
  }

  get length(): number {
    return this.#length;
  }

  /** Open time of the last candle, or null. */
  get lastTs(): number | null {
    return this.#columns.ts[this.#length - 1] ?? null;
  }

  /** Open time of the first candle, or null. */
  get firstTs(): number | null {
    return this.#length === 0 ? null : (this.#columns.ts[0] ?? null);
  }

  /** Adds a candle. @throws RangeError unless it is later than the last one. */
  push(candle: Candle): void {
    this.pushValues(candle.ts, candle.open, candle.high, candle.low, candle.close, candle.volume);
  }

  /** As {@link push}, without an object. */
  pushValues(ts: number, open: number, high: number, low: number, close: number, volume: number): void {
    const row = this.#length;
    this.#mustFollow(ts);
    if (row === this.#capacity) this.#grow(row + 1);
    const columns = this.#columns;
    columns.ts[row] = ts;
    columns.open[row] = open;
    columns.high[row] = high;
    columns.low[row] = low;
    columns.close[row] = close;
    columns.volume[row] = volume;
    this.#length = row + 1;
  }

  /** Adds rows that all follow the last one. @throws RangeError when the first does not. */
  append(columns: CandleColumns): void {
    const count = columns.ts.length;
    if (count === 0) return;
    this.#mustFollow(columns.ts[0] ?? Number.NaN);
    if (this.#length + count > this.#capacity) this.#grow(this.#length + count);
    copyColumns(this.#columns, this.#length, columns);
    this.#length += count;
  }

  /** All rows. */
  columns(): CandleColumns {
    return viewColumns(this.#columns, 0, this.#length);
  }

  /** The newest `count` rows, fewer when there are fewer. */
  last(count: number): CandleColumns {
    return viewColumns(this.#columns, Math.max(0, this.#length - count), this.#length);
  }

  /** Rows with `from <= ts < to`. */
  slice(from: number, to: number): CandleColumns {
    const ts = this.#columns.ts;
    const start = firstRowFrom(ts, this.#length, from);
    return viewColumns(this.#columns, start, Math.max(start, firstRowFrom(ts, this.#length, to)));
  }

  /** The candle of a row, or null. */
  at(row: number): Candle | null {
    if (row < 0 || row >= this.#length) return null;
    const { ts, open, high, low, close, volume } = this.#columns;
    return {
      ts: ts[row] ?? 0,
      open: open[row] ?? 0,
      high: high[row] ?? 0,
      low: low[row] ?? 0,
      close: close[row] ?? 0,
      volume: volume[row] ?? 0,
    };
  }

  /** Forgets candles before `at`, so that a long-lived series keeps its size. */
  dropBefore(at: number): void {
    const dropped = firstRowFrom(this.#columns.ts, this.#length, at);
    if (dropped === 0) return;
    const kept = this.columns();
    const target = allocateColumns(this.#capacity);
    copyColumns(target, 0, viewColumns(kept, dropped, this.#length));
    this.#columns = target;
    this.#length -= dropped;
  }

  #mustFollow(ts: number): void {
    const last = this.lastTs;
    if (last === null ? Number.isFinite(ts) : ts > last) return;
    throw new RangeError(`A candle of ${String(ts)} does not follow the one of ${String(last)}`);
  }

  #grow(needed: number): void {
    this.#capacity = Math.max(needed, this.#capacity * 2);
    const target = allocateColumns(this.#capacity);
    copyColumns(target, 0, this.columns());
    this.#columns = target;
  }
}
