/**
 * How a bar's openings spread over price. Trades walk from the open to one end, to the other, and to the close: up bars by
 * the low first, down bars by the high first. The weight of a bin is its share of that path in ln price; a bar without a
 * range is its one bin. Filled in place; the weights of a bar sum to 1.
 */
export class EntryKernel {
  readonly weights: Float64Array;
  /** First bin with a weight, absolute, and how many. */
  first = 0;
  count = 0;
  readonly #width: number;

  /** @param most bins a bar may touch; a wider one is cut at its ends. */
  constructor(width: number, most: number) {
    this.#width = width;
    this.weights = new Float64Array(most);
  }

  fill(open: number, high: number, low: number, close: number): void {
    const width = this.#width;
    const o = Math.log(open) / width;
    const h = Math.log(high) / width;
    const l = Math.log(low) / width;
    const c = Math.log(close) / width;
    this.first = Math.floor(l);
    this.count = Math.min(this.weights.length, Math.floor(h) - this.first + 1);
    this.weights.fill(0, 0, this.count);
    const up = c >= o;
    const path = up ? o - l + (h - l) + (h - c) : h - o + (h - l) + (c - l);
    if (!(path > 1e-9) || this.count === 1) {
      this.weights.fill(0, 0, this.count);
      const at = Math.min(this.count - 1, Math.max(0, Math.floor(c) - this.first));
      this.weights[at] = 1;
      return;
    }
    this.#walk(l, h, 1 / path);
    if (up) {
      this.#walk(l, o, 1 / path);
      this.#walk(c, h, 1 / path);
    } else {
      this.#walk(o, h, 1 / path);
      this.#walk(l, c, 1 / path);
    }
  }

  #walk(from: number, to: number, scale: number): void {
    const last = Math.min(this.count - 1, Math.floor(to) - this.first);
    for (let i = Math.max(0, Math.floor(from) - this.first); i <= last; i += 1) {
      const bin = this.first + i;
      const length = Math.min(to, bin + 1) - Math.max(from, bin);
      if (length > 0) this.weights[i] = (this.weights[i] as number) + length * scale;
    }
  }
}
