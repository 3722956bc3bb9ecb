/** One candle. Prices in quote units and volume in base units, as doubles: series feed indicators and charts, never money. */
export interface Candle {
  /** Open time, ms since 1970, a multiple of the timeframe. */
  readonly ts: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Candles as columns of equal length; `ts` strictly rising. */
export interface CandleColumns {
  readonly ts: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** A hole in a series: the first missing open time and how many candles are missing. */
export interface CandleGap {
  readonly from: number;
  readonly missing: number;
}
