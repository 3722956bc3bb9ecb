const DAY_MS = 86_400_000;
const KEEP_MS = 7 * DAY_MS;
/** Samples are kept at most this often; the last always counts. */
const SPACING_MS = 60_000;

/** Equity of the last week as an index: transfers are taken out of it, so that only results move it. */
export class EquityWindow {
  #at: number[] = [];
  #value: number[] = [];
  #index = 1;
  #equity: bigint | null = null;
  #paidIn = 0n;
  #day = Number.NaN;
  #dayStart = 1;
  #dayBest = 1;

  /** Takes an equity at a span and a wall time. */
  add(span: number, wall: number, equity: bigint, paidIn: bigint): void {
    const untouched = equity - (this.#equity === null ? 0n : paidIn - this.#paidIn);
    const before = this.#index;
    if (this.#equity !== null && this.#equity > 0n) this.#index *= Number(untouched) / Number(this.#equity);
    this.#equity = equity;
    this.#paidIn = paidIn;
    const day = Math.floor(wall / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      this.#dayStart = before;
      this.#dayBest = before;
    }
    this.#dayBest = Math.max(this.#dayBest, this.#index);
    this.#keep(span);
  }

  /** How far the index is below its highest of the last `minutes`, ppm, rounded down. */
  fallWithin(minutes: number, span: number): number {
    let highest = this.#index;
    for (let i = this.#at.length - 1; i >= 0 && (this.#at[i] ?? 0) > span - minutes * 60_000; i--)
      highest = Math.max(highest, this.#value[i] ?? 0);
    return ppmOf(highest - this.#index, highest);
  }

  get dayGain(): number {
    return ppmOf(this.#index - this.#dayStart, this.#dayStart);
  }

  get bestGain(): number {
    return ppmOf(this.#dayBest - this.#dayStart, this.#dayStart);
  }

  #keep(span: number): void {
    const last = this.#at.length - 1;
    const lastAt = this.#at[last];
    // Within a spacing the highest stands for all.
    if (lastAt !== undefined && span - lastAt < SPACING_MS) {
      this.#value[last] = Math.max(this.#value[last] ?? 0, this.#index);
      return;
    }
    this.#at.push(span);
    this.#value.push(this.#index);
    if ((this.#at[0] ?? span) > span - KEEP_MS) return;
    const from = this.#at.findIndex((at) => at > span - KEEP_MS);
    this.#at = this.#at.slice(from);
    this.#value = this.#value.slice(from);
  }
}

/** What the division may leave, ppm: without it a fall that reached a limit exactly would read one ppm less. */
const REST = 1e-6;

const ppmOf = (part: number, whole: number): number =>
  whole > 0 ? Math.trunc((part / whole) * 1e6 + Math.sign(part) * REST) : 0;
