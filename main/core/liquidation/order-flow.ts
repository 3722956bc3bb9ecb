import { DAY, HOUR } from '#shared/domain/time.ts';
import { placeAmong } from '../features/percentile.ts';
import type { ModelBar } from './model-bar.ts';

/** Buckets a mean day is cut into and of one VPIN; values kept, and the fewest that give a percentile. */
const BUCKETS = 50;
export const FLOW_KEPT = 500;
export const LEAST_VALUES = 100;
const WEEK_HOURS = 168;
const LEAST_HOURS = 24;

/** VPIN at the end of a bucket of volume. */
export interface FlowBar {
  readonly ts: number;
  /** 0…1. */
  readonly vpin: number;
  /** Place among its own past at that time, 0…1; null before a hundred values. */
  readonly percentile: number | null;
}

/**
 * VPIN of one contract from its bars: the mean of |bought − sold| ÷ volume over the last fifty buckets, a bucket being a
 * fiftieth of the mean day of the last week. Within a bar both sides are taken to trade evenly. Stored bars give the same.
 * Source: Easley, Lopez de Prado and O'Hara, Rev. Financ. Stud. 25 (2012), with the taker's side instead of their estimate.
 */
export class OrderFlow {
  readonly #hours = new Float64Array(WEEK_HOURS);
  readonly #hourOf = new Float64Array(WEEK_HOURS).fill(-1);
  readonly #imbalances = new Float64Array(BUCKETS);
  readonly #times = new Float64Array(FLOW_KEPT);
  readonly #values = new Float64Array(FLOW_KEPT);
  readonly #places = new Float64Array(FLOW_KEPT);
  #hour = -1;
  #told = false;
  #count = 0;
  #buckets = 0;
  #size = Number.NaN;
  #inBucket = 0;
  #skew = 0;

  /** True once taker sides were told. */
  get told(): boolean {
    return this.#told;
  }

  /** Base units of the bucket being filled or begun next; NaN while the mean day is not known. */
  get bucket(): number {
    return this.#inBucket > 0 ? this.#size : this.#meanBucket();
  }

  /** Place of the newest value among its past, 0…1; NaN before a hundred values. */
  get percentile(): number {
    return this.#count === 0 ? Number.NaN : (this.#places[(this.#count - 1) % FLOW_KEPT] as number);
  }

  add({ ts, ms, volume, bought, sold }: ModelBar): void {
    if (volume > 0) this.#note(Math.floor(ts / HOUR), volume);
    const all = bought + sold;
    if (!(all > 0)) return;
    this.#told = true;
    const lean = (bought - sold) / all;
    let left = all;
    while (left > 0) {
      if (this.#inBucket === 0) this.#size = this.#meanBucket();
      if (!(this.#size > 0)) return;
      const part = Math.min(left, this.#size - this.#inBucket);
      this.#inBucket += part;
      this.#skew += part * lean;
      left -= part;
      if (this.#inBucket < this.#size) return;
      this.#endBucket(ts + ms);
    }
  }

  /** The newest values, oldest first. */
  newest(limit: number): readonly FlowBar[] {
    const count = Math.min(limit, this.#count, FLOW_KEPT);
    return Array.from({ length: count }, (_, i) => {
      const at = (this.#count - count + i) % FLOW_KEPT;
      const place = this.#places[at] as number;
      return {
        ts: this.#times[at] as number,
        vpin: this.#values[at] as number,
        percentile: Number.isNaN(place) ? null : place,
      };
    });
  }

  #note(hour: number, volume: number): void {
    const at = hour % WEEK_HOURS;
    if (this.#hourOf[at] !== hour) {
      this.#hourOf[at] = hour;
      this.#hours[at] = 0;
    }
    this.#hours[at] = (this.#hours[at] as number) + volume;
    this.#hour = Math.max(this.#hour, hour);
  }

  /** By the whole hours of the last week; the one that goes on is left out. */
  #meanBucket(): number {
    let sum = 0;
    let known = 0;
    for (let at = 0; at < WEEK_HOURS; at += 1) {
      const hour = this.#hourOf[at] as number;
      if (hour < 0 || hour >= this.#hour || hour < this.#hour - WEEK_HOURS) continue;
      sum += this.#hours[at] as number;
      known += 1;
    }
    return known < LEAST_HOURS ? Number.NaN : ((sum / known) * (DAY / HOUR)) / BUCKETS;
  }

  #endBucket(ts: number): void {
    this.#imbalances[this.#buckets % BUCKETS] = Math.abs(this.#skew) / this.#inBucket;
    this.#buckets += 1;
    this.#inBucket = 0;
    this.#skew = 0;
    if (this.#buckets < BUCKETS) return;
    let sum = 0;
    for (const one of this.#imbalances) sum += one;
    const at = this.#count % FLOW_KEPT;
    const vpin = sum / BUCKETS;
    this.#times[at] = ts;
    this.#values[at] = vpin;
    this.#count += 1;
    const kept = Math.min(this.#count, FLOW_KEPT);
    this.#places[at] = kept < LEAST_VALUES ? Number.NaN : placeAmong(this.#values, vpin, kept);
  }
}
