import { HOUR } from '#shared/domain/time.ts';
import { WINDOW } from './feature-table.ts';

/** Hours kept: the longest window and the bar before it, with room to find the first. */
export const HOURS_KEPT = WINDOW.high + 24;

/** The last hourly candles of one symbol as columns by hour; an hour without a candle is NaN in all of them. */
export class HourRing {
  readonly close = new Float64Array(HOURS_KEPT).fill(Number.NaN);
  /** Mid of ln high and ln low. */
  readonly middle = new Float64Array(HOURS_KEPT).fill(Number.NaN);
  /** ln close. */
  readonly log = new Float64Array(HOURS_KEPT).fill(Number.NaN);
  /** ln return from the hour before; NaN without either candle. */
  readonly returns = new Float64Array(HOURS_KEPT).fill(Number.NaN);
  /** Volume × close, quote units. */
  readonly turnover = new Float64Array(HOURS_KEPT).fill(Number.NaN);
  /** Hours since 1970 of the newest candle; −1 before the first. */
  last = -1;
  /** The newest hour without a candle among those that passed; −1 when there is none. */
  lastGap = -1;
  /** Hours since the first candle, gaps counted. */
  span = 0;

  /** Takes a closed hourly candle. False, and nothing changes, when it is not later than the newest or its prices are none. */
  add(ts: number, high: number, low: number, close: number, volume: number): boolean {
    const hour = Math.floor(ts / HOUR);
    if (hour <= this.last || !(low > 0) || !(close > 0) || !(high >= low)) return false;
    if (this.last >= 0 && hour - this.last > HOURS_KEPT) this.lastGap = hour - 1;
    if (this.last >= 0)
      for (let gap = this.last + 1; gap < hour && gap <= this.last + HOURS_KEPT; gap += 1) this.#clear(gap);
    this.span = this.last < 0 ? 1 : this.span + (hour - this.last);
    this.last = hour;
    const place = hour % HOURS_KEPT;
    this.close[place] = close;
    this.log[place] = Math.log(close);
    this.returns[place] = Math.log(close) - (this.log[(hour - 1) % HOURS_KEPT] ?? Number.NaN);
    this.middle[place] = (Math.log(high) + Math.log(low)) / 2;
    this.turnover[place] = volume * close;
    return true;
  }

  /** When the newest candle closed, ms since 1970. */
  get asOf(): number {
    return (this.last + 1) * HOUR;
  }

  /** Σ volume of the last hours, base units; an hour without a candle had none. */
  baseVolume(hours: number): number {
    let sum = 0;
    for (let hour = this.last - hours + 1; hour <= this.last; hour += 1) {
      const traded = (this.turnover[hour % HOURS_KEPT] as number) / (this.close[hour % HOURS_KEPT] as number);
      if (traded === traded) sum += traded;
    }
    return sum;
  }

  /** ln return of an hour; NaN when it or the hour before has no candle. */
  returnOf(hour: number): number {
    return this.returns[hour % HOURS_KEPT] as number;
  }

  #clear(hour: number): void {
    this.lastGap = hour;
    const place = hour % HOURS_KEPT;
    for (const column of [this.close, this.middle, this.log, this.returns, this.turnover]) column[place] = Number.NaN;
  }
}
