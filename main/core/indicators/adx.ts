import { TrueRange } from './atr.ts';
import { defineIndicator, periodParam, seedParam } from './indicator-spec.ts';
import { BAR, IndicatorStream } from './indicator-stream.ts';
import { SeededAverage } from './seeded-average.ts';

/**
 * Directional movement (Wilder 1978): +DI and −DI are 100 · averaged movement / averaged true range, DX is
 * 100 · |difference| / sum of the two, ADX is Wilder's average of DX.
 * Seed 0: averages start from n changes; +DI from candle n + 1, ADX from candle 2n. Seed 1: they start from n − 1
 * changes, one candle earlier (Tulip, TA-Lib). The start dies away with the smoothing.
 */
export class AdxStream extends IndicatorStream {
  readonly #range = new TrueRange(false);
  readonly #ranges: SeededAverage;
  readonly #rises: SeededAverage;
  readonly #falls: SeededAverage;
  readonly #index: SeededAverage;
  /** Candles seen, previous high, previous low. */
  readonly #state = new Float64Array(3);

  constructor(period: number, seed: number) {
    super(4);
    const options = { seedLength: period - seed };
    this.#ranges = SeededAverage.wilder(period, options);
    this.#rises = SeededAverage.wilder(period, options);
    this.#falls = SeededAverage.wilder(period, options);
    this.#index = SeededAverage.wilder(period);
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const state = this.#state;
    const row = this.row;
    const high = bar[BAR.high] as number;
    const low = bar[BAR.low] as number;
    const range = this.#ranges.next(this.#range.next(bar, keep), keep);
    if (state[0] === 0) row.fill(NaN);
    else {
      const rise = high - (state[1] as number);
      const fall = (state[2] as number) - low;
      const plus = (100 * this.#rises.next(rise > fall && rise > 0 ? rise : 0, keep)) / range;
      const minus = (100 * this.#falls.next(fall > rise && fall > 0 ? fall : 0, keep)) / range;
      const dx = (100 * Math.abs(plus - minus)) / (plus + minus);
      row[0] = this.#index.next(dx, keep);
      row[1] = plus;
      row[2] = minus;
      row[3] = dx;
    }
    if (!keep) return;
    state[0] = 1;
    state[1] = high;
    state[2] = low;
  }
}

export const ADX = defineIndicator({
  name: 'adx',
  title: 'Average directional movement index',
  params: {
    period: periodParam(14, 'candles averaged', 2),
    seed: seedParam('0: averages start from n changes, 1: from n − 1'),
  },
  inputs: ['high', 'low', 'close'],
  outputs: ['adx', 'plusDi', 'minusDi', 'dx'],
  create: ({ period, seed }) => new AdxStream(period, seed),
});
