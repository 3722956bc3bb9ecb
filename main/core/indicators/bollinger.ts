import { defineIndicator, periodParam, widthParam } from './indicator-spec.ts';
import { BAR, IndicatorStream } from './indicator-stream.ts';
import { RollingMoments } from './rolling-moments.ts';

/**
 * Bollinger bands: SMA(n) ± width · population standard deviation of the last n closes, with %B (the close's place
 * between the bands, undefined when they coincide) and the bandwidth (upper − lower) / middle. First value at candle n.
 */
export class BollingerStream extends IndicatorStream {
  readonly #window: RollingMoments;
  readonly #width: number;

  constructor(period: number, width: number) {
    super(5);
    this.#window = new RollingMoments(period);
    this.#width = width;
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const close = bar[BAR.close] as number;
    this.#window.next(close, keep);
    const mean = this.#window.mean;
    const band = this.#window.deviation * this.#width;
    const upper = mean + band;
    const lower = mean - band;
    this.row[0] = upper;
    this.row[1] = mean;
    this.row[2] = lower;
    this.row[3] = (close - lower) / (upper - lower);
    this.row[4] = (upper - lower) / mean;
  }
}

export const BOLLINGER = defineIndicator({
  name: 'bollinger',
  title: 'Bollinger bands',
  params: { period: periodParam(20, 'candles averaged', 2), width: widthParam(2, 'standard deviations to each side') },
  inputs: ['close'],
  outputs: ['upper', 'middle', 'lower', 'percentB', 'bandwidth'],
  create: ({ period, width }) => new BollingerStream(period, width),
});
