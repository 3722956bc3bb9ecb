import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absolute,
  add,
  applyRate,
  formatMoney,
  larger,
  moneyOfUnits,
  negate,
  parseMoney,
  ratio,
  smaller,
  subtract,
  times,
  toPlot,
  ZERO,
} from './money.ts';

const BIG = 10n ** 30n;
const money = fc.bigInt({ min: -BIG, max: BIG }).map(moneyOfUnits);
const rate = fc.bigInt({ min: 0n, max: 5_000_000n });

describe('the text of an amount', () => {
  it('is read back as the same amount', () => {
    fc.assert(fc.property(money, (amount) => parseMoney(formatMoney(amount)) === amount));
  });

  it('has one form per amount: no trailing zeros, no sign of zero', () => {
    expect(formatMoney(parseMoney('-12.50000000'))).toBe('-12.5');
    expect(formatMoney(parseMoney('0007'))).toBe('7');
    expect(formatMoney(parseMoney('-0'))).toBe('0');
    expect(formatMoney(moneyOfUnits(1n))).toBe('0.00000001');
    expect(formatMoney(moneyOfUnits(-1n))).toBe('-0.00000001');
  });

  it.each(['', '.5', '5.', '1e3', '1,5', ' 1', '+1', '--1', '0.123456789', 'NaN', 'Infinity', '١'])(
    'refuses %j',
    (text) => {
      expect(() => parseMoney(text)).toThrow(SyntaxError);
    },
  );
});

describe('the algebra', () => {
  it('is that of whole numbers', () => {
    fc.assert(
      fc.property(money, money, fc.bigInt({ min: -1000n, max: 1000n }), (a, b, n) => {
        expect(subtract(add(a, b), b)).toBe(a);
        expect(add(a, negate(a))).toBe(ZERO);
        expect(times(a, n)).toBe(a * n);
        expect(absolute(a)).toBe(absolute(negate(a)));
        expect(absolute(a) >= 0n).toBe(true);
        expect(add(larger(a, b), smaller(a, b))).toBe(add(a, b));
        expect(larger(a, b) >= smaller(a, b)).toBe(true);
      }),
    );
  });

  it('turns to a plain number only for display', () => {
    expect(toPlot(parseMoney('-12.5'))).toBe(-12.5);
    expect(ratio(parseMoney('1'), parseMoney('4'))).toBe(0.25);
    expect(ratio(parseMoney('1'), ZERO)).toBeNaN();
  });
});

describe('a rate', () => {
  it('is rounded away from zero: never below the exact cost, and by less than one unit', () => {
    fc.assert(
      fc.property(money, rate, (amount, ppm) => {
        const exact = amount * ppm;
        const paid = applyRate(amount, ppm) * 1_000_000n;
        const excess = amount < 0n ? exact - paid : paid - exact;
        expect(excess >= 0n && excess < 1_000_000n).toBe(true);
        expect(applyRate(negate(amount), ppm)).toBe(negate(applyRate(amount, ppm)));
      }),
    );
  });

  it('matches a fee worked out by hand', () => {
    expect(formatMoney(applyRate(parseMoney('93.5744'), 600n))).toBe('0.05614464');
    expect(formatMoney(applyRate(moneyOfUnits(1n), 1n))).toBe('0.00000001');
    expect(applyRate(moneyOfUnits(1_000_000n), 1n)).toBe(1n);
  });
});
