import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortedLevels } from './sorted-levels.ts';

/** A level that counts how often it was looked at. */
class Counted {
  static looks = 0;
  readonly #price: number;

  constructor(price: number) {
    this.#price = price;
  }

  get price(): number {
    Counted.looks += 1;
    return this.#price;
  }
}

const whole = fc.integer({ min: 1, max: 30 });

describe('sorted levels', () => {
  it('are found between two prices, ends with them, as a look at each would find them', () => {
    fc.assert(
      fc.property(fc.array(whole), fc.array(fc.nat(40)), whole, whole, (prices, gone, a, b) => {
        const levels = new SortedLevels<{ readonly price: number }>();
        const made = prices.map((price) => ({ price }));
        made.forEach((level) => levels.add(level));
        const removed = new Set(gone.flatMap((at) => made[at] ?? []));
        removed.forEach((level) => levels.remove(level));
        const left = made.filter((level) => !removed.has(level));
        const wanted = left.filter(({ price }) => price >= Math.min(a, b) && price <= Math.max(a, b));
        const found = levels.between(a, b);
        expect(new Set(found)).toEqual(new Set(wanted));
        expect([found.length, levels.size]).toEqual([wanted.length, left.length]);
        expect(found.map(({ price }) => price)).toEqual(wanted.map(({ price }) => price).sort((x, y) => x - y));
      }),
    );
  });

  it('of which there are a thousand cost a ticker a dozen looks, not a thousand', () => {
    const levels = new SortedLevels<Counted>();
    for (let price = 1; price <= 1_000; price += 1) levels.add(new Counted(price));
    Counted.looks = 0;
    expect(levels.between(500.2, 500.7)).toEqual([]);
    expect(Counted.looks).toBeLessThan(15);
    expect(levels.between(501.5, 499.5)).toHaveLength(2);
    expect(Counted.looks).toBeLessThan(40);
  });
});
