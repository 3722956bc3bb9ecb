import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { applyRate, moneyOfUnits, parseMoney, ZERO } from '#shared/domain/money.ts';
import type { LedgerLine } from '../journal/event-types.ts';
import { bookFill, bookFunding, capitalLines, FLAT, sumOfLines, type PositionBasis } from './ledger.ts';

const instrument: Instrument = {
  symbol: contractSymbol('XBTUSDTM'),
  coin: 'BTC',
  tickUnits: 1,
  priceScale: 1,
  multiplier: '0.001',
  tickValue: 10_007n,
  lotSize: 1,
  maxOrderLots: 1_000_000,
  makerFeePpm: 200n,
  takerFeePpm: 600n,
  maxLeverage: 100,
  maintenanceTiers: [],
  fundingIntervalMs: 28_800_000,
  asOf: null,
  assumed: [],
};

class Balances {
  readonly #amounts = new Map<string, bigint>();

  post(lines: readonly LedgerLine[]): void {
    expect(sumOfLines(lines)).toBe(0n);
    for (const [account, amount] of lines) this.#amounts.set(account, this.of(account) + parseMoney(amount));
  }

  of(account: string): bigint {
    return this.#amounts.get(account) ?? 0n;
  }

  get total(): bigint {
    return [...this.#amounts.values()].reduce((a, b) => a + b, 0n);
  }
}

const fillArb = fc.record({
  side: fc.constantFrom('buy' as const, 'sell' as const),
  lots: fc.integer({ min: 1, max: 50 }),
  priceTicks: fc.integer({ min: 1, max: 2_000_000 }),
});
const stepArb = fc.oneof(
  { weight: 5, arbitrary: fillArb.map((fill) => ({ kind: 'fill' as const, fill })) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('funding' as const),
      rate: fc.integer({ min: -3_000, max: 3_000 }).map((n) => n / 1_000_000),
      markTicks: fc.integer({ min: 1, max: 2_000_000 }),
    }),
  },
);

describe('bookFill', () => {
  it('realises a long at average cost and leaves the rest at that cost', () => {
    const opened = bookFill(FLAT, { side: 'buy', lots: 10, priceTicks: 100, fee: ZERO }, instrument);
    expect(opened.realised).toBe(0n);
    const reduced = bookFill(opened.after, { side: 'sell', lots: 4, priceTicks: 110, fee: ZERO }, instrument);
    expect(reduced.realised).toBe(40n * 10_007n);
    expect(reduced.after).toEqual({ lots: 6, entryValue: 600n * 10_007n });
  });

  it('closes and opens when a fill goes through zero', () => {
    const short = bookFill(FLAT, { side: 'sell', lots: 3, priceTicks: 200, fee: ZERO }, instrument).after;
    const flipped = bookFill(short, { side: 'buy', lots: 5, priceTicks: 190, fee: ZERO }, instrument);
    expect(flipped.realised).toBe(30n * 10_007n);
    expect(flipped.after).toEqual({ lots: 2, entryValue: 380n * 10_007n });
  });

  it('moves cash only by the fee when opening', () => {
    const fee = moneyOfUnits(17n);
    const { lines } = bookFill(FLAT, { side: 'buy', lots: 1, priceTicks: 100, fee }, instrument);
    expect(lines).toEqual([
      ['cash', '-0.00000017'],
      ['fees', '0.00000017'],
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a size of %s', (lots) => {
    expect(() => bookFill(FLAT, { side: 'buy', lots, priceTicks: 1, fee: ZERO }, instrument)).toThrow(RangeError);
  });

  it('keeps the ledger at zero and cash equal to its sources over any sequence of fills and funding', () => {
    fc.assert(
      fc.property(fc.array(stepArb, { maxLength: 80 }), (steps) => {
        const capital = parseMoney('100000');
        const balances = new Balances();
        balances.post(capitalLines(capital));
        let position: PositionBasis = FLAT;
        let realised = 0n;
        let fees = 0n;
        let funding = 0n;
        for (const step of steps) {
          if (step.kind === 'funding') {
            const booked = bookFunding(instrument, position.lots, step.rate, step.markTicks);
            funding += booked.amount;
            balances.post(booked.lines);
          } else {
            const size = BigInt(step.fill.lots * step.fill.priceTicks) * instrument.tickValue;
            const fee = applyRate(moneyOfUnits(size), instrument.takerFeePpm);
            const booked = bookFill(position, { ...step.fill, fee }, instrument);
            expect(booked.after.entryValue).toBe(position.entryValue + booked.value + booked.realised);
            position = booked.after;
            realised += booked.realised;
            fees += fee;
            balances.post(booked.lines);
          }
          if (position.lots === 0) expect(position.entryValue).toBe(0n);
          else expect(position.entryValue > 0n).toBe(position.lots > 0);
          expect(balances.total).toBe(0n);
          expect(balances.of('cash')).toBe(capital + realised - fees + funding);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('realises exactly the signed cash flows once flat', () => {
    fc.assert(
      fc.property(
        fc.array(fillArb, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 900 }),
        (fills, exit) => {
          let position: PositionBasis = FLAT;
          let flows = 0n;
          let realised = 0n;
          const book = (fill: { side: 'buy' | 'sell'; lots: number; priceTicks: number }): void => {
            const booked = bookFill(position, { ...fill, fee: ZERO }, instrument);
            position = booked.after;
            flows -= booked.value;
            realised += booked.realised;
          };
          fills.forEach(book);
          if (position.lots !== 0) {
            book({ side: position.lots > 0 ? 'sell' : 'buy', lots: Math.abs(position.lots), priceTicks: exit });
          }
          expect(position).toEqual(FLAT);
          expect(realised).toBe(flows);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('bookFunding', () => {
  it('lets longs pay and shorts receive when the rate is positive', () => {
    expect(bookFunding(instrument, 10, 0.0001, 1_000_000).amount).toBe(-10_007_000n);
    expect(bookFunding(instrument, -10, 0.0001, 1_000_000).amount).toBe(10_007_000n);
  });

  it('rounds what is paid up and what is received down', () => {
    expect(bookFunding(instrument, 1, 0.0001, 1).amount).toBe(-2n);
    expect(bookFunding(instrument, -1, 0.0001, 1).amount).toBe(1n);
  });

  it('writes nothing when flat', () => {
    expect(bookFunding(instrument, 0, 0.0001, 100).lines).toEqual([]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1, -2])('refuses a rate of %s', (rate) => {
    expect(() => bookFunding(instrument, 1, rate, 1)).toThrow(RangeError);
  });
});

it('sums lines exactly', () => {
  const lines: readonly LedgerLine[] = [
    ['cash', '0.1'],
    ['fees', '0.2'],
  ];
  expect(sumOfLines(lines)).toBe(30_000_000n);
});
