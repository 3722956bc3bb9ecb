/** Slots of the window: what is counted leaves it in steps of so much. */
const SLOTS = 12;
const SLOT_MS = 5_000;
/** The span a budget is for. */
export const BUDGET_WINDOW_MS = SLOTS * SLOT_MS;

/** Work and processor time of the last minute, in slots: constant memory and time, whatever the rate. */
export class SlidingUsage {
  readonly #works = new Float64Array(SLOTS);
  readonly #ms = new Float64Array(SLOTS);
  #slot = Number.NEGATIVE_INFINITY;

  /** @param now monotonic ms. */
  add(now: number, works: number, ms: number): void {
    this.#moveTo(now);
    const place = this.#place();
    this.#works[place] = (this.#works[place] ?? 0) + works;
    this.#ms[place] = (this.#ms[place] ?? 0) + ms;
  }

  /** What was used within the window that ends now. */
  used(now: number): { readonly works: number; readonly ms: number } {
    this.#moveTo(now);
    return { works: sum(this.#works), ms: sum(this.#ms) };
  }

  /** Forgets everything. */
  clear(): void {
    this.#works.fill(0);
    this.#ms.fill(0);
  }

  #place(): number {
    return ((this.#slot % SLOTS) + SLOTS) % SLOTS;
  }

  #moveTo(now: number): void {
    const slot = Math.floor(now / SLOT_MS);
    if (slot === this.#slot) return;
    const passed = Math.min(SLOTS, Math.max(0, slot - this.#slot));
    for (let i = 0; i < passed; i++) {
      const place = (((slot - i) % SLOTS) + SLOTS) % SLOTS;
      this.#works[place] = 0;
      this.#ms[place] = 0;
    }
    this.#slot = Math.max(this.#slot, slot);
  }
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
