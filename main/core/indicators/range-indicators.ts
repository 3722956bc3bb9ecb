import { defineIndicator, periodParam } from './indicator-spec.ts';
import { BAR, IndicatorStream } from './indicator-stream.ts';
import { RollingExtreme } from './rolling-extreme.ts';
import { RollingSum } from './rolling-sum.ts';
import { typicalPrice } from './volume-indicators.ts';

/**
 * Stochastic oscillator (Lane): the close's place in the range of the last n candles, 0 to 100; %K is its mean over
 * `smoothing` candles (1 = the fast form), %D the mean of %K over `signal`. First %K at candle n + smoothing − 1.
 * A window without any range has no place: the values it enters are NaN.
 */
export class StochasticStream extends IndicatorStream {
  readonly #highest: RollingExtreme;
  readonly #lowest: RollingExtreme;
  readonly #raw: RollingSum;
  readonly #smooth: RollingSum;
  readonly #smoothing: number;
  readonly #signal: number;
  readonly #silent: number;
  readonly #seen = new Float64Array(1);

  constructor(period: number, smoothing: number, signal: number) {
    super(2);
    this.#highest = new RollingExtreme(period, 'highest');
    this.#lowest = new RollingExtreme(period, 'lowest');
    this.#raw = new RollingSum(smoothing);
    this.#smooth = new RollingSum(signal);
    this.#smoothing = smoothing;
    this.#signal = signal;
    this.#silent = period - 1;
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const highest = this.#highest.next(bar[BAR.high] as number, keep);
    const lowest = this.#lowest.next(bar[BAR.low] as number, keep);
    const seen = this.#seen[0] as number;
    if (keep) this.#seen[0] = seen + 1;
    this.row.fill(NaN);
    if (seen < this.#silent) return;
    const place = (100 * ((bar[BAR.close] as number) - lowest)) / (highest - lowest);
    const k = this.#raw.next(place, keep) / this.#smoothing;
    this.row[0] = k;
    if (seen < this.#silent + this.#smoothing - 1) return;
    this.row[1] = this.#smooth.next(k, keep) / this.#signal;
  }
}

/**
 * Donchian channel: highest high and lowest low of n candles and their middle.
 * `includeCurrent` 1 (the usual chart definition): the n candles end with the current one; first value at candle n.
 * `includeCurrent` 0 (breakouts, so that a candle can leave the channel): the n candles before the current one; first
 * value at candle n + 1, and a peek does not depend on the open candle.
 */
export class DonchianStream extends IndicatorStream {
  readonly #highest: RollingExtreme;
  readonly #lowest: RollingExtreme;
  readonly #includeCurrent: boolean;

  constructor(period: number, includeCurrent: boolean) {
    super(3);
    this.#highest = new RollingExtreme(period, 'highest');
    this.#lowest = new RollingExtreme(period, 'lowest');
    this.#includeCurrent = includeCurrent;
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const highBefore = this.#highest.current;
    const lowBefore = this.#lowest.current;
    const high = this.#highest.next(bar[BAR.high] as number, keep);
    const low = this.#lowest.next(bar[BAR.low] as number, keep);
    const upper = this.#includeCurrent ? high : highBefore;
    const lower = this.#includeCurrent ? low : lowBefore;
    this.row[0] = upper;
    this.row[1] = (upper + lower) / 2;
    this.row[2] = lower;
  }
}

/**
 * Commodity channel index (Lambert 1980): (typical price − its SMA) / (0.015 · mean absolute deviation) over n candles.
 * First value at candle n; undefined when the deviation is zero. The deviation is taken around a mean that moves, so
 * each candle costs one pass over its window.
 */
export class CciStream extends IndicatorStream {
  readonly #ring: Float64Array;
  readonly #seen = new Float64Array(1);

  constructor(period: number) {
    super(1);
    this.#ring = new Float64Array(period);
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const ring = this.#ring;
    const period = ring.length;
    const seen = this.#seen[0] as number;
    const at = seen % period;
    const typical = typicalPrice(bar);
    const held = ring[at] as number;
    ring[at] = typical;
    this.row[0] = seen + 1 < period ? NaN : this.#index(typical, (seen + 1) % period);
    if (keep) this.#seen[0] = seen + 1;
    else ring[at] = held;
  }

  #index(typical: number, head: number): number {
    const ring = this.#ring;
    const period = ring.length;
    let sum = 0;
    for (let i = 0; i < period; i++) sum += ring[(head + i) % period] as number;
    const mean = sum / period;
    let deviation = 0;
    for (let i = 0; i < period; i++) deviation += Math.abs((ring[(head + i) % period] as number) - mean);
    return deviation === 0 ? NaN : (typical - mean) / ((0.015 * deviation) / period);
  }
}

export const STOCHASTIC = defineIndicator({
  name: 'stochastic',
  title: 'Stochastic oscillator',
  params: {
    period: periodParam(14, 'candles of the range'),
    smoothing: periodParam(3, 'values averaged into %K'),
    signal: periodParam(3, 'values averaged into %D'),
  },
  inputs: ['high', 'low', 'close'],
  outputs: ['k', 'd'],
  create: ({ period, smoothing, signal }) => new StochasticStream(period, smoothing, signal),
});

export const DONCHIAN = defineIndicator({
  name: 'donchian',
  title: 'Donchian channel',
  params: {
    period: periodParam(20, 'candles of the channel'),
    includeCurrent: { default: 1, min: 0, max: 1, about: '1: ends with the current candle, 0: with the one before' },
  },
  inputs: ['high', 'low'],
  outputs: ['upper', 'middle', 'lower'],
  create: ({ period, includeCurrent }) => new DonchianStream(period, includeCurrent === 1),
});

export const CCI = defineIndicator({
  name: 'cci',
  title: 'Commodity channel index',
  params: { period: periodParam(20, 'candles averaged', 2) },
  inputs: ['high', 'low', 'close'],
  outputs: ['cci'],
  create: ({ period }) => new CciStream(period),
});
