import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ceil,
  compare,
  divide,
  floor,
  largerOf,
  minus,
  multiply,
  parseRational,
  plus,
  rational,
  round,
  smallerOf,
  toApproximate,
  toDecimal,
} from './rational.ts';

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 20n }))
  .map(([numerator, denominator]) => rational(numerator, denominator));

describe('rational', () => {
  it.each([
    ['8e-06', 8n, 1_000_000n, 125_000n],
    ['-12.50', -25n, 2n, 2n],
    ['1E3', 1_000n, 1n, 1n],
    ['0.000', 0n, 1n, 1n],
  ])('reads %s exactly, in lowest terms', (text, numerator, denominator, reduced) => {
    const read = parseRational(text);
    expect(read.numerator * denominator).toBe(numerator * read.denominator);
    expect(read.denominator).toBe(reduced);
  });

  it.each(['', '1,5', '.5', '1.', '0x10', 'NaN', 'Infinity', '1e99', '1'.repeat(61)])('refuses "%s"', (text) => {
    expect(() => parseRational(text)).toThrow(SyntaxError);
  });

  it('refuses a denominator of zero', () => {
    expect(() => divide(rational(1n), rational(0n))).toThrow(RangeError);
  });

  it('adds, takes away, multiplies and divides back to where it was', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        expect(minus(plus(a, b), b)).toEqual(a);
        if (b.numerator !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
        expect(compare(a, b)).toBe(-compare(b, a));
        expect(plus(largerOf(a, b), smallerOf(a, b))).toEqual(plus(a, b));
      }),
    );
  });

  it('rounds down, up and to the nearest around the true value', () => {
    fc.assert(
      fc.property(fraction, (a) => {
        expect(compare(rational(floor(a)), a)).toBeLessThanOrEqual(0);
        expect(compare(rational(ceil(a)), a)).toBeGreaterThanOrEqual(0);
        expect(ceil(a) - floor(a)).toBeLessThanOrEqual(1n);
        const off = minus(rational(round(a)), a);
        expect(compare(multiply(off, off), rational(1n, 4n))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('writes decimals as wide as asked', () => {
    expect(toDecimal(rational(-1n, 3n), 4)).toBe('-0.3333');
    expect(toDecimal(rational(-1n, 3n), 4, 'down')).toBe('-0.3334');
    expect(toDecimal(rational(1n, 3n), 4, 'up')).toBe('0.3334');
    expect(toDecimal(rational(5n, 2n), 0)).toBe('3');
    expect(toDecimal(rational(-5n, 2n), 0)).toBe('-3');
    expect(toApproximate(rational(1n, 8n))).toBe(0.125);
  });
});
