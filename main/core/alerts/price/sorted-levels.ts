/** Something at a price, in quote units. */
interface Level {
  readonly price: number;
}

const NONE: readonly never[] = [];

/** Levels by price: those between two prices are found by halving, whatever the number of the others. */
export class SortedLevels<T extends Level> {
  readonly #levels: T[] = [];

  get size(): number {
    return this.#levels.length;
  }

  all(): readonly T[] {
    return [...this.#levels];
  }

  add(level: T): void {
    this.#levels.splice(this.#from(level.price), 0, level);
  }

  remove(level: T): void {
    const at = this.#levels.indexOf(level, this.#from(level.price));
    if (at >= 0) this.#levels.splice(at, 1);
  }

  /** The levels from `a` to `b` or from `b` to `a`, both ends with them. */
  between(a: number, b: number): readonly T[] {
    const [low, high] = a < b ? [a, b] : [b, a];
    const first = this.#from(low);
    const level = this.#levels[first];
    if (level === undefined || level.price > high) return NONE;
    let end = first + 1;
    while ((this.#levels[end]?.price ?? Infinity) <= high) end += 1;
    return this.#levels.slice(first, end);
  }

  /** The place of the first level at a price or above it. */
  #from(price: number): number {
    let [low, high] = [0, this.#levels.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#levels[middle]?.price ?? Infinity) < price) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
