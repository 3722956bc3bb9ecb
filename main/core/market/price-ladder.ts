/** Prices of one page: 32 words of 32 bits and a word that says which of them hold anything. */
const PAGE = 1_024;
const WORDS = 32;
const FIRST_PAGES = 16;

const highestBit = (word: number): number => 31 - Math.clz32(word);
const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

/**
 * One side of an order book: whole lots at whole ticks. Prices lie in pages of 1,024 ticks, found by binary search and
 * remembered; within a page every step is a bit operation. An update allocates nothing unless the book spreads over more
 * pages than ever before.
 */
export class PriceLadder {
  readonly #descending: boolean;
  readonly #maxPages: number;
  /** Page numbers in rising order, and the slot in which each page lies. */
  readonly #numbers: Float64Array;
  readonly #slots: Int32Array;
  readonly #free: Int32Array;
  #active = 0;
  #freed = 0;
  #used = 0;
  #lots = new Float64Array(FIRST_PAGES * PAGE);
  #bits = new Int32Array(FIRST_PAGES * WORDS);
  #summary = new Int32Array(FIRST_PAGES);
  #size = 0;
  #horizon: number;
  /** Where the page of the last access lies in the order; most changes hit the same page. */
  #near = -1;

  /** @param maxPages bound of the memory, 8 KiB a page: beyond it the levels farthest from the best price are dropped. */
  constructor(side: 'bid' | 'ask', maxPages = 2_048) {
    this.#descending = side === 'bid';
    this.#maxPages = maxPages;
    this.#numbers = new Float64Array(maxPages);
    this.#slots = new Int32Array(maxPages);
    this.#free = new Int32Array(maxPages);
    this.#horizon = this.#farEnd();
  }

  /** Number of levels. */
  get size(): number {
    return this.#size;
  }

  /** The farthest price up to which every level is known; beyond it there may be levels nobody told of. */
  get horizon(): number {
    return this.#horizon;
  }

  /** Beyond `ticks` nothing is known: where a snapshot of limited depth ends. */
  limit(ticks: number): void {
    this.#horizon = ticks;
  }

  /** True when `ticks` lies within the known part. */
  knows(ticks: number): boolean {
    return this.#descending ? ticks >= this.#horizon : ticks <= this.#horizon;
  }

