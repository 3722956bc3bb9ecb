import type { ModelTraining } from '#shared/contract/models.ts';
import { HOUR } from '#shared/domain/time.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { candlesOf } from '../../api/candle-reader.ts';
import type { Store } from '../../ports/store.ts';
import { lastOfHours } from '../../features/derivative-history.ts';
import type { TrainingSource } from './train-job.ts';

/** What is stored of the symbols and the span of a training. */
export function storedSeries(
  { candles, derivatives }: Pick<Store, 'candles' | 'derivatives'>,
  { timeframe, from, to }: ModelTraining,
): Pick<TrainingSource, 'candlesOf' | 'hoursOf' | 'derivativesOf'> {
  return {
    candlesOf: (symbol) => candlesOf(candles, symbol, timeframe, from, to),
    ...(timeframeMs(timeframe) > HOUR ? { hoursOf: (symbol) => candlesOf(candles, symbol, '1h', from, to) } : {}),
    derivativesOf: (symbol) => lastOfHours(derivatives.read(symbol, from, to)),
  };
}
