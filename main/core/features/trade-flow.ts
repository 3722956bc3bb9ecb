import { MINUTE } from '#shared/domain/time.ts';
import type { FeatureRow } from './feature-row.ts';
import { placeAmong } from './percentile.ts';

const MINUTES = 60;
/** Buckets of a VPIN, buckets a mean day is cut into, and values kept to compare with. */
const BUCKETS = 50;
const KEPT = 500;
/** Fewer values than this give no percentile. */
const LEAST = 100;

/** What takers bought and sold of one symbol, in base units, by the minute and by buckets of volume. */
export class TradeFlow {
  readonly #bought = new Float64Array(MINUTES);
  readonly #sold = new Float64Array(MINUTES);
  readonly #minute = new Float64Array(MINUTES).fill(-1);
  readonly #imbalances = new Float64Array(BUCKETS);
  readonly #history = new Float64Array(KEPT);
  #buckets = 0;
  #values = 0;
  #vpin = Number.NaN;
  #size = 0;
  #inBucket = 0;
  #bucketBought = 0;
  #asOf = 0;

  /** @param bucketSize a fiftieth of the mean daily volume, base units; NaN while it is not known: no bucket is begun. */
  onTrade(base: number, taker: 'buy' | 'sell', ts: number, bucketSize: number): void {
    if (!(base > 0)) return;
    if (ts > this.#asOf) this.#asOf = ts;
    const minute = Math.floor(ts / MINUTE);
    const place = minute % MINUTES;
    const held = this.#minute[place] as number;
    if (held < minute) {
      this.#minute[place] = minute;
      this.#bought[place] = 0;
      this.#sold[place] = 0;
    }
    if (held <= minute) {
      const side = taker === 'buy' ? this.#bought : this.#sold;
      side[place] = (side[place] as number) + base;
    }
    this.#fillBuckets(base, taker, bucketSize);
  }

  write(row: FeatureRow, now: number): void {
    if (this.#asOf === 0) {
      row.miss('flowImbalance', 'no-source');
      row.miss('vpinPercentile', 'no-source');
      return;
    }
    const from = Math.floor(now / MINUTE) - MINUTES;
    let bought = 0;
    let sold = 0;
    for (let i = 0; i < MINUTES; i += 1) {
      if ((this.#minute[i] as number) <= from) continue;
      bought += this.#bought[i] as number;
      sold += this.#sold[i] as number;
    }
    if (bought + sold > 0) row.set('flowImbalance', (bought - sold) / (bought + sold), this.#asOf);
    else row.miss('flowImbalance', 'stale', this.#asOf);
    const kept = Math.min(this.#values, KEPT);
    if (kept < LEAST) row.miss('vpinPercentile', 'warming-up', this.#asOf);
    else row.set('vpinPercentile', placeAmong(this.#history, this.#vpin, kept), this.#asOf);
  }

  /** The volume-synchronised probability of informed trading now; NaN before fifty buckets. */
  get vpin(): number {
    return this.#vpin;
  }

  /** A trade may end several buckets; its rest begins the next. A bucket keeps the size it began with. */
  #fillBuckets(base: number, taker: 'buy' | 'sell', bucketSize: number): void {
    let left = base;
    while (left > 0) {
      if (this.#inBucket === 0) this.#size = bucketSize;
      if (!(this.#size > 0)) return;
      const room = Math.min(left, this.#size - this.#inBucket);
      this.#inBucket += room;
      if (taker === 'buy') this.#bucketBought += room;
      left -= room;
      if (this.#inBucket < this.#size) return;
      this.#endBucket();
    }
  }

  #endBucket(): void {
    this.#imbalances[this.#buckets % BUCKETS] = Math.abs(2 * this.#bucketBought - this.#inBucket) / this.#inBucket;
    this.#buckets += 1;
    this.#inBucket = 0;
    this.#bucketBought = 0;
    if (this.#buckets < BUCKETS) return;
    let sum = 0;
    for (let i = 0; i < BUCKETS; i += 1) sum += this.#imbalances[i] as number;
    this.#vpin = sum / BUCKETS;
    this.#history[this.#values % KEPT] = this.#vpin;
    this.#values += 1;
  }
}
