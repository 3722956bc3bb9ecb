import type { CohortBook } from './cohort-book.ts';
import { LONG } from './settings.ts';

/** Which tiers count: those of this leverage and above. */
export const LEVERAGE_CLASSES = ['all', 'medium', 'high'] as const;
export type LeverageClass = (typeof LEVERAGE_CLASSES)[number];
export const CLASS_FROM: Readonly<Record<LeverageClass, number>> = { all: 0, medium: 25, high: 50 };

/**
 * Estimated worth of what is liquidated at each price, quote units, by bins of ln price. `long` and `short` are
 * [tier × bins + bin]. Filled again and again without allocation.
 */
export class LevelProfile {
  readonly bins: number;
  readonly tiers: number;
  readonly width: number;
  /** Absolute number of bin 0: its prices are e^(bin × width) to e^((bin + 1) × width). */
  origin = 0;
  readonly long: Float64Array;
  readonly short: Float64Array;
  /** Worth × time of birth of all in a bin, for the mean age. */
  readonly born: Float64Array;

  constructor(bins: number, tiers: number, width: number) {
    this.bins = bins;
    this.tiers = tiers;
    this.width = width;
    this.long = new Float64Array(tiers * bins);
    this.short = new Float64Array(tiers * bins);
    this.born = new Float64Array(bins);
  }

  /** Price in the middle of a bin. */
  price(bin: number): number {
    return Math.exp((this.origin + bin + 0.5) * this.width);
  }

  binOf(price: number): number {
    return Math.floor(Math.log(price) / this.width) - this.origin;
  }

  /** Begins anew around a price. */
  clear(price: number): void {
    this.origin = Math.floor(Math.log(price) / this.width) - Math.floor(this.bins / 2);
    this.long.fill(0);
    this.short.fill(0);
    this.born.fill(0);
  }

  /** Adds what is open in a book; `fromTier` leaves out the lower leverages. */
  add(book: CohortBook, fromTier = 0): void {
    for (let side = 0; side < 2; side += 1)
      for (let tier = fromTier; tier < book.cohorts.tiers; tier += 1) this.#addTier(book, side, tier);
  }

  #addTier(book: CohortBook, side: number, tier: number): void {
    const { cohorts, shifts } = book;
    const edge = side * cohorts.tiers + tier;
    const shift = shifts[edge] as number;
    if (Number.isNaN(shift)) return;
    const first = Math.max(0, cohorts.lowest[edge] as number);
    const last = Math.min(cohorts.bins - 1, cohorts.highest[edge] as number);
    // In whole bins relative to this profile; the price of a bin's middle decides where it goes.
    const offset = cohorts.origin - this.origin + Math.floor(shift + 0.5);
    const [from, to] = [Math.max(first, -offset), Math.min(last, this.bins - 1 - offset)];
    for (let birth = 0; birth < cohorts.births; birth += 1)
      this.#addSlot(book, side, tier, birth, { from, to, offset });
  }

  #addSlot(
    book: CohortBook,
    side: number,
    tier: number,
    birth: number,
    { from, to, offset }: { readonly from: number; readonly to: number; readonly offset: number },
  ): void {
    const { cohorts, terms } = book;
    const slot = cohorts.slot(side, birth, tier);
    const factor = cohorts.factor[slot] as number;
    if ((cohorts.sum[slot] as number) === 0 || factor === 0) return;
    const into = side === LONG ? this.long : this.short;
    const bornAt = book.birthOf(birth);
    for (let bin = from; bin <= to; bin += 1) {
      const raw = cohorts.raw[slot * cohorts.bins + bin] as number;
      if (raw === 0) continue;
      const at = bin + offset;
      const worth = raw * factor * (terms.contract === 'linear' ? this.price(at) : 1);
      into[tier * this.bins + at] = (into[tier * this.bins + at] as number) + worth;
      this.born[at] = (this.born[at] as number) + worth * bornAt;
    }
  }

  /** Worth of a side in a bin over all tiers from one on. */
  at(side: number, bin: number, fromTier = 0): number {
    const of = side === LONG ? this.long : this.short;
    let sum = 0;
    for (let tier = fromTier; tier < this.tiers; tier += 1) sum += of[tier * this.bins + bin] as number;
    return sum;
  }

  /** Worth of a side by bin. */
  side(side: number, fromTier = 0): Float64Array {
    return Float64Array.from({ length: this.bins }, (_, bin) => this.at(side, bin, fromTier));
  }
}

/** The lowest tier of a class. */
export function firstTier(tiers: readonly { readonly leverage: number }[], of: LeverageClass): number {
  const found = tiers.findIndex(({ leverage }) => leverage >= CLASS_FROM[of]);
  return found < 0 ? tiers.length : found;
}
