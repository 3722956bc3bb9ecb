/** Positions inside a bar: four doubles reused by the caller, so that a tick allocates nothing. */
export const BAR = { high: 0, low: 1, close: 2, volume: 3 } as const;

/** Doubles per bar. */
export const BAR_WIDTH = 4;

/**
 * One indicator of one series. `commit` takes a closed candle, `peek` shows the values as if the open candle closed now
 * and leaves the state alone; for the same bar both write the same bits to `row`. A value that has no full look-back,
 * or is undefined (a division of nothing by nothing), is NaN. Bars must be finite.
 */
export abstract class IndicatorStream {
  /** Values of the latest `commit` or `peek`, one per output of the indicator; reused by every call. */
  readonly row: Float64Array;

  constructor(outputs: number) {
    this.row = new Float64Array(outputs).fill(NaN);
  }

  /** Takes a closed candle. */
  commit(bar: Float64Array): void {
    this.update(bar, true);
  }

  /** Values with the open candle; no state changes. */
  peek(bar: Float64Array): void {
    this.update(bar, false);
  }

  /** The one recurrence behind both; stores the new state only when `keep` is set. */
  protected abstract update(bar: Float64Array, keep: boolean): void;
}
