import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol, SignalId } from '#shared/domain/ids.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { modelFeatures, MODEL_FEATURES } from '../../agents/scoring/model-features.ts';
import { TechnicalBoard } from '../../agents/scoring/technical-board.ts';
import { OutcomeTracker, type SimulatedOutcome } from '../../signals/outcome-tracker.ts';
import { FeatureHistory, type FeatureSeries } from './feature-history.ts';
import { matrixOfRows } from './matrix.ts';
import type { Samples } from './samples.ts';

export interface LabelOptions {
  readonly timeframe: Timeframe;
  /** Distance of target and of stop from the entry, in ATR(14). */
  readonly barrier: number;
  /** Candles after which the outcome is a time-out at the close. */
  readonly horizon: number;
  /** A decision at every so manieth candle: neighbours tell nearly the same. */
  readonly stride: number;
}

export const LABEL_DEFAULTS = { barrier: 2, horizon: 24, stride: 4 } as const satisfies Omit<LabelOptions, 'timeframe'>;

/** What is known of one symbol, and what a trade of it costs. */
export interface LabelledSeries extends FeatureSeries {
  /** Taker fee of one side as a fraction. */
  readonly feeRate: number;
}

interface OneCase {
  readonly series: number;
  readonly at: number;
  readonly features: Float64Array;
  long: SimulatedOutcome | null;
  short: SimulatedOutcome | null;
  end: number;
}

/**
 * Cases of every series: features at the close of a candle, and what became of a long and of a short entered there, by
 * the same tracker that resolves signals. Both have target and stop equally far, so 1 means that the long did better.
 * Where both end alike (one candle touched both barriers, and the stop counts) nothing can be learned of a direction.
 */
export function labelledSamples(series: readonly LabelledSeries[], options: LabelOptions): Samples {
  const cases: OneCase[] = [];
  const missing = collect(series, options, cases);
  const known = cases.filter(({ long, short }) => long !== null && short !== null);
  // Two stops differ by their fees alone.
  const told = known.filter(
    ({ long, short }) => long?.r !== short?.r && !(long?.outcome === 'stop' && short?.outcome === 'stop'),
  );
  // Equal times keep the order of the series.
  told.sort((a, b) => a.at - b.at);
  const column = (of: (one: OneCase) => number): Float64Array => Float64Array.from(told, of);
  return {
    matrix: matrixOfRows(
      MODEL_FEATURES,
      told.map(({ features }) => features),
    ),
    label: column(({ long, short }) => ((long?.r ?? 0) > (short?.r ?? 0) ? 1 : 0)),
    start: column(({ at }) => at),
    end: column(({ end }) => end),
    series: Uint16Array.from(told, (one) => one.series),
    long: column(({ long }) => long?.r ?? NaN),
    short: column(({ short }) => short?.r ?? NaN),
    left: { missing, open: cases.length - known.length, even: known.length - told.length },
  };
}

/** Follows one series candle by candle and adds its cases. */
class CaseMaker {
  readonly #series: LabelledSeries;
  readonly #place: number;
  readonly #options: LabelOptions;
  readonly #step: number;
  readonly #board = new TechnicalBoard(1);
  readonly #tracker: OutcomeTracker;
  readonly #open = new Map<string, OneCase>();
  readonly #into: OneCase[];
  #next = 0;
  /** Decisions that had a feature missing. */
  missing = 0;

  constructor(series: LabelledSeries, place: number, options: LabelOptions, into: OneCase[]) {
    this.#series = series;
    this.#place = place;
    this.#options = options;
    this.#step = timeframeMs(options.timeframe);
    this.#tracker = new OutcomeTracker(() => series.feeRate);
    this.#into = into;
  }

  /** When the next candle closes; infinite after the last. */
  get nextClose(): number {
    return (this.#series.columns.ts[this.#next] ?? Infinity) + this.#step;
  }

  /** Takes the next candle. */
  take(features: FeatureHistory): void {
    const { symbol, columns } = this.#series;
    const [ts = NaN, o = NaN, h = NaN, l = NaN, c = NaN, v = NaN] = candleAt(columns, this.#next);
    this.#next += 1;
    const closeTs = ts + this.#step;
    this.#tracker.onCandle(symbol, ts, closeTs, o, h, l, c, (outcome) => this.#resolve(outcome, closeTs));
    this.#board.commit(0, closeTs, o, h, l, c, v);
    const reading = this.#board.closed(0);
    const { stride, barrier, horizon } = this.#options;
    if (reading.missing > 0 || (ts / this.#step) % stride !== 0) return;
    const row = new Float64Array(MODEL_FEATURES.length);
    const width = barrier * reading.atr;
    if (!modelFeatures(reading, features.row(symbol, closeTs), row) || !(width > 0) || width >= c) this.missing += 1;
    else {
      const one: OneCase = { series: this.#place, at: closeTs, features: row, long: null, short: null, end: closeTs };
      this.#into.push(one);
      const entry = { symbol, close: c, width, deadline: closeTs + horizon * this.#step };
      follow(this.#tracker, this.#open, one, entry);
    }
  }

  #resolve(outcome: SimulatedOutcome, closeTs: number): void {
    const one = this.#open.get(outcome.id);
    if (one === undefined) return;
    this.#open.delete(outcome.id);
    if (outcome.id.endsWith(LONG)) one.long = outcome;
    else one.short = outcome;
    one.end = Math.max(one.end, closeTs);
  }
}

/** Adds the cases of all series, in order of time: the market's part of a feature is of all of them. */
function collect(series: readonly LabelledSeries[], options: LabelOptions, into: OneCase[]): number {
  const features = new FeatureHistory(series, options.timeframe);
  const makers = series.map((one, place) => new CaseMaker(one, place, options, into));
  for (;;) {
    const closing = makers.reduce((first, { nextClose }) => Math.min(first, nextClose), Infinity);
    if (closing === Infinity) break;
    features.advance(closing);
    for (const maker of makers) if (maker.nextClose === closing) maker.take(features);
  }
  return makers.reduce((sum, { missing }) => sum + missing, 0);
}

const LONG = 'L';
const SHORT = 'S';

interface Entry {
  readonly symbol: ContractSymbol;
  readonly close: number;
  readonly width: number;
  readonly deadline: number;
}

function follow(tracker: OutcomeTracker, open: Map<string, OneCase>, one: OneCase, entry: Entry): void {
  const { symbol, close: price, width, deadline } = entry;
  for (const direction of [1, -1] as const) {
    const id = `${String(one.at)}${direction === 1 ? LONG : SHORT}` as SignalId;
    open.set(id, one);
    const [stop, target] = [price - direction * width, price + direction * width];
    tracker.add({ id, symbol, direction, price, stop, target, deadline, since: one.at });
  }
}

const candleAt = (
  { ts, open, high, low, close, volume }: CandleColumns,
  i: number,
): readonly (number | undefined)[] => [ts[i], open[i], high[i], low[i], close[i], volume[i]];
