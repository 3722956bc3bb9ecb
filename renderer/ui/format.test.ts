import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '#shared/language/words.ts';
import {
  decimalSign,
  formatAmount,
  formatCompact,
  formatNumber,
  formatPercent,
  formatPrice,
  formatQuantity,
  formatR,
  sumDecimals,
  withTrueMinus,
} from './format.ts';

describe('formatAmount', () => {
  it('groups thousands, rounds half away from zero and uses a true minus', () => {
    expect(formatAmount('104218.4')).toBe('104,218.40');
    expect(formatAmount('-1342.175')).toBe('−1,342.18');
    expect(formatAmount('1342.175', { sign: 'always' })).toBe('+1,342.18');
    expect(formatAmount('-38.91', { sign: 'never' })).toBe('38.91');
    expect(formatAmount('999999.995')).toBe('1,000,000.00');
    expect(formatAmount('12', { decimals: 0 })).toBe('12');
  });

  it('shows no sign on what rounds to zero', () => {
    expect(formatAmount('-0.004')).toBe('0.00');
    expect(formatAmount('0', { sign: 'always' })).toBe('0.00');
  });

  it('keeps digits a double would lose', () => {
    expect(formatAmount('9007199254740993.12345678', { decimals: 8 })).toBe('9,007,199,254,740,993.12345678');
  });

  it('refuses what is no decimal', () => {
    expect(() => formatAmount('1e5')).toThrow(SyntaxError);
  });

  it('agrees with integer arithmetic for any amount of cents', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (cents) => {
        const text = `${String(cents / 100n)}.${String(cents % 100n).padStart(2, '0')}`;
        expect(formatAmount(text).replaceAll(',', '')).toBe(text);
      }),
    );
  });
});

describe('decimal helpers', () => {
  it('tells the sign, and no sign of zero', () => {
    expect([decimalSign('-0.00'), decimalSign('0.01'), decimalSign('-3')]).toEqual([0, 1, -1]);
  });

  it('adds exactly', () => {
    expect(sumDecimals(['0.1', '0.2'])).toBe('0.3');
    expect(sumDecimals(['299.44', '1085.40', '-38.91', '-3.75'])).toBe('1342.18');
    expect(sumDecimals(['-1', '0.25'])).toBe('-0.75');
    expect(sumDecimals([])).toBe('0');
  });
});

describe('texts of the host', () => {
  it('groups a quantity and keeps its decimals', () => {
    expect(formatQuantity('1350')).toBe('1,350');
    expect(formatQuantity('0.110')).toBe('0.110');
    expect(formatQuantity('-12345.60')).toBe('−12,345.60');
  });

  it('makes a minus of a hyphen before a figure only', () => {
    expect(withTrueMinus('The score is -56.66; (-3) is held under rule C-01 since 2025-03-11.')).toBe(
      'The score is −56.66; (−3) is held under rule C-01 since 2025-03-11.',
    );
  });
});

describe('plain numbers', () => {
  it('formats prices with the decimals of their tick', () => {
    expect(formatPrice(116806, 1)).toBe('116,806.0');
    expect(formatPrice(null, 1)).toBe('–');
  });

  it('formats shares, multiples and large numbers', () => {
    expect(formatPercent(0.0471)).toBe('4.71\u202F%');
    expect(formatPercent(-0.0042, 2, 'always')).toBe('−0.42\u202F%');
    expect(formatPercent(null)).toBe('–');
    expect(formatR(1.084)).toBe('+1.08\u202FR');
    expect(formatCompact(84_200_000)).toBe('84.2\u202FM');
    expect(formatCompact(512)).toBe('512');
    expect(formatNumber(Number.NaN, 2)).toBe('–');
    expect(formatNumber(-0.001, 2)).toBe('0.00');
  });
});

describe('large numbers in other languages', () => {
  afterEach(() => speak('en', {}));

  it('take the words of the language and keep the signs of all figures', () => {
    speak('de', {});
    expect([512, 84_200_000, -1_234_567].map(formatCompact)).toEqual(['512', '84.2\u202FMio.', '−1.23\u202FMio.']);
    speak('zh', {});
    expect([512, 84_200_000, 12_345].map(formatCompact)).toEqual(['512', '8420万', '1.23万']);
  });
});
