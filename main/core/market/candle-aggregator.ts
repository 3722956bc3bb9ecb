import type { Candle } from '#shared/domain/candle.ts';
import { bucketStart, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { mustDivide } from './resample.ts';

/** Told of each closed candle; `missing` counts the base candles that were not there. */
export type ClosedCandleListener = (timeframe: Timeframe, candle: Candle, missing: number) => void;

/** The candle of one target timeframe that is being built. */
interface Bucket {
  readonly timeframe: Timeframe;
  readonly lengthMs: number;
  /** start, end, open, high, low, close, volume, base candles so far: one block of doubles, so a push allocates nothing. */
  readonly values: Float64Array;
  /** False for a bucket that was joined after its start: what came before is not known, so it is never emitted. */
  known: boolean;
}

const START = 0;
const END = 1;
const OPEN = 2;
const HIGH = 3;
const LOW = 4;
const CLOSE = 5;
const VOLUME = 6;
const COUNT = 7;

function candleOf(values: Float64Array): Candle {
  const [ts = 0, , open = 0, high = 0, low = 0, close = 0, volume = 0] = values;
  return { ts, open, high, low, close, volume };
}

/**
 * Builds longer candles of one contract from its closed base candles as they arrive. A candle is emitted with its last
 * base candle, or, when that one is missing, with the first base candle after it.
 */
export class CandleAggregator {
  readonly #baseMs: number;
  readonly #buckets: readonly Bucket[];
  readonly #emit: ClosedCandleListener;
  #lastTs = Number.NEGATIVE_INFINITY;

  /** @throws RangeError when a target is no multiple of the base. */
  constructor(base: Timeframe, targets: readonly Timeframe[], emit: ClosedCandleListener) {
    for (const target of targets) mustDivide(base, target);
    this.#baseMs = timeframeMs(base);
    this.#emit = emit;
    this.#buckets = targets.map((timeframe) => ({
      timeframe,
      lengthMs: timeframeMs(timeframe),
      values: new Float64Array(8),
      known: false,
    }));
  }

  /** Takes the next closed base candle. False, and nothing changes, when it is not later than the one before. */
  push(candle: Candle): boolean {
    if (candle.ts <= this.#lastTs) return false;
    this.#lastTs = candle.ts;
    for (const bucket of this.#buckets) this.#add(bucket, candle);
    return true;
  }

  /** The candle being built, or null when none is open or it was joined after its start. */
  open(timeframe: Timeframe): Candle | null {
    const bucket = this.#buckets.find((one) => one.timeframe === timeframe);
    if (bucket === undefined || !bucket.known || bucket.values[COUNT] === 0) return null;
    return candleOf(bucket.values);
  }

  #add(bucket: Bucket, candle: Candle): void {
    const { values } = bucket;
    if (values[COUNT] !== 0 && candle.ts >= (values[END] ?? 0)) this.#close(bucket);
    if (values[COUNT] === 0) {
      const start = bucketStart(candle.ts, bucket.timeframe);
      // After the first candle of all, a late start of a bucket is a gap inside the series, not an unknown past.
      bucket.known = candle.ts === start || values[END] !== 0;
      values[START] = start;
      values[END] = start + bucket.lengthMs;
      values[OPEN] = candle.open;
      values[HIGH] = candle.high;
      values[LOW] = candle.low;
      values[VOLUME] = 0;
    }
    values[HIGH] = Math.max(values[HIGH] ?? 0, candle.high);
    values[LOW] = Math.min(values[LOW] ?? 0, candle.low);
    values[CLOSE] = candle.close;
    values[VOLUME] = (values[VOLUME] ?? 0) + candle.volume;
    values[COUNT] = (values[COUNT] ?? 0) + 1;
    if (candle.ts + this.#baseMs >= (values[END] ?? 0)) this.#close(bucket);
  }

  #close(bucket: Bucket): void {
    const { values } = bucket;
    const missing = Math.round(bucket.lengthMs / this.#baseMs) - (values[COUNT] ?? 0);
    const known = bucket.known;
    const candle = known ? candleOf(values) : null;
    values[COUNT] = 0;
    if (candle !== null) this.#emit(bucket.timeframe, candle, missing);
  }
}
