import { DAY } from '#shared/domain/time.ts';
import { CYCLE_DAYS } from './feature-table.ts';
import type { FeatureRow } from './feature-row.ts';
import { placeAmong } from './percentile.ts';

/** What the regression was fitted on: days since the first candle known, ends included, and its line. */
export interface CycleFit {
  readonly days: number;
  readonly slope: number;
  readonly intercept: number;
  readonly percentile: number;
}

const residuals = new Float64Array(CYCLE_DAYS.most);

/**
 * The last daily closes of a symbol. ln close = a + b·ln(day number), least squares over the window; day 1 is the first
 * day known of the symbol, so that the window moves and the age does not. The percentile is the place of today's residual
 * among all of the window.
 */
export class CycleWindow {
  readonly #log = new Float64Array(CYCLE_DAYS.most).fill(Number.NaN);
  #first = -1;
  #last = -1;
  #fit: CycleFit | null = null;

  /** Takes a closed daily candle. */
  add(ts: number, close: number): void {
    const day = Math.floor(ts / DAY);
    if (day <= this.#last || !(close > 0)) return;
    if (this.#first < 0) this.#first = day;
    for (let gap = this.#last + 1; this.#last >= 0 && gap < day && gap <= this.#last + CYCLE_DAYS.most; gap += 1)
      this.#log[gap % CYCLE_DAYS.most] = Number.NaN;
    this.#log[day % CYCLE_DAYS.most] = Math.log(close);
    this.#last = day;
    this.#fit = null;
  }

  /** When the newest day closed; 0 before the first. */
  get asOf(): number {
    return this.#last < 0 ? 0 : (this.#last + 1) * DAY;
  }

  write(row: FeatureRow): void {
    const fit = this.fit();
    if (this.#last < 0) row.miss('cyclePercentile', 'no-source');
    else if (fit === null) row.miss('cyclePercentile', 'short-history', this.asOf);
    else row.set('cyclePercentile', fit.percentile, this.asOf);
  }

  /** The fit to the window; null under a year of days. */
  fit(): CycleFit | null {
    if (this.#fit !== null || this.#last - this.#first + 1 < CYCLE_DAYS.least) return this.#fit;
    const from = Math.max(this.#first, this.#last - CYCLE_DAYS.most + 1);
    let n = 0;
    let [x, y, xx, xy] = [0, 0, 0, 0];
    for (let day = from; day <= this.#last; day += 1) {
      const value = this.#log[day % CYCLE_DAYS.most] as number;
      if (value !== value) continue;
      const age = Math.log(day - this.#first + 1);
      n += 1;
      x += age;
      y += value;
      xx += age * age;
      xy += age * value;
    }
    if (n < CYCLE_DAYS.least) return null;
    const slope = (xy - (x * y) / n) / (xx - (x * x) / n);
    const intercept = (y - slope * x) / n;
    let count = 0;
    for (let day = from; day <= this.#last; day += 1) {
      const value = this.#log[day % CYCLE_DAYS.most] as number;
      if (value === value) residuals[count++] = value - intercept - slope * Math.log(day - this.#first + 1);
    }
    const percentile = placeAmong(residuals, residuals[count - 1] ?? Number.NaN, count);
    this.#fit = { days: n, slope, intercept, percentile };
    return this.#fit;
  }
}
