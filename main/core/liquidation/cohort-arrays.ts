const LEAST_FACTOR = 1e-100;
/**
 * A sum that fell below this share of what it was is added up anew: what rounding left over of the larger one would otherwise
 * count as open, and a scaling up of little that is left would make much of it.
 */
const EXACT_BELOW = 1e-4;

/**
 * Cohorts as numbers: how much of each (side, birth, tier, entry bin) is open. What scales a whole cohort of bins (decay,
 * closing, caps) is one factor of its (side, birth, tier), so that none of them walks over bins. A slot is
 * `(side × births + birth) × tiers + tier`; its bins lie together.
 */
export class CohortArrays {
  readonly bins: number;
  readonly tiers: number;
  readonly births: number;
  readonly slots: number;
  readonly raw: Float64Array;
  readonly factor: Float64Array;
  /** Σ raw of each slot. */
  readonly sum: Float64Array;
  /** The greatest that each sum was since it was last added up. */
  readonly #peak: Float64Array;
  /** Lowest and highest bin that may hold something, of each (side, tier). */
  readonly lowest: Int32Array;
  readonly highest: Int32Array;
  /** Absolute number of bin 0. */
  origin = 0;
  /** Where the newest birth bucket is. */
  head = 0;

  constructor(bins: number, tiers: number, births: number) {
    this.bins = bins;
    this.tiers = tiers;
    this.births = births;
    this.slots = 2 * births * tiers;
    this.raw = new Float64Array(this.slots * bins);
    this.factor = new Float64Array(this.slots).fill(1);
    this.sum = new Float64Array(this.slots);
    this.#peak = new Float64Array(this.slots);
    this.lowest = new Int32Array(2 * tiers).fill(bins);
    this.highest = new Int32Array(2 * tiers).fill(-1);
  }

  slot(side: number, birth: number, tier: number): number {
    return (side * this.births + birth) * this.tiers + tier;
  }

  /** All that is open on a side. */
  total(side: number): number {
    const from = side * this.births * this.tiers;
    let total = 0;
    for (let slot = from; slot < from + this.births * this.tiers; slot += 1)
      total += (this.sum[slot] as number) * (this.factor[slot] as number);
    return total;
  }

  /** Multiplies everything open on a side. */
  scale(side: number, by: number): void {
    const from = side * this.births * this.tiers;
    for (let slot = from; slot < from + this.births * this.tiers; slot += 1)
      this.factor[slot] = (this.factor[slot] as number) * by;
  }

  /** Opens in the newest birth bucket; `bin` counts from {@link origin}. */
  add(side: number, tier: number, bin: number, amount: number): void {
    if (bin < 0 || bin >= this.bins || !(amount > 0)) return;
    const slot = this.slot(side, this.head, tier);
    if ((this.factor[slot] as number) < LEAST_FACTOR) this.#renew(slot);
    const raw = amount / (this.factor[slot] as number);
    const at = slot * this.bins + bin;
    this.raw[at] = (this.raw[at] as number) + raw;
    const sum = (this.sum[slot] as number) + raw;
    this.sum[slot] = sum;
    if (sum > (this.#peak[slot] as number)) this.#peak[slot] = sum;
    const edge = side * this.tiers + tier;
    if (bin < (this.lowest[edge] as number)) this.lowest[edge] = bin;
    if (bin > (this.highest[edge] as number)) this.highest[edge] = bin;
  }

  /** Takes everything out of a bin of a side and tier; how much it was. */
  take(side: number, tier: number, bin: number): number {
    let taken = 0;
    for (let birth = 0; birth < this.births; birth += 1) {
      const slot = this.slot(side, birth, tier);
      const at = slot * this.bins + bin;
      const raw = this.raw[at] as number;
      if (raw === 0) continue;
      taken += raw * (this.factor[slot] as number);
      this.raw[at] = 0;
      const left = (this.sum[slot] as number) - raw;
      if (left < (this.#peak[slot] as number) * EXACT_BELOW) this.#addUp(slot);
      else this.sum[slot] = left;
    }
    return taken;
  }

  /** Begins a new birth bucket: the oldest two become one. */
  roll(): void {
    const oldest = (this.head + 1) % this.births;
    const next = (this.head + 2) % this.births;
    for (let side = 0; side < 2; side += 1) {
      for (let tier = 0; tier < this.tiers; tier += 1) {
        const from = this.slot(side, oldest, tier);
        const to = this.slot(side, next, tier);
        if (from !== to) this.#merge(from, to);
        this.raw.fill(0, from * this.bins, (from + 1) * this.bins);
        this.#addUp(from);
        this.factor[from] = 1;
      }
    }
    this.head = oldest;
  }

  /** Moves the window so that bin 0 is `origin`; what falls out of it is forgotten. */
  recentre(origin: number): void {
    const by = origin - this.origin;
    this.origin = origin;
    for (let slot = 0; slot < this.slots; slot += 1) {
      const row = this.raw.subarray(slot * this.bins, (slot + 1) * this.bins);
      if (Math.abs(by) >= this.bins) row.fill(0);
      else {
        row.copyWithin(Math.max(0, -by), Math.max(0, by), Math.min(this.bins, this.bins + by));
        if (by > 0) row.fill(0, this.bins - by);
        else row.fill(0, 0, -by);
      }
      this.#addUp(slot);
    }
    for (let edge = 0; edge < this.lowest.length; edge += 1) {
      this.lowest[edge] = Math.max(0, (this.lowest[edge] as number) - by);
      this.highest[edge] = Math.min(this.bins - 1, (this.highest[edge] as number) - by);
    }
  }

  /** The whole state as bytes: two books that went the same way have the same. */
  bytes(): Uint8Array {
    const parts = [this.raw, this.factor, this.sum, this.lowest, this.highest, Int32Array.of(this.origin, this.head)];
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
    let at = 0;
    for (const part of parts) {
      all.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
      at += part.byteLength;
    }
    return all;
  }

  /** A factor that came near zero becomes 1, so that what is added next keeps its size. */
  #renew(slot: number): void {
    const row = this.raw.subarray(slot * this.bins, (slot + 1) * this.bins);
    const factor = this.factor[slot] as number;
    for (let bin = 0; bin < row.length; bin += 1) row[bin] = (row[bin] as number) * factor;
    this.factor[slot] = 1;
    this.#addUp(slot);
  }

  #addUp(slot: number): void {
    let sum = 0;
    for (let at = slot * this.bins; at < (slot + 1) * this.bins; at += 1) sum += this.raw[at] as number;
    this.sum[slot] = sum;
    this.#peak[slot] = sum;
  }

  #merge(from: number, to: number): void {
    const { bins, raw, factor } = this;
    const fromFactor = factor[from] as number;
    const toFactor = factor[to] as number;
    for (let bin = 0; bin < bins; bin += 1)
      raw[to * bins + bin] =
        (raw[to * bins + bin] as number) * toFactor + (raw[from * bins + bin] as number) * fromFactor;
    factor[to] = 1;
    this.#addUp(to);
  }
}
