import { defineIndicator, periodParam, seedParam } from './indicator-spec.ts';
import { BAR, IndicatorStream } from './indicator-stream.ts';
import { SeededAverage } from './seeded-average.ts';

/** True range (Wilder 1978): the candle's range, widened to the previous close. Needs one closed candle before it. */
export class TrueRange {
  /** Candles seen, previous close. */
  readonly #state = new Float64Array(2);
  readonly #firstCandle: boolean;

  /** `firstCandle`: whether the very first candle counts with its plain range; otherwise it has no true range (NaN). */
  constructor(firstCandle: boolean) {
    this.#firstCandle = firstCandle;
  }

  /** True range of the bar; its close is remembered when `keep` is set. */
  next(bar: Float64Array, keep: boolean): number {
    const state = this.#state;
    const high = bar[BAR.high] as number;
    const low = bar[BAR.low] as number;
    const first = state[0] === 0;
    const previous = state[1] as number;
    if (keep) {
      state[0] = 1;
      state[1] = bar[BAR.close] as number;
    }
    if (first) return this.#firstCandle ? high - low : NaN;
    return (high > previous ? high : previous) - (low < previous ? low : previous);
  }
}

/**
 * Average true range (Wilder 1978): Wilder's average of the true range.
 * Seed 0: the first candle has no true range, first value at candle n + 1. Seed 1: the first candle counts with
 * high − low, first value at candle n (StockCharts' sheets, Tulip).
 */
export class AtrStream extends IndicatorStream {
  readonly #range: TrueRange;
  readonly #average: SeededAverage;

  constructor(period: number, seed: number) {
    super(2);
    this.#range = new TrueRange(seed === 1);
    this.#average = SeededAverage.wilder(period);
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const range = this.#range.next(bar, keep);
    this.row[0] = this.#average.next(range, keep);
    this.row[1] = range;
  }
}

export const ATR = defineIndicator({
  name: 'atr',
  title: 'Average true range',
  params: {
    period: periodParam(14, 'true ranges averaged'),
    seed: seedParam('0: true range from the second candle, 1: the first counts with its range'),
  },
  inputs: ['high', 'low', 'close'],
  outputs: ['atr', 'tr'],
  create: ({ period, seed }) => new AtrStream(period, seed),
});
