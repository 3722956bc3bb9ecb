/**
 * The technical picture of one symbol on one timeframe at one moment. One object per slot is filled in place for each
 * candle. Prices and volumes in quote and base units; NaN where the look-back is not complete.
 */
export interface TechnicalReading {
  /** When the newest candle behind it closed, or the time of the open candle's last price. */
  asOf: number;
  open: number;
  close: number;
  volume: number;
  rsi: number;
  histogram: number;
  /** MACD histogram one closed candle earlier. */
  previousHistogram: number;
  upper: number;
  middle: number;
  lower: number;
  /** Bollinger bands and close one closed candle earlier. */
  previousUpper: number;
  previousLower: number;
  previousClose: number;
  atr: number;
  ema: number;
  slowEma: number;
  adx: number;
  plusDi: number;
  minusDi: number;
  /** Highest high and lowest low of the 20 candles before this one. */
  channelHigh: number;
  channelLow: number;
  meanVolume: number;
  /** Closed candles still missing before everything above has a value; 0 when complete. */
  missing: number;
}

/** Closed candles before every input has a value: the slow EMA is the last to arrive. */
export const TECHNICAL_WARM_UP = 50;

/** A reading in which nothing is known yet. */
export const emptyReading = (): TechnicalReading => ({
  asOf: 0,
  open: NaN,
  close: NaN,
  volume: NaN,
  rsi: NaN,
  histogram: NaN,
  previousHistogram: NaN,
  upper: NaN,
  middle: NaN,
  lower: NaN,
  previousUpper: NaN,
  previousLower: NaN,
  previousClose: NaN,
  atr: NaN,
  ema: NaN,
  slowEma: NaN,
  adx: NaN,
  plusDi: NaN,
  minusDi: NaN,
  channelHigh: NaN,
  channelLow: NaN,
  meanVolume: NaN,
  missing: TECHNICAL_WARM_UP,
});
