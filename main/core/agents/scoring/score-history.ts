/** Samples kept per cell and the least time between two of them: a day at five minutes. */
const CAPACITY = 288;
const SPACING_MS = 300_000;

/** The score of one cell over the last day, oldest first, in a ring of fixed size. */
export class ScoreHistory {
  readonly #ts = new Float64Array(CAPACITY);
  readonly #score = new Float64Array(CAPACITY);
  #count = 0;

  /** Takes a sample unless the last one is younger than five minutes. */
  add(ts: number, score: number): void {
    if (this.#count > 0 && ts - this.#last() < SPACING_MS) return;
    this.#ts[this.#count % CAPACITY] = ts;
    this.#score[this.#count % CAPACITY] = score;
    this.#count += 1;
  }

  /** The samples, oldest first. */
  samples(): { readonly ts: number; readonly score: number }[] {
    const kept = Math.min(this.#count, CAPACITY);
    return Array.from({ length: kept }, (_, i) => {
      const place = (this.#count - kept + i) % CAPACITY;
      return { ts: this.#ts[place] ?? 0, score: this.#score[place] ?? 0 };
    });
  }

  /** The score held at a moment: the last sample not after it; null when that is older than `within` ms, an hour unless told. */
  at(moment: number, within = 3_600_000): number | null {
    const kept = Math.min(this.#count, CAPACITY);
    for (let i = 1; i <= kept; i++) {
      const place = (this.#count - i) % CAPACITY;
      const ts = this.#ts[place] ?? 0;
      if (ts > moment) continue;
      return moment - ts <= within ? (this.#score[place] ?? null) : null;
    }
    return null;
  }

  /** When the oldest sample was taken, ms; null without one. */
  since(): number | null {
    if (this.#count === 0) return null;
    return this.#ts[this.#count > CAPACITY ? this.#count % CAPACITY : 0] ?? null;
  }

  #last(): number {
    return this.#ts[(this.#count - 1) % CAPACITY] ?? 0;
  }
}
