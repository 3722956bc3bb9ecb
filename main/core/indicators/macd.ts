import { defineIndicator, periodParam, seedParam } from './indicator-spec.ts';
import { BAR, IndicatorStream } from './indicator-stream.ts';
import { SeededAverage } from './seeded-average.ts';

/**
 * Moving average convergence/divergence (Appel): EMA(fast) − EMA(slow), its EMA as signal, and their difference.
 * Seed 0: every EMA starts from the mean of its first n values, so the line has values from candle `slow` and the
 * signal `signal − 1` candles later. Seed 1: every EMA starts from its first value; line and signal from candle `slow`.
 */
export class MacdStream extends IndicatorStream {
  readonly #fast: SeededAverage;
  readonly #slow: SeededAverage;
  readonly #signal: SeededAverage;
  readonly #silent: number;
  readonly #seen = new Float64Array(1);

  constructor(fast: number, slow: number, signal: number, seed: number) {
    super(3);
    const options = { seed: seed === 1 ? 'first' : 'mean' } as const;
    this.#fast = SeededAverage.ema(fast, options);
    this.#slow = SeededAverage.ema(slow, options);
    this.#signal = SeededAverage.ema(signal, options);
    this.#silent = slow - 1;
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    const close = bar[BAR.close] as number;
    const difference = this.#fast.next(close, keep) - this.#slow.next(close, keep);
    const seen = this.#seen[0] as number;
    const macd = seen < this.#silent ? NaN : difference;
    const signal = this.#signal.next(macd, keep);
    if (keep) this.#seen[0] = seen + 1;
    this.row[0] = macd;
    this.row[1] = signal;
    this.row[2] = macd - signal;
  }
}

export const MACD = defineIndicator({
  name: 'macd',
  title: 'Moving average convergence/divergence',
  params: {
    fast: periodParam(12, 'candles of the fast average'),
    slow: periodParam(26, 'candles of the slow average', 2),
    signal: periodParam(9, 'values in the signal average'),
    seed: seedParam('0: means of the first n, 1: first values'),
  },
  inputs: ['close'],
  outputs: ['macd', 'signal', 'histogram'],
  refuse: ({ fast, slow }) => (fast < slow ? undefined : `fast (${fast}) must be smaller than slow (${slow})`),
  create: ({ fast, slow, signal, seed }) => new MacdStream(fast, slow, signal, seed),
});
