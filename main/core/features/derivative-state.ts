import { HOUR } from '#shared/domain/time.ts';
import { WINDOW } from './feature-table.ts';
import type { FeatureRow } from './feature-row.ts';

const LEAST_RATES = 24;
/** Open interest of 24 h before is the last told within this many hours before that. */
const TOLERANCE = 2;

/** Open interest, funding and liquidations of one symbol, the last told of each hour. */
export class DerivativeState {
  readonly #interest = new Float64Array(WINDOW.day + TOLERANCE + 1);
  readonly #interestHour = new Float64Array(WINDOW.day + TOLERANCE + 1).fill(-1);
  readonly #rates = new Float64Array(WINDOW.week);
  readonly #rateHour = new Float64Array(WINDOW.week).fill(-1);
  readonly #longs = new Float64Array(WINDOW.day);
  readonly #shorts = new Float64Array(WINDOW.day);
  readonly #liquidationHour = new Float64Array(WINDOW.day).fill(-1);
  #lastInterest = Number.NaN;
  #interestAt = 0;
  #rate = Number.NaN;
  #rateAt = 0;
  #liquidationAt = 0;

  onOpenInterest(contracts: number, ts: number): void {
    if (!(contracts > 0) || ts < this.#interestAt) return;
    this.#lastInterest = contracts;
    this.#interestAt = ts;
    keep(this.#interest, this.#interestHour, ts, contracts);
  }

  onFunding(rate: number, ts: number): void {
    if (!Number.isFinite(rate) || ts < this.#rateAt) return;
    this.#rate = rate;
    this.#rateAt = ts;
    keep(this.#rates, this.#rateHour, ts, rate);
  }

  onLiquidation(worth: number, side: 'long' | 'short', ts: number): void {
    if (!(worth > 0)) return;
    const hour = Math.floor(ts / HOUR);
    const place = hour % WINDOW.day;
    if ((this.#liquidationHour[place] as number) > hour) return;
    if ((this.#liquidationHour[place] as number) < hour) {
      this.#longs[place] = 0;
      this.#shorts[place] = 0;
      this.#liquidationHour[place] = hour;
    }
    const column = side === 'long' ? this.#longs : this.#shorts;
    column[place] = (column[place] as number) + worth;
    this.#liquidationAt = Math.max(this.#liquidationAt, ts);
  }

  write(row: FeatureRow, now: number): void {
    this.#writeInterest(row);
    this.#writeFunding(row, now);
    this.#writeLiquidations(row, now);
  }

  #writeInterest(row: FeatureRow): void {
    if (this.#interestAt === 0) return row.miss('openInterestChange', 'no-source');
    const then = Math.floor(this.#interestAt / HOUR) - WINDOW.day;
    const width = this.#interest.length;
    for (let hour = then; hour >= then - TOLERANCE; hour -= 1) {
      const place = ((hour % width) + width) % width;
      if (this.#interestHour[place] !== hour) continue;
      return row.set(
        'openInterestChange',
        this.#lastInterest / (this.#interest[place] as number) - 1,
        this.#interestAt,
      );
    }
    row.miss('openInterestChange', 'warming-up', this.#interestAt);
  }

  #writeFunding(row: FeatureRow, now: number): void {
    if (this.#rateAt === 0) {
      row.miss('funding', 'no-source');
      row.miss('fundingDeviation', 'no-source');
      return;
    }
    row.set('funding', this.#rate, this.#rateAt);
    const from = Math.floor(now / HOUR) - WINDOW.week;
    let n = 0;
    let sum = 0;
    for (let i = 0; i < WINDOW.week; i += 1) {
      if ((this.#rateHour[i] as number) <= from) continue;
      n += 1;
      sum += this.#rates[i] as number;
    }
    if (n < LEAST_RATES) return row.miss('fundingDeviation', 'warming-up', this.#rateAt);
    let squares = 0;
    for (let i = 0; i < WINDOW.week; i += 1)
      if ((this.#rateHour[i] as number) > from) squares += ((this.#rates[i] as number) - sum / n) ** 2;
    row.set('fundingDeviation', Math.sqrt(squares / (n - 1)), this.#rateAt);
  }

  #writeLiquidations(row: FeatureRow, now: number): void {
    const from = Math.floor(now / HOUR) - WINDOW.day;
    let longs = 0;
    let shorts = 0;
    for (let i = 0; i < WINDOW.day; i += 1) {
      if ((this.#liquidationHour[i] as number) <= from) continue;
      longs += this.#longs[i] as number;
      shorts += this.#shorts[i] as number;
    }
    if (longs + shorts > 0) row.set('liquidationImbalance', (shorts - longs) / (shorts + longs), this.#liquidationAt);
    else row.miss('liquidationImbalance', this.#liquidationAt === 0 ? 'no-source' : 'stale', this.#liquidationAt);
  }
}

/** Keeps the last value of an hour in a ring by the hour. */
function keep(values: Float64Array, hours: Float64Array, ts: number, value: number): void {
  const hour = Math.floor(ts / HOUR);
  const place = hour % values.length;
  values[place] = value;
  hours[place] = hour;
}
