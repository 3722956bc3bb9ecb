/** One side of a shown book: levels as columns, best first, changed in place. */
export class BookSide {
  /** Prices in whole ticks, and contracts there; the first {@link count} of each. */
  ticks = new Float64Array(128);
  lots = new Float64Array(128);
  count = 0;
  /** 1 where prices rise from the best, −1 where they fall. */
  readonly #order: 1 | -1;

  constructor(side: 'bid' | 'ask') {
    this.#order = side === 'ask' ? 1 : -1;
  }

  replace(ticks: readonly number[], lots: readonly number[]): void {
    this.count = 0;
    this.#reserve(ticks.length);
    this.ticks.set(ticks);
    this.lots.set(lots);
    this.count = ticks.length;
  }

  /** Sets levels; size 0 takes one away. */
  change(ticks: readonly number[], lots: readonly number[]): void {
    for (let i = 0; i < ticks.length; i += 1) this.#set(ticks[i] ?? 0, lots[i] ?? 0);
  }

  /** Contracts at a price; 0 where nothing rests or nothing is known. */
  at(ticks: number): number {
    const place = this.#place(ticks);
    return this.ticks[place] === ticks && place < this.count ? (this.lots[place] ?? 0) : 0;
  }

  /** The price of the farthest level; null without any. */
  get farthest(): number | null {
    return this.count === 0 ? null : (this.ticks[this.count - 1] ?? null);
  }

  #set(ticks: number, lots: number): void {
    const place = this.#place(ticks);
    const there = place < this.count && this.ticks[place] === ticks;
    if (lots === 0) {
      if (!there) return;
      this.ticks.copyWithin(place, place + 1, this.count);
      this.lots.copyWithin(place, place + 1, this.count);
      this.count -= 1;
      return;
    }
    if (!there) {
      this.#reserve(this.count + 1);
      this.ticks.copyWithin(place + 1, place, this.count);
      this.lots.copyWithin(place + 1, place, this.count);
      this.ticks[place] = ticks;
      this.count += 1;
    }
    this.lots[place] = lots;
  }

  /** Where a price is or would be. */
  #place(ticks: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#order * ((this.ticks[middle] ?? 0) - ticks) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #reserve(levels: number): void {
    if (levels <= this.ticks.length) return;
    const [ticks, lots] = [this.ticks, this.lots];
    this.ticks = new Float64Array(levels * 2);
    this.lots = new Float64Array(levels * 2);
    this.ticks.set(ticks);
    this.lots.set(lots);
  }
}
