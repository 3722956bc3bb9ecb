import { workOnCandles } from './adapters/candles/work-on-candles.ts';

/** Imports candle files, or removes a series. */
workOnCandles();
