/** Buckets a window is cut into: more make it sharper and cost memory, not time. */
const BUCKETS = 60;

/**
 * The lowest and highest price of the last `windowMs`, to a bucket of a sixtieth of it: what is older than the window by
 * less than one bucket may still count. A mark costs two comparisons, and one look at the buckets when a new one begins;
 * nothing is allocated.
 */
export class MoveWindow {
  readonly #bucketMs: number;
  readonly #low = new Float64Array(BUCKETS + 1).fill(Number.POSITIVE_INFINITY);
  readonly #high = new Float64Array(BUCKETS + 1).fill(Number.NEGATIVE_INFINITY);
  #bucket = Number.NEGATIVE_INFINITY;
  /** Over all buckets but the present one. */
  #pastLow = Number.POSITIVE_INFINITY;
  #pastHigh = Number.NEGATIVE_INFINITY;

  constructor(windowMs: number) {
    this.#bucketMs = windowMs / BUCKETS;
  }

  /** Takes a price at a span time; the largest move of the window that ends at it, as a fraction ≥ 0. */
  take(at: number, price: number): number {
    const bucket = Math.floor(at / this.#bucketMs);
    if (bucket !== this.#bucket) this.#moveTo(bucket);
    const slot = bucket % (BUCKETS + 1);
    if (price < (this.#low[slot] ?? 0)) this.#low[slot] = price;
    if (price > (this.#high[slot] ?? 0)) this.#high[slot] = price;
    const low = Math.min(this.#pastLow, this.#low[slot] ?? price);
    const high = Math.max(this.#pastHigh, this.#high[slot] ?? price);
    return Math.max(price / low - 1, 1 - price / high);
  }

  /** Empties what the window has left behind, and looks once over the rest. */
  #moveTo(bucket: number): void {
    const size = BUCKETS + 1;
    const from = Math.max(this.#bucket + 1, bucket - BUCKETS);
    for (let each = from; each <= bucket; each++) {
      this.#low[each % size] = Number.POSITIVE_INFINITY;
      this.#high[each % size] = Number.NEGATIVE_INFINITY;
    }
    this.#bucket = bucket;
    this.#pastLow = Number.POSITIVE_INFINITY;
    this.#pastHigh = Number.NEGATIVE_INFINITY;
    for (let slot = 0; slot < size; slot++) {
      const low = this.#low[slot] ?? 0;
      const high = this.#high[slot] ?? 0;
      if (low < this.#pastLow) this.#pastLow = low;
      if (high > this.#pastHigh) this.#pastHigh = high;
    }
  }
}
