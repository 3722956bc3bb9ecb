import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instrument, Lots } from '#shared/domain/instrument.ts';
import { moneyOfUnits, parseMoney, ZERO } from '#shared/domain/money.ts';
import { instrumentsForSimulation } from './instruments.ts';
import { distanceToLiquidation, liquidationTicks, maintenanceTierOf } from './liquidation-price.ts';

const [btc] = instrumentsForSimulation();
if (btc === undefined) throw new Error('The catalogue is empty');
const instrument: Instrument = btc;

/** Distance to liquidation in %, m = 0.4 %, f = 0.06 %, linear isolated: leverage, long, short. */
const VECTORS = [
  [3, -33.03, 32.72],
  [5, -19.63, 19.45],
  [10, -9.58, 9.5],
  [20, -4.56, 4.52],
  [25, -3.56, 3.52],
  [50, -1.55, 1.53],
  [75, -0.88, 0.87],
  [100, -0.54, 0.54],
  [125, -0.34, 0.34],
] as const;

const ENTRY_TICKS = 1_000_000_000;

function ticksAt(leverage: bigint, lots: number, added = ZERO): number | null {
  const entryNotional = moneyOfUnits(BigInt(ENTRY_TICKS) * BigInt(Math.abs(lots)) * instrument.tickValue);
  return liquidationTicks(instrument, {
    lots: lots as Lots,
    entryNotional,
    initialMargin: moneyOfUnits(entryNotional / leverage),
    addedMargin: added,
    maintenanceAmount: ZERO,
    maintenanceRatePpm: 4_000n,
    liquidationFeePpm: 600n,
  });
}

const percent = (ticks: number | null): number => (ticks === null ? Number.NaN : (ticks / ENTRY_TICKS - 1) * 100);

describe('liquidation price', () => {
  it.each(VECTORS)('at leverage %i lies %f %% below and %f %% above', (leverage, long, short) => {
    expect(percent(ticksAt(BigInt(leverage), 3))).toBeCloseTo(long, 2);
    expect(percent(ticksAt(BigInt(leverage), -3))).toBeCloseTo(short, 2);
  });

  it('does not exist for an unlevered long and does for an unlevered short', () => {
    expect(ticksAt(1n, 5)).toBeNull();
    expect(percent(ticksAt(1n, -5))).toBeCloseTo((2 / 1.0046 - 1) * 100, 4);
  });

  it('moves away from the market with added margin', () => {
    const added = parseMoney('1000');
    expect(Number(ticksAt(10n, 100, added))).toBeLessThan(Number(ticksAt(10n, 100)));
    expect(Number(ticksAt(10n, -100, added))).toBeGreaterThan(Number(ticksAt(10n, -100)));
  });

  it('is where the margin left just covers maintenance and fee', () => {
    const position = fc.record({
      lots: fc.integer({ min: 1, max: 100_000 }),
      long: fc.boolean(),
      entryTicks: fc.integer({ min: 1_000, max: 2_000_000 }),
      leverage: fc.integer({ min: 2, max: 100 }),
    });
    fc.assert(
      fc.property(position, ({ lots, long, entryTicks, leverage }) => {
        const entryNotional = moneyOfUnits(BigInt(entryTicks) * BigInt(lots) * instrument.tickValue);
        const initialMargin = moneyOfUnits(entryNotional / BigInt(leverage));
        const signed = (long ? lots : -lots) as Lots;
        const ticks = liquidationTicks(instrument, {
          lots: signed,
          entryNotional,
          initialMargin,
          addedMargin: ZERO,
          maintenanceAmount: ZERO,
          maintenanceRatePpm: 4_000n,
          liquidationFeePpm: 600n,
        });
        if (ticks === null) throw new Error('A levered position has a liquidation price');
        const spare = (at: number): bigint => {
          const value = BigInt(at) * BigInt(lots) * instrument.tickValue;
          const profit = long ? value - entryNotional : entryNotional - value;
          return (initialMargin + profit) * 1_000_000n - value * 4_600n;
        };
        // At the rounded tick nothing is lost yet; one tick further the position is over the edge.
        expect(spare(ticks)).toBeGreaterThanOrEqual(0n);
        expect(spare(long ? ticks - 1 : ticks + 1)).toBeLessThan(0n);
      }),
    );
  });

  it('gives the distance as a share of the mark and the tier of a notional', () => {
    const ticks = ticksAt(10n, 1);
    expect(ticks === null ? 0 : distanceToLiquidation(ENTRY_TICKS, ticks as never)).toBeCloseTo(-0.0958, 4);
    expect(maintenanceTierOf(instrument, parseMoney('-100000'))?.maintenanceRatePpm).toBe(4_000n);
    expect(maintenanceTierOf(instrument, parseMoney('100000.00000001'))?.maintenanceRatePpm).toBe(5_000n);
    expect(maintenanceTierOf(instrument, parseMoney('50000001'))).toBeNull();
  });
});
