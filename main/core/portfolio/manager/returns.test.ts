import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { correlationOf, ReturnBook } from './returns.ts';

const A = contractSymbol('AAAAUSDTM');
const B = contractSymbol('BBBBUSDTM');

function book(hours: number, priceOfB: (hour: number) => number): ReturnBook {
  const returns = new ReturnBook();
  for (let hour = 1; hour <= hours; hour += 1) {
    returns.onClose(A, hour * HOUR, 100 + Math.sin(hour) * 5);
    returns.onClose(B, hour * HOUR, priceOfB(hour));
  }
  return returns;
}

describe('correlations', () => {
  it('are 1 for the same moves, −1 for their reciprocal, and unknown without enough of them', () => {
    const same = book(60, (hour) => 2 * (100 + Math.sin(hour) * 5));
    expect(same.correlation(A, B, 30).value).toBeCloseTo(1, 12);
    const opposite = book(60, (hour) => 1 / (100 + Math.sin(hour) * 5));
    expect(opposite.correlation(A, B, 30).value).toBeCloseTo(-1, 12);
    expect(book(20, (hour) => hour).correlation(A, B, 30)).toEqual({ value: null, n: 19 });
    expect(book(60, () => 5).correlation(A, B, 30)).toEqual({ value: null, n: 59 });
  });

  it('equal the textbook figure', () => {
    const of = (values: readonly number[]) => new Map(values.map((value, i) => [i, value]));
    // Anscombe's first set: r = 0.81642 (F. J. Anscombe, 1973).
    const x = of([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]);
    const y = of([8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]);
    expect(correlationOf(x, y, 3).value).toBeCloseTo(0.81642, 5);
  });

  it('leave a gap out in place of a flat price, and keep eleven days', () => {
    const returns = new ReturnBook();
    for (const hour of [1, 2, 3, 7, 8]) returns.onClose(A, hour * HOUR, 100 + hour);
    expect([...returns.returns(A).keys()]).toEqual([2 * HOUR, 3 * HOUR, 8 * HOUR]);
    expect(book(900, (hour) => 50 + (hour % 7)).returns(B).size).toBe(270);
  });

  it('take quarter hours for the last day, from bars of any length', () => {
    const returns = new ReturnBook();
    for (let minute = 5; minute <= 300; minute += 5) returns.onClose(A, minute * MINUTE, 100 + minute);
    expect(returns.returns(A, 'quarters').size).toBe(19);
    expect(returns.returns(A, 'hours').size).toBe(4);
  });
});
