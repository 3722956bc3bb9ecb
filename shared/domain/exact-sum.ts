/** Beyond this a sum of two numbers below it could lose a unit. */
const SAFE = 2 ** 52;
const HALF = 2 ** 26;

/**
 * An exact running sum of products of whole numbers, such as ticks × lots over many levels or fills. It works in doubles
 * as long as these are exact, carries into a second one before they are not, and leaves larger products to a bigint: exact
 * for any count and any size.
 */
export class ExactSum {
  /** Between ±2^52. */
  #near = 0;
  /** In units of 2^52. */
  #carries = 0;
  #far = 0n;

  /**
   * Adds `a × b`.
   * @throws RangeError unless both are whole numbers within ±(2^53 − 1).
   */
  addProduct(a: number, b: number): void {
    const product = a * b;
    // Whole and small: then the double is the exact product, and its sum with a number below 2^52 is exact as well.
    if (product < SAFE && product > -SAFE && Math.floor(a) === a && Math.floor(b) === b)
      this.#carry(this.#near + product);
    else this.#addLarge(a, b);
  }

  /**
   * Adds the products of two columns, `count` rows of them.
   * @throws RangeError as {@link addProduct}; the sum is then of no use.
   */
  addProducts(a: Float64Array, b: Float64Array, count: number): void {
    if (count > a.length || count > b.length) throw new RangeError(`There are fewer than ${String(count)} rows`);
    let near = this.#near;
    let carries = 0;
    for (let row = 0; row < count; row += 1) {
      const left = a[row] ?? 0;
      const right = b[row] ?? 0;
      const product = left * right;
      if (product < SAFE && product > -SAFE && Math.floor(left) === left && Math.floor(right) === right) {
        near += product;
        if (near >= SAFE) {
          near -= SAFE;
          carries += 1;
        } else if (near <= -SAFE) {
          near += SAFE;
          carries -= 1;
        }
      } else this.#addLarge(left, right);
    }
    this.#near = near;
    this.#carries += carries;
  }

  /** The exact sum. */
  total(): bigint {
    return this.#far + BigInt(this.#carries) * BigInt(SAFE) + BigInt(this.#near);
  }

  /** The sum as the nearest double, for display and rates. */
  toPlot(): number {
    return this.#far === 0n && this.#carries === 0 ? this.#near : Number(this.total());
  }

  clear(): void {
    this.#near = 0;
    this.#carries = 0;
    this.#far = 0n;
  }

  #carry(sum: number): void {
    const over = sum >= SAFE ? 1 : sum <= -SAFE ? -1 : 0;
    this.#near = sum - over * SAFE;
    this.#carries += over;
  }

  #addLarge(a: number, b: number): void {
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) {
      throw new RangeError(`Not whole numbers within ±(2^53 − 1): ${String(a)} × ${String(b)}`);
    }
    // Halves of 26 bits keep a product with a price exact; anything larger is left to the bigint.
    const high = Math.floor(b / HALF);
    if (Math.abs(a) < HALF) this.#far += BigInt(a * high) * BigInt(HALF) + BigInt(a * (b - high * HALF));
    else this.#far += BigInt(a) * BigInt(b);
  }
}
