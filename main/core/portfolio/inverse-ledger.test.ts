import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  minus,
  multiply,
  NOTHING,
  parseRational,
  plus,
  rational,
  toApproximate,
  toDecimal,
  type Rational,
} from '#shared/domain/rational.ts';
import {
  averagePrice,
  bookInverseFill,
  coinValue,
  INVERSE_FLAT,
  inverseFunding,
  openResult,
  type InverseContract,
  type InverseFill,
  type InversePosition,
} from './inverse-ledger.ts';

/** BTC against USD, one dollar a contract, ticks of 0.1. */
const BTC: InverseContract = { coin: 'BTC', tickUnits: 1, priceScale: 1, usdPerContract: 1n };

function after(...fills: readonly (readonly [side: 'buy' | 'sell', lots: number, price: number])[]) {
  let position: InversePosition = INVERSE_FLAT;
  let realised = 0n;
  let fees = 0n;
  for (const [side, lots, price] of fills) {
    const booked = bookInverseFill(position, { side, lots, priceTicks: price * 10, feePpm: 600n }, BTC);
    position = booked.after;
    realised += booked.realised;
    fees += booked.fee;
  }
  return { position, realised, fees };
}

describe('an inverse position', () => {
  // Bybit help centre, "P&L calculations (inverse contracts)" and "How to calculate average entry price".
  it.each([
    [after(['buy', 1_000, 5_000], ['buy', 2_000, 6_000]), '5625'],
    [after(['buy', 50, 10_000], ['buy', 50, 15_000]), '12000'],
  ])('has the exact average price of the worked example', ({ position }, price) => {
    expect(averagePrice(position, BTC)).toEqual(parseRational(price));
  });

  it('gains and loses coins as in the worked examples', () => {
    const long = after(['buy', 1_000, 5_000]).position;
    // The page rounds 0.0181818… up to 0.01819 and 0.0222222… to 0.02223, from factors cut at 8 decimals.
    expect(toDecimal(openResult(long, 55_000, BTC), 10)).toBe('0.0181818182');
    const short = after(['sell', 1_000, 5_000]).position;
    expect(toDecimal(openResult(short, 45_000, BTC), 10)).toBe('0.0222222222');
    expect(after(['buy', 1_000, 5_000], ['sell', 1_000, 5_500]).realised).toBe(1_818_181n);
    expect(after(['sell', 1_000, 5_000], ['buy', 1_000, 4_500]).realised).toBe(2_222_222n);
    expect(after(['buy', 1_000, 5_500], ['sell', 1_000, 5_000]).realised).toBe(-1_818_182n);
  });

  it('pays fees on the coin value, rounded up, and gets rebates rounded down', () => {
    const fill = { side: 'buy', lots: 10_000, priceTicks: 80_000 } as const;
    expect(bookInverseFill(INVERSE_FLAT, { ...fill, feePpm: 750n }, BTC).fee).toBe(93_750n);
    expect(bookInverseFill(INVERSE_FLAT, { ...fill, lots: 1, feePpm: 1n }, BTC).fee).toBe(1n);
    expect(bookInverseFill(INVERSE_FLAT, { ...fill, lots: 1, feePpm: -1n }, BTC).fee).toBe(0n);
  });

  it('pays and receives funding on the value at the mark', () => {
    // 10,000 USD at 8,000 are 1.25 coins; 0.01 % of them.
    expect(inverseFunding(BTC, 10_000, parseRational('0.0001'), 80_000)).toBe(-12_500n);
    expect(inverseFunding(BTC, -10_000, parseRational('0.0001'), 80_000)).toBe(12_500n);
    expect(inverseFunding(BTC, 3, parseRational('1e-06'), 80_000)).toBe(-1n);
    expect(inverseFunding(BTC, -3, parseRational('1e-06'), 80_000)).toBe(0n);
    expect(inverseFunding(BTC, 0, parseRational('0.0001'), 80_000)).toBe(0n);
  });

  it('turns over through zero: the rest opens at the fill’s own price', () => {
    const { position, realised } = after(['buy', 1_000, 5_000], ['sell', 3_000, 4_000]);
    expect(realised).toBe(-5_000_000n);
    expect(position.lots).toBe(-2_000);
    expect(averagePrice(position, BTC)).toEqual(parseRational('4000'));
    expect(averagePrice(INVERSE_FLAT, BTC)).toBeNull();
  });

  it('refuses what is no fill', () => {
    const fill: InverseFill = { side: 'buy', lots: 1, priceTicks: 50_000, feePpm: 0n };
    for (const broken of [{ lots: 0 }, { lots: 1.5 }, { priceTicks: 0 }, { priceTicks: Number.NaN }]) {
      expect(() => bookInverseFill(INVERSE_FLAT, { ...fill, ...broken }, BTC)).toThrow(RangeError);
    }
  });

  const fills = fc.array(
    fc.record({
      side: fc.constantFrom('buy' as const, 'sell' as const),
      lots: fc.integer({ min: 1, max: 5_000 }),
      priceTicks: fc.integer({ min: 10, max: 2_000_000 }),
      feePpm: fc.bigInt({ min: -250n, max: 750n }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  const UNIT = rational(100_000_000n);

  it('conserves coins: what all fills paid is what was realised plus what is open, at most a unit a fill lost', () => {
    fc.assert(
      fc.property(fills, (list) => {
        let position = INVERSE_FLAT;
        let realised = 0n;
        let paid: Rational = NOTHING;
        for (const fill of list) {
          const booked = bookInverseFill(position, fill, BTC);
          position = booked.after;
          realised += booked.realised;
          paid = plus(paid, coinValue(BTC, fill.side === 'buy' ? fill.lots : -fill.lots, fill.priceTicks));
        }
        // The coin value taken on less what was given back is either still open or was realised.
        const exact = multiply(minus(paid, position.coinValue), UNIT);
        const lost = toApproximate(minus(exact, rational(realised)));
        expect(lost).toBeGreaterThanOrEqual(0);
        expect(lost).toBeLessThan(list.length + 1e-9);
        expect(position.lots === 0).toBe(position.coinValue.numerator === 0n);
        expect(Math.sign(position.lots)).toBe(Math.sign(Number(position.coinValue.numerator)));
      }),
    );
  });

  it('keeps its average price when it is reduced', () => {
    fc.assert(
      fc.property(fills, fc.integer({ min: 1, max: 4_999 }), (list, part) => {
        let position = bookInverseFill(
          INVERSE_FLAT,
          { side: 'buy', lots: 5_000, priceTicks: 77_777, feePpm: 0n },
          BTC,
        ).after;
        for (const fill of list) position = bookInverseFill(position, { ...fill, side: 'buy' }, BTC).after;
        const less = bookInverseFill(position, { side: 'sell', lots: part, priceTicks: 81_111, feePpm: 0n }, BTC).after;
        expect(averagePrice(less, BTC)).toEqual(averagePrice(position, BTC));
      }),
      { numRuns: 50 },
    );
  });
});
