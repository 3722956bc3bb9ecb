import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittingUnit, SCALED_UNITS, scaledText, typedFigure, typedText } from './scaled-unit.ts';

const MS = SCALED_UNITS.ms;
const plain = (text: string): string => text.replaceAll('\u202F', ' ');

describe('a whole figure in a unit', () => {
  it('is shown in the largest unit that keeps it short', () => {
    expect(plain(scaledText(86_400_000, MS))).toBe('24 h');
    expect(plain(scaledText(5_400_000, MS))).toBe('1.5 h');
    expect(plain(scaledText(600_000, MS))).toBe('10 min');
    expect(plain(scaledText(1_500, MS))).toBe('1.5 s');
    expect(plain(scaledText(1_234, MS))).toBe('1,234 ms');
    expect(plain(scaledText(20_000, SCALED_UNITS.ppm))).toBe('2 %');
    expect(plain(scaledText(-12_345, SCALED_UNITS.ppm))).toBe('−1.2345 %');
    expect(plain(scaledText(500e6, SCALED_UNITS.bytes))).toBe('500 MB');
    expect(plain(scaledText(0, MS))).toBe('0 ms');
    expect(scaledText(4, SCALED_UNITS.number)).toBe('4');
  });

  it('is read exactly, or not at all', () => {
    const [hours, , seconds] = MS;
    expect(typedFigure('1.5', seconds)).toBe(1_500);
    expect(typedFigure(' 1,000 ', seconds)).toBe(1_000_000);
    expect(typedFigure('0.0001', seconds)).toBeNull();
    expect(typedFigure('0.1', hours)).toBe(360_000);
    for (const text of ['', 'abc', '1e3', '1.2.3', '--1', '99999999999999999']) {
      expect(typedFigure(text, seconds), text).toBeNull();
    }
    expect(typedFigure('-1', SCALED_UNITS.ppm[0])).toBe(-10_000);
  });

  it('comes back as it was from what is shown for typing', () => {
    const units = fc.constantFrom(SCALED_UNITS.ppm, SCALED_UNITS.usdt, SCALED_UNITS.ms, SCALED_UNITS.number);
    fc.assert(
      fc.property(units, fc.integer({ min: -1e12, max: 1e12 }), (list, value) => {
        const unit = fittingUnit(value, list);
        expect(typedFigure(typedText(value, unit), unit)).toBe(value);
      }),
    );
  });
});
