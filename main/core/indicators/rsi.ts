import { defineIndicator, periodParam, seedParam } from './indicator-spec.ts';
import { BAR, IndicatorStream } from './indicator-stream.ts';
import { SeededAverage } from './seeded-average.ts';

/**
 * Relative strength index (Wilder 1978): 100 · up / (up + down), up and down being Wilder averages of the rises and
 * falls of the close. First value at candle n + 1. Seed 0: from the mean of the first n changes (Wilder). Seed 1: from
 * zero (the smoothing some libraries start without a seed); it agrees with seed 0 once the start has died away.
 * A series that never moved has no RSI.
 */
export class RsiStream extends IndicatorStream {
  readonly #up: SeededAverage;
  readonly #down: SeededAverage;
  readonly #period: number;
  /** Candles seen, previous close. */
  readonly #state = new Float64Array(2);

  constructor(period: number, seed: number) {
    super(1);
    this.#period = period;
    this.#up = SeededAverage.wilder(period, { seed: seed === 1 ? 'zero' : 'mean' });
    this.#down = SeededAverage.wilder(period, { seed: seed === 1 ? 'zero' : 'mean' });
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const state = this.#state;
    const close = bar[BAR.close] as number;
    const seen = state[0] as number;
    let value = NaN;
    if (seen > 0) {
      const change = close - (state[1] as number);
      const gain = change > 0 ? change : 0;
      const up = this.#up.next(gain, keep);
      const down = this.#down.next(gain - change, keep);
      if (seen >= this.#period) value = 100 * (up / (up + down));
    }
    if (keep) {
      state[0] = seen + 1;
      state[1] = close;
    }
    this.row[0] = value;
  }
}

export const RSI = defineIndicator({
  name: 'rsi',
  title: 'Relative strength index',
  params: {
    period: periodParam(14, 'changes averaged'),
    seed: seedParam('0: mean of the first n changes, 1: zero'),
  },
  inputs: ['close'],
  outputs: ['rsi'],
  create: ({ period, seed }) => new RsiStream(period, seed),
});
