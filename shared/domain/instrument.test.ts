import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contractSymbol } from './ids.ts';
import { formatTicks, isFullySpecified, notional, ticksToPlot, toTicks, type Instrument } from './instrument.ts';
import { formatMoney } from './money.ts';

const contract = (tickUnits: number, priceScale: number, tickValue = 10_000n): Instrument => ({
  symbol: contractSymbol('XBTUSDTM'),
  coin: 'BTC',
  tickUnits,
  priceScale,
  multiplier: '0.001',
  tickValue,
  lotSize: 1,
  maxOrderLots: 1_000_000,
  makerFeePpm: 200n,
  takerFeePpm: 600n,
  maxLeverage: 100,
  maintenanceTiers: [],
  fundingIntervalMs: 28_800_000,
  asOf: '2025-03-11',
  assumed: [],
});

const shape = fc.record({
  units: fc.constantFrom(1, 5, 25),
  scale: fc.integer({ min: 0, max: 8 }),
  ticks: fc.integer({ min: 0, max: 2 ** 44 }),
});

it('a price text is read back as the tick it was printed from', () => {
  fc.assert(
    fc.property(shape, ({ units, scale, ticks }) => {
      const own = contract(units, scale);
      expect(toTicks(own, Number(formatTicks(own, ticks)))).toBe(ticks);
      expect(toTicks(own, ticksToPlot(own, ticks))).toBe(ticks);
    }),
  );
});

it('a price text has the decimals of the tick', () => {
  expect(formatTicks(contract(1, 1), 935_744)).toBe('93574.4');
  expect(formatTicks(contract(5, 4), 1)).toBe('0.0005');
  expect(formatTicks(contract(1, 0), 7)).toBe('7');
  expect(formatTicks(contract(1, 3), -1_250)).toBe('-1.250');
  expect(() => formatTicks(contract(1, 1), Number.NaN)).toThrow(RangeError);
});

it('a price between two ticks goes to the nearer one', () => {
  expect(toTicks(contract(1, 1), 100.04)).toBe(1_000);
  expect(toTicks(contract(1, 1), 100.06)).toBe(1_001);
  expect(toTicks(contract(5, 1), 100.7)).toBe(201);
});

it('notional is the exact product, signed as the lots, and adds up over parts', () => {
  // 110 contracts of 0.001 BTC at 93 574.4 USDT.
  expect(formatMoney(notional(contract(1, 1), 935_744, 110))).toBe('10293.184');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 50 }),
      fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
      fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      (ticks, a, b, tickValue) => {
        const own = contract(1, 1, tickValue);
        expect(notional(own, ticks, a) + notional(own, ticks, b)).toBe(notional(own, ticks, a + b));
        expect(notional(own, ticks, -a)).toBe(0n - notional(own, ticks, a));
      },
    ),
  );
});

it('one assumed field makes a specification incomplete', () => {
  expect(isFullySpecified(contract(1, 1))).toBe(true);
  expect(isFullySpecified({ ...contract(1, 1), assumed: ['tick'] })).toBe(false);
});
