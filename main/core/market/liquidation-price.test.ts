import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notional, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, moneyOfUnits, parseMoney, type Money } from '#shared/domain/money.ts';
import { instrumentsForSimulation } from './instruments.ts';
import {
  distanceToLiquidation,
  heldLiquidation,
  maintenanceTierOf,
  tiersOf,
  towardsEntry,
} from './liquidation-price.ts';

const [btc] = instrumentsForSimulation();
if (btc === undefined) throw new Error('The catalogue is empty');
const instrument: Instrument = btc;
const FEE = 600n;

function ticksAt(entryTicks: number, lots: number, leverage: bigint, added = 0n): number | null {
  const entryValue = notional(instrument, entryTicks, lots);
  const margin = moneyOfUnits(absolute(entryValue) / leverage + added);
  const result = heldLiquidation(instrument, { lots, entryValue, margin }, FEE);
  return result.kind === 'at' ? towardsEntry(result.price, lots > 0 ? 'long' : 'short') : null;
}

describe('the liquidation price of a held position', () => {
  it('lies where the worked distances say, at the tier that holds there', () => {
    // 10x at 0.4 % and 0.06 %: −9.58 % and +9.50 %.
    expect(distanceToLiquidation(900_000, (ticksAt(900_000, 1, 10n) ?? 0) as never)).toBeCloseTo(-0.0958, 4);
    expect(distanceToLiquidation(900_000, (ticksAt(900_000, -1, 10n) ?? 0) as never)).toBeCloseTo(0.095, 4);
  });

  it('does not exist for an unlevered long and does for an unlevered short', () => {
    expect(ticksAt(900_000, 5, 1n)).toBeNull();
    expect(ticksAt(900_000, -5, 1n)).toBe(Math.floor((2 * 900_000) / 1.0046));
  });

  it('moves away from the market with added margin', () => {
    const added = parseMoney('1000');
    expect(Number(ticksAt(900_000, 100, 10n, added))).toBeLessThan(Number(ticksAt(900_000, 100, 10n)));
    expect(Number(ticksAt(900_000, -100, 10n, added))).toBeGreaterThan(Number(ticksAt(900_000, -100, 10n)));
  });

  it('is the last tick at which the margin covers maintenance and fee, at any size of the table', () => {
    const position = fc.record({
      lots: fc.integer({ min: 1, max: 20_000 }),
      long: fc.boolean(),
      entryTicks: fc.integer({ min: 100_000, max: 2_000_000 }),
      leverage: fc.integer({ min: 2, max: 20 }),
    });
    fc.assert(
      fc.property(position, ({ lots, long, entryTicks, leverage }) => {
        const signed = long ? lots : -lots;
        const entryValue = notional(instrument, entryTicks, signed);
        const ticks = ticksAt(entryTicks, signed, BigInt(leverage));
        if (ticks === null) return;
        const margin = absolute(entryValue) / BigInt(leverage);
        const spare = (at: number): bigint => {
          const value = notional(instrument, at, signed);
          const rate = (maintenanceTierOf(instrument, value)?.maintenanceRatePpm ?? 0n) + FEE;
          return (margin + value - entryValue) * 1_000_000n - absolute(value) * rate;
        };
        const past = long ? ticks - 1 : ticks + 1;
        expect(spare(ticks)).toBeGreaterThanOrEqual(0n);
        fc.pre(tierAt(signed, past) === tierAt(signed, ticks));
        expect(spare(past)).toBeLessThan(0n);
      }),
    );
  });
});

const tierAt = (lots: number, ticks: number) => maintenanceTierOf(instrument, notional(instrument, ticks, lots));

it('the table is the instrument’s own, without deductions, and ends where it ends', () => {
  expect(tiersOf(instrument).steps).toHaveLength(instrument.maintenanceTiers.length);
  expect(tiersOf(instrument).steps.every(({ deduction }) => deduction.numerator === 0n)).toBe(true);
  const rateOf = (size: string): bigint | undefined =>
    maintenanceTierOf(instrument, parseMoney(size) satisfies Money)?.maintenanceRatePpm;
  expect(rateOf('-100000')).toBe(4_000n);
  expect(rateOf('100000.00000001')).toBe(5_000n);
  expect(rateOf('50000001')).toBeUndefined();
});
