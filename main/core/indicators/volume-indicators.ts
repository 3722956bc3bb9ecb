import { defineIndicator, periodParam } from './indicator-spec.ts';
import { BAR, IndicatorStream } from './indicator-stream.ts';
import { RollingSum } from './rolling-sum.ts';

/** Typical price of a bar: (high + low + close) / 3. */
export const typicalPrice = (bar: Float64Array): number =>
  ((bar[BAR.high] as number) + (bar[BAR.low] as number) + (bar[BAR.close] as number)) / 3;

/** On-balance volume (Granville 1963): volume added on a higher close, taken off on a lower one. Starts at 0. */
export class ObvStream extends IndicatorStream {
  /** Candles seen, previous close, balance. */
  readonly #state = new Float64Array(3);

  constructor() {
    super(1);
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const state = this.#state;
    const close = bar[BAR.close] as number;
    const volume = bar[BAR.volume] as number;
    const previous = state[0] === 0 ? close : (state[1] as number);
    let balance = state[2] as number;
    if (close > previous) balance += volume;
    else if (close < previous) balance -= volume;
    this.row[0] = balance;
    if (!keep) return;
    state[0] = 1;
    state[1] = close;
    state[2] = balance;
  }
}

/**
 * Money flow index (Quong and Soudack 1989): 100 · positive / (positive + negative) money flow of the last n candles,
 * the flow being typical price · volume with the sign of the typical price's change. First value at candle n + 1;
 * undefined while no money flowed either way.
 */
export class MfiStream extends IndicatorStream {
  readonly #positive: RollingSum;
  readonly #negative: RollingSum;
  /** Candles seen, previous typical price. */
  readonly #state = new Float64Array(2);

  constructor(period: number) {
    super(1);
    this.#positive = new RollingSum(period);
    this.#negative = new RollingSum(period);
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const state = this.#state;
    const typical = typicalPrice(bar);
    const previous = state[1] as number;
    let value = NaN;
    if (state[0] !== 0) {
      const flow = typical * (bar[BAR.volume] as number);
      const positive = this.#positive.next(typical > previous ? flow : 0, keep);
      const negative = this.#negative.next(typical < previous ? flow : 0, keep);
      value = 100 * (positive / (positive + negative));
    }
    this.row[0] = value;
    if (!keep) return;
    state[0] = 1;
    state[1] = typical;
  }
}

/**
 * Volume-weighted average price: Σ typical price · volume ÷ Σ volume from the anchor candle on (0 = the first).
 * Sums are kept relative to the anchor's price, which keeps their rounding small. NaN before the anchor and until
 * volume was traded.
 */
export class VwapStream extends IndicatorStream {
  readonly #anchor: number;
  /** Candles seen, anchor price, sum of (price − anchor price) · volume, sum of volume. */
  readonly #state = new Float64Array(4);

  constructor(anchor: number) {
    super(1);
    this.#anchor = anchor;
  }

  /** Starts a new average at the next candle (a session's start, a chosen bar). */
  restart(): void {
    this.#state[0] = this.#anchor;
    this.#state.fill(0, 1);
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const state = this.#state;
    const seen = state[0] as number;
    if (seen < this.#anchor) {
      this.row[0] = NaN;
      if (keep) state[0] = seen + 1;
      return;
    }
    const typical = typicalPrice(bar);
    const volume = bar[BAR.volume] as number;
    const reference = seen === this.#anchor ? typical : (state[1] as number);
    const weighted = (state[2] as number) + (typical - reference) * volume;
    const traded = (state[3] as number) + volume;
    this.row[0] = traded > 0 ? reference + weighted / traded : NaN;
    if (!keep) return;
    state[0] = seen + 1;
    state[1] = reference;
    state[2] = weighted;
    state[3] = traded;
  }
}

/** Volume-weighted average price over the last n candles. First value at candle n; NaN when the window traded nothing. */
export class RollingVwapStream extends IndicatorStream {
  readonly #weighted: RollingSum;
  readonly #traded: RollingSum;

  constructor(window: number) {
    super(1);
    this.#weighted = new RollingSum(window);
    this.#traded = new RollingSum(window);
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const volume = bar[BAR.volume] as number;
    const weighted = this.#weighted.next(typicalPrice(bar) * volume, keep);
    const traded = this.#traded.next(volume, keep);
    this.row[0] = traded > 0 ? weighted / traded : NaN;
  }
}

export const OBV = defineIndicator({
  name: 'obv',
  title: 'On-balance volume',
  params: {},
  inputs: ['close', 'volume'],
  outputs: ['obv'],
  create: () => new ObvStream(),
});

export const MFI = defineIndicator({
  name: 'mfi',
  title: 'Money flow index',
  params: { period: periodParam(14, 'money flows summed') },
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['mfi'],
  create: ({ period }) => new MfiStream(period),
});

export const VWAP = defineIndicator({
  name: 'vwap',
  title: 'Volume-weighted average price',
  params: {
    anchor: { default: 0, min: 0, max: 1e9, about: 'index of the candle the average starts at' },
    window: { default: 0, min: 0, max: 10_000, about: '0: from the anchor on, n: over the last n candles' },
  },
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['vwap'],
  refuse: ({ anchor, window }) => (anchor > 0 && window > 0 ? 'anchor and window exclude each other' : undefined),
  create: ({ anchor, window }) => (window > 0 ? new RollingVwapStream(window) : new VwapStream(anchor)),
});
