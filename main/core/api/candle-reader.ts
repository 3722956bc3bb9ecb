import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { resample } from '../market/resample.ts';
import type { CandleStore } from '../ports/store.ts';

/**
 * Candles of a timeframe with `from <= ts < to`: as stored, or resampled from the longest stored timeframe that divides
 * it. Empty when nothing suitable is stored.
 */
export function candlesOf(
  store: CandleStore,
  symbol: ContractSymbol,
  timeframe: Timeframe,
  from: number,
  to: number,
): CandleColumns {
  const wanted = timeframeMs(timeframe);
  const stored = store
    .series()
    .filter((series) => series.symbol === symbol && wanted % timeframeMs(series.timeframe) === 0)
    .sort((a, b) => timeframeMs(b.timeframe) - timeframeMs(a.timeframe));
  const [best] = stored;
  if (best === undefined || best.timeframe === timeframe) return store.read(symbol, timeframe, from, to);
  return resample(store.read(symbol, best.timeframe, from, to), best.timeframe, timeframe).columns;
}
