import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSum } from './exact-sum.ts';

const whole = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -(2 ** 26), max: 2 ** 26 }),
  fc.constantFrom(0, 1, -1, 2 ** 26, 2 ** 26 - 1, 2 ** 27, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
);

describe('ExactSum', () => {
  it('equals the bigint sum for any whole numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(whole, whole), { maxLength: 60 }), (pairs) => {
        const sum = new ExactSum();
        let expected = 0n;
        for (const [a, b] of pairs) {
          sum.addProduct(a, b);
          expected += BigInt(a) * BigInt(b);
        }
        expect(sum.total()).toBe(expected);
        expect(sum.toPlot()).toBe(Number(expected));
        const columns = new ExactSum();
        const column = (index: 0 | 1): Float64Array => Float64Array.from(pairs, (pair) => pair[index]);
        columns.addProducts(column(0), column(1), pairs.length);
        expect(columns.total()).toBe(expected);
      }),
    );
  });

  it('spills before a double would lose a unit', () => {
    const sum = new ExactSum();
    for (let i = 0; i < 10_000; i += 1) sum.addProduct(67_108_863, 67_108_863);
    expect(sum.total()).toBe(10_000n * 67_108_863n ** 2n);
    sum.clear();
    expect(sum.total()).toBe(0n);
  });

  it.each([
    [0.5, 2],
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 0],
    [2 ** 53, 1],
    [1, 0.1],
  ])('refuses %d × %d', (a, b) => {
    expect(() => new ExactSum().addProduct(a, b)).toThrow(RangeError);
    expect(() => new ExactSum().addProducts(Float64Array.of(1, a), Float64Array.of(1, b), 2)).toThrow(RangeError);
  });

  it('refuses columns that are too short', () => {
    expect(() => new ExactSum().addProducts(Float64Array.of(1, 2), Float64Array.of(3), 2)).toThrow(RangeError);
  });
});