  clear(): void {
    for (let at = 0; at < this.#active; at += 1) this.#wipe(this.#slots[at] ?? 0);
    this.#active = 0;
    this.#freed = 0;
    this.#used = 0;
    this.#size = 0;
    this.#near = -1;
    this.#horizon = this.#farEnd();
  }

  /** Sets the lots at a price; 0 removes the level. */
  set(ticks: number, lots: number): void {
    const number = Math.floor(ticks / PAGE);
    let at = this.#find(number);
    if (at < 0) {
      if (lots === 0) return;
      at = this.#open(number);
      if (at < 0) return;
    }
    const slot = this.#slots[at] ?? 0;
    const offset = ticks - number * PAGE;
    const cell = slot * PAGE + offset;
    const had = this.#lots[cell] !== 0;
    this.#lots[cell] = lots;
    if (had === (lots !== 0)) return;
    if (had) this.#unmark(at, slot, offset);
    else this.#mark(slot, offset);
  }

  /** Lots at a price, 0 when there is no such level. */
  get(ticks: number): number {
    const number = Math.floor(ticks / PAGE);
    const at = this.#find(number);
    return at < 0 ? 0 : (this.#lots[(this.#slots[at] ?? 0) * PAGE + (ticks - number * PAGE)] ?? 0);
  }

  /** The best price: the highest bid or the lowest ask; −1 when there is none. */
  best(): number {
    return this.#active === 0 ? -1 : this.#edge(this.#descending ? this.#active - 1 : 0);
  }

  /** The next level behind `ticks`, away from the best price; −1 when there is none. */
  after(ticks: number): number {
    const number = Math.floor(ticks / PAGE);
    const at = this.#find(number);
    if (at >= 0) {
      const offset = this.#within(this.#slots[at] ?? 0, ticks - number * PAGE);
      if (offset >= 0) return number * PAGE + offset;
    }
    const next = this.#neighbour(at, number);
    return next < 0 || next >= this.#active ? -1 : this.#edge(next);
  }

  #farEnd(): number {
    return this.#descending ? 0 : Number.POSITIVE_INFINITY;
  }

  /** Where the page behind the given one lies in the order; `at` is negative when that page is not there itself. */
  #neighbour(at: number, number: number): number {
    if (this.#descending) return (at >= 0 ? at : this.#lowerBound(number)) - 1;
    return at >= 0 ? at + 1 : this.#lowerBound(number);
  }

  /** The price nearest to the best one in the page at place `at`. */
  #edge(at: number): number {
    const slot = this.#slots[at] ?? 0;
    const pick = this.#descending ? highestBit : lowestBit;
    const word = pick(this.#summary[slot] ?? 0);
    return (this.#numbers[at] ?? 0) * PAGE + word * WORDS + pick(this.#bits[slot * WORDS + word] ?? 0);
  }

  /** The next occupied offset of the page behind `offset`; −1 when the page ends before. */
  #within(slot: number, offset: number): number {
    const word = offset >> 5;
    const bit = offset & 31;
    const down = this.#descending;
    // Shifts count modulo 32, so all bits above the highest need their own case.
    const behind = down ? (1 << bit) - 1 : bit === 31 ? 0 : -1 << (bit + 1);
    const same = (this.#bits[slot * WORDS + word] ?? 0) & behind;
    const pick = down ? highestBit : lowestBit;
    if (same !== 0) return word * WORDS + pick(same);
    const words = (this.#summary[slot] ?? 0) & (down ? (1 << word) - 1 : word === 31 ? 0 : -1 << (word + 1));
    if (words === 0) return -1;
    const next = pick(words);
    return next * WORDS + pick(this.#bits[slot * WORDS + next] ?? 0);
  }

  #mark(slot: number, offset: number): void {
    const word = offset >> 5;
    const cell = slot * WORDS + word;
    this.#bits[cell] = (this.#bits[cell] ?? 0) | (1 << (offset & 31));
    this.#summary[slot] = (this.#summary[slot] ?? 0) | (1 << word);
    this.#size += 1;
  }

  #unmark(at: number, slot: number, offset: number): void {
    const word = offset >> 5;
    const cell = slot * WORDS + word;
    const left = (this.#bits[cell] ?? 0) & ~(1 << (offset & 31));
    this.#bits[cell] = left;
    this.#size -= 1;
    if (left !== 0) return;
    const summary = (this.#summary[slot] ?? 0) & ~(1 << word);
    this.#summary[slot] = summary;
    if (summary === 0) this.#close(at);
  }

  /** The place of a page in the order; negative when it is not there. */
  #find(number: number): number {
    const near = this.#near;
    if (near >= 0 && near < this.#active && this.#numbers[near] === number) return near;
    const at = this.#lowerBound(number);
    if (at >= this.#active || this.#numbers[at] !== number) return -1;
    this.#near = at;
    return at;
  }

  #lowerBound(number: number): number {
    let low = 0;
    let high = this.#active;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#numbers[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Makes room for a page and returns its place; negative when it is the farthest of too many. */
  #open(number: number): number {
    if (this.#active === this.#maxPages && !this.#dropFarthest(number)) return -1;
    const at = this.#lowerBound(number);
    this.#numbers.copyWithin(at + 1, at, this.#active);
    this.#slots.copyWithin(at + 1, at, this.#active);
    this.#numbers[at] = number;
    this.#slots[at] = this.#takeSlot();
    this.#active += 1;
    this.#near = at;
    return at;
  }

  #close(at: number): void {
    this.#free[this.#freed] = this.#slots[at] ?? 0;
    this.#freed += 1;
    this.#numbers.copyWithin(at, at + 1, this.#active);
    this.#slots.copyWithin(at, at + 1, this.#active);
    this.#active -= 1;
    this.#near = -1;
  }

  /** Gives up the page farthest from the best price. False when that is the one asked for. */
  #dropFarthest(number: number): boolean {
    const at = this.#descending ? 0 : this.#active - 1;
    const farthest = this.#numbers[at] ?? 0;
    const asked = this.#descending ? number < farthest : number > farthest;
    const given = asked ? number : farthest;
    const edge = this.#descending ? (given + 1) * PAGE : given * PAGE - 1;
    if (this.knows(edge)) this.#horizon = edge;
    if (asked) return false;
    this.#size -= this.#wipe(this.#slots[at] ?? 0);
    this.#close(at);
    return true;
  }

  #takeSlot(): number {
    if (this.#freed > 0) {
      this.#freed -= 1;
      return this.#free[this.#freed] ?? 0;
    }
    if (this.#used === this.#summary.length) this.#grow();
    this.#used += 1;
    return this.#used - 1;
  }

  #grow(): void {
    const pages = this.#summary.length * 2;
    const [lots, bits, summary] = [this.#lots, this.#bits, this.#summary];
    this.#lots = new Float64Array(pages * PAGE);
    this.#bits = new Int32Array(pages * WORDS);
    this.#summary = new Int32Array(pages);
    this.#lots.set(lots);
    this.#bits.set(bits);
    this.#summary.set(summary);
  }

  /** Empties a slot and returns how many levels it held. */
  #wipe(slot: number): number {
    let levels = 0;
    for (let word = slot * WORDS; word < (slot + 1) * WORDS; word += 1) {
      for (let bits = this.#bits[word] ?? 0; bits !== 0; bits &= bits - 1) levels += 1;
      this.#bits[word] = 0;
    }
    this.#summary[slot] = 0;
    this.#lots.fill(0, slot * PAGE, (slot + 1) * PAGE);
    return levels;
  }
}
