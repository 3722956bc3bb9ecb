import { AdxStream } from '../../indicators/adx.ts';
import { IndicatorBank } from '../../indicators/bank.ts';
import { BAR, BAR_WIDTH } from '../../indicators/indicator-stream.ts';
import { EmaStream } from '../../indicators/moving-averages.ts';
import { DonchianStream } from '../../indicators/range-indicators.ts';
import { RollingSum } from '../../indicators/rolling-sum.ts';
import { STANDARD_COLUMN } from '../../indicators/standard-set.ts';
import { emptyReading, TECHNICAL_WARM_UP, type TechnicalReading } from './reading.ts';

const SLOW_EMA = 50;
const ADX_PERIOD = 14;
const CHANNEL = 20;
const VOLUME_WINDOW = 20;
const WILDER_START = 0;
/** Oscillator values kept of a slot, with the time of each: a day of four-hour candles and a few more. */
const PAST = 8;

/** The indicators of one symbol on one timeframe that the standard set does not hold. */
class Companion {
  readonly ema = new EmaStream(SLOW_EMA, WILDER_START);
  readonly adx = new AdxStream(ADX_PERIOD, WILDER_START);
  readonly channel = new DonchianStream(CHANNEL, false);
  readonly volume = new RollingSum(VOLUME_WINDOW);
  count = 0;
}

/**
 * The technical readings of many slots (a slot is a symbol on a timeframe). A closed candle is committed; the open one
 * is peeked into a second set of readings and leaves no trace. Nothing is allocated per candle.
 */
export class TechnicalBoard {
  readonly #bank: IndicatorBank;
  readonly #companions: readonly Companion[];
  readonly #closed: readonly TechnicalReading[];
  readonly #open: readonly TechnicalReading[];
  readonly #bar = new Float64Array(BAR_WIDTH);
  /** Time and RSI of the last closes of each slot, in turns. */
  readonly #past: Float64Array;

  constructor(slots: number) {
    this.#bank = new IndicatorBank(slots);
    this.#companions = Array.from({ length: slots }, () => new Companion());
    this.#past = new Float64Array(slots * PAST * 2).fill(Number.NaN);
    this.#closed = Array.from({ length: slots }, emptyReading);
    this.#open = Array.from({ length: slots }, emptyReading);
  }

  /** The reading at the last closed candle of a slot; the same object every time, filled anew with each commit. */
  closed(slot: number): TechnicalReading {
    return at(this.#closed, slot);
  }

  /** Takes a closed candle; `asOf` is when it closed. */
  commit(slot: number, asOf: number, open: number, high: number, low: number, close: number, volume: number): void {
    const reading = at(this.#closed, slot);
    const companion = at(this.#companions, slot);
    reading.previousHistogram = reading.histogram;
    reading.previousUpper = reading.upper;
    reading.previousLower = reading.lower;
    reading.previousClose = reading.close;
    this.#bank.commit(slot, high, low, close);
    this.#setBar(high, low, close, volume);
    companion.ema.commit(this.#bar);
    companion.adx.commit(this.#bar);
    companion.channel.commit(this.#bar);
    companion.count += 1;
    fill(reading, this.#bank.row, companion, companion.volume.next(volume, true));
    reading.asOf = asOf;
    reading.open = open;
    reading.close = close;
    reading.volume = volume;
    const kept = (slot * PAST + (companion.count % PAST)) * 2;
    this.#past[kept] = asOf;
    this.#past[kept + 1] = reading.rsi;
  }

  /** The RSI of the candle that closed exactly `ms` before the last one; NaN when it is not kept. */
  rsiBefore(slot: number, ms: number): number {
    const at = this.closed(slot).asOf - ms;
    for (let i = slot * PAST * 2; i < (slot + 1) * PAST * 2; i += 2)
      if (this.#past[i] === at) return this.#past[i + 1] as number;
    return Number.NaN;
  }

  /** The reading as if the open candle closed now. */
  peek(
    slot: number,
    asOf: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  ): TechnicalReading {
    const reading = at(this.#open, slot);
    const closed = at(this.#closed, slot);
    const companion = at(this.#companions, slot);
    reading.previousHistogram = closed.histogram;
    reading.previousUpper = closed.upper;
    reading.previousLower = closed.lower;
    reading.previousClose = closed.close;
    this.#bank.peek(slot, high, low, close);
    this.#setBar(high, low, close, volume);
    companion.ema.peek(this.#bar);
    companion.adx.peek(this.#bar);
    companion.channel.peek(this.#bar);
    fill(reading, this.#bank.row, companion, companion.volume.next(volume, false));
    reading.asOf = asOf;
    reading.open = open;
    reading.close = close;
    reading.volume = volume;
    return reading;
  }

  #setBar(high: number, low: number, close: number, volume: number): void {
    this.#bar[BAR.high] = high;
    this.#bar[BAR.low] = low;
    this.#bar[BAR.close] = close;
    this.#bar[BAR.volume] = volume;
  }
}

function fill(reading: TechnicalReading, row: Float64Array, companion: Companion, volumeSum: number): void {
  reading.rsi = value(row, STANDARD_COLUMN.rsi);
  reading.histogram = value(row, STANDARD_COLUMN.histogram);
  reading.upper = value(row, STANDARD_COLUMN.upper);
  reading.middle = value(row, STANDARD_COLUMN.middle);
  reading.lower = value(row, STANDARD_COLUMN.lower);
  reading.atr = value(row, STANDARD_COLUMN.atr);
  reading.ema = value(row, STANDARD_COLUMN.ema);
  reading.slowEma = value(companion.ema.row, 0);
  reading.adx = value(companion.adx.row, 0);
  reading.plusDi = value(companion.adx.row, 1);
  reading.minusDi = value(companion.adx.row, 2);
  reading.channelHigh = value(companion.channel.row, 0);
  reading.channelLow = value(companion.channel.row, 2);
  reading.meanVolume = volumeSum / VOLUME_WINDOW;
  const short = TECHNICAL_WARM_UP - companion.count;
  reading.missing = short > 0 ? short : 0;
}

const value = (row: Float64Array, index: number): number => row[index] ?? NaN;

function at<T>(list: readonly T[], slot: number): T {
  const item = list[slot];
  if (item === undefined) throw new RangeError(`No slot ${String(slot)}`);
  return item;
}
