import { AtrStream } from './atr.ts';
import { defineIndicator, periodParam, seedParam, widthParam } from './indicator-spec.ts';
import { IndicatorStream } from './indicator-stream.ts';
import { EmaStream } from './moving-averages.ts';

/**
 * Keltner channel in Raschke's form: EMA(n) of the close ± width · ATR(m). First value when both have one.
 * The seed is handed to both parts, see `EmaStream` and `AtrStream`.
 */
export class KeltnerStream extends IndicatorStream {
  readonly #middle: EmaStream;
  readonly #range: AtrStream;
  readonly #width: number;

  constructor(period: number, width: number, atrPeriod: number, seed: number) {
    super(3);
    this.#middle = new EmaStream(period, seed);
    this.#range = new AtrStream(atrPeriod, seed);
    this.#width = width;
  }

  protected override update(bar: Float64Array, keep: boolean): void {
    if (keep) {
      this.#middle.commit(bar);
      this.#range.commit(bar);
    } else {
      this.#middle.peek(bar);
      this.#range.peek(bar);
    }
    const band = (this.#range.row[0] as number) * this.#width;
    const middle = band === band ? (this.#middle.row[0] as number) : NaN;
    this.row[0] = middle + band;
    this.row[1] = middle;
    this.row[2] = middle - band;
  }
}

export const KELTNER = defineIndicator({
  name: 'keltner',
  title: 'Keltner channel',
  params: {
    period: periodParam(20, 'candles of the middle line'),
    width: widthParam(2, 'true ranges to each side'),
    atrPeriod: periodParam(10, 'true ranges averaged'),
    seed: seedParam('0: means of the first n, 1: first values'),
  },
  inputs: ['high', 'low', 'close'],
  outputs: ['upper', 'middle', 'lower'],
  create: ({ period, width, atrPeriod, seed }) => new KeltnerStream(period, width, atrPeriod, seed),
});
