import { defineIndicator, periodParam, seedParam } from './indicator-spec.ts';
import { BAR, IndicatorStream } from './indicator-stream.ts';
import { RollingMoments } from './rolling-moments.ts';
import { SeededAverage } from './seeded-average.ts';

/** Simple moving average: the mean of the last n closes. First value at candle n. */
export class SmaStream extends IndicatorStream {
  readonly #window: RollingMoments;

  constructor(period: number) {
    super(1);
    this.#window = new RollingMoments(period);
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    this.#window.next(bar[BAR.close] as number, keep);
    this.row[0] = this.#window.mean;
  }
}

/**
 * Exponential moving average, factor 2 / (n + 1).
 * Seed 0: starts at candle n from the mean of the first n closes (StockCharts, TA-Lib). Seed 1: starts from the first
 * close and has a value from the first candle on (Achelis, Tulip).
 */
export class EmaStream extends IndicatorStream {
  readonly #average: SeededAverage;

  constructor(period: number, seed: number) {
    super(1);
    this.#average = SeededAverage.ema(period, { seed: seed === 1 ? 'first' : 'mean' });
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    this.row[0] = this.#average.next(bar[BAR.close] as number, keep);
  }
}

export const SMA = defineIndicator({
  name: 'sma',
  title: 'Simple moving average',
  params: { period: periodParam(20, 'candles averaged') },
  inputs: ['close'],
  outputs: ['sma'],
  create: ({ period }) => new SmaStream(period),
});

export const EMA = defineIndicator({
  name: 'ema',
  title: 'Exponential moving average',
  params: { period: periodParam(20, 'candles averaged'), seed: seedParam('0: mean of the first n, 1: first close') },
  inputs: ['close'],
  outputs: ['ema'],
  create: ({ period, seed }) => new EmaStream(period, seed),
});
