import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, onTick, parseDecimal, stepTicks, unitsAt } from './on-tick.ts';

describe('a typed price', () => {
  it('goes to the nearest tick, with the decimals of the tick', () => {
    expect(onTick('3986.34', '0.05')).toBe('3986.35');
    expect(onTick('3,986.32', '0.05')).toBe('3986.30');
    expect(onTick('101173', '0.1')).toBe('101173.0');
    expect(onTick(0.00001234, '0.0000001')).toBe('0.0000123');
    expect(onTick('7', '5')).toBe('5');
  });

  it('is none where it is no number above 0', () => {
    for (const text of ['', '-1', '1e5', 'abc', '.', '0', '1.2.3']) expect(onTick(text, '0.1')).toBeNull();
    for (const value of [Number.NaN, -1, 0, Number.POSITIVE_INFINITY]) expect(onTick(value, '0.1')).toBeNull();
    expect(onTick('5', '0')).toBeNull();
  });

  it('steps by whole ticks and stays above 0', () => {
    expect(stepTicks('99.9', '0.1', 1)).toBe('100.0');
    expect(stepTicks('100.04', '0.1', -10)).toBe('99.0');
    expect(stepTicks('0.2', '0.1', -5)).toBe('0.1');
    expect(stepTicks('', '0.1', 1)).toBeNull();
  });
});

describe('decimals', () => {
  it('keep every digit on the way to text and back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 8 }), (units, scale) => {
        const read = parseDecimal(decimalText(units, scale));
        return read !== null && unitsAt(read, scale) === units;
      }),
    );
  });
});
