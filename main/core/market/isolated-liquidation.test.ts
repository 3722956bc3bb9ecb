import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compare,
  divide,
  minus,
  multiply,
  NOTHING,
  ONE,
  parseRational,
  plus,
  rational,
  toApproximate,
  type Rational,
} from '#shared/domain/rational.ts';
import { isolatedLiquidation, marginAtLeverage, valueAt, type IsolatedPosition } from './isolated-liquidation.ts';
import { kucoinRuleAt, ruleOfVenue } from './liquidation-rules.ts';
import { marginTiers, stepOf, type MarginTiers } from './margin-tiers.ts';

const number = (value: number | string): Rational => parseRational(String(value));
const MARK = { maintenanceAt: 'mark' } as const;
const ENTRY = { maintenanceAt: 'entry' } as const;
type Contract = IsolatedPosition['contract'];
type Side = IsolatedPosition['side'];

const flat = (rate: string): MarginTiers =>
  marginTiers([{ floor: NOTHING, cap: null, rate: number(rate), deduction: null, maxLeverage: null }], 'none');

function opened(contract: Contract, side: Side, leverage: number, size = '3', entry = '50000'): IsolatedPosition {
  const position = { contract, side, entryPrice: number(entry), size: number(size) };
  return { ...position, margin: marginAtLeverage(position, number(leverage)) };
}

function percentAway(contract: Contract, side: Side, leverage: number): number {
  const position = opened(contract, side, leverage);
  const result = isolatedLiquidation(position, MARK, flat('0.004'), number('0.0006'));
  if (result.kind !== 'at') return Number.NaN;
  return toApproximate(minus(divide(result.price, position.entryPrice), ONE)) * 100;
}

/** Distance in %, m = 0.4 %, f = 0.06 %: leverage, linear long and short, inverse long and short. */
const VECTORS = [
  [3, -33.03, 32.72, -24.66, 49.31],
  [5, -19.63, 19.45, -16.28, 24.42],
  [10, -9.58, 9.5, -8.67, 10.6],
  [20, -4.56, 4.52, -4.32, 4.78],
  [25, -3.56, 3.52, -3.4, 3.69],
  [50, -1.55, 1.53, -1.51, 1.57],
  [75, -0.88, 0.87, -0.86, 0.89],
  [100, -0.54, 0.54, -0.53, 0.55],
  [125, -0.34, 0.34, -0.34, 0.34],
] as const;

describe('isolated liquidation', () => {
  it.each(VECTORS)('at leverage %i lies %f %%, %f %%, %f %%, %f %% from the entry', (leverage, ...expected) => {
    const found = (['linear', 'inverse'] as const).flatMap((contract) =>
      (['long', 'short'] as const).map((side) => percentAway(contract, side, leverage)),
    );
    // The table is rounded to 0.01; one of its values is a tie.
    for (const [i, percent] of expected.entries()) expect(Math.abs((found[i] ?? 0) - percent)).toBeLessThan(0.00501);
  });

  it('never comes for a long linear and a short inverse without leverage', () => {
    for (const rule of [MARK, ENTRY]) {
      const linear = isolatedLiquidation(opened('linear', 'long', 1), rule, flat('0'), NOTHING);
      const inverse = isolatedLiquidation(opened('inverse', 'short', 1), rule, flat('0'), NOTHING);
      expect([linear.kind, inverse.kind]).toEqual(['never', 'never']);
    }
  });

  it('comes at once when the margin does not cover maintenance at the entry', () => {
    const result = isolatedLiquidation(opened('linear', 'long', 200), MARK, flat('0.005'), NOTHING);
    expect(result).toMatchObject({ kind: 'at-once', maintenance: number(750) });
  });

  it('takes the step that holds at the liquidation price, and the bound where two steps leave a jump', () => {
    const bound = { deduction: null, maxLeverage: null };
    const tiers = marginTiers(
      [
        { floor: NOTHING, cap: number(100), rate: number('0.01'), ...bound },
        { floor: number(100), cap: number(200), rate: number('0.2'), ...bound },
      ],
      'none',
    );
    const at = (side: Side, entry: number, margin: string) => {
      const position = {
        contract: 'linear',
        side,
        entryPrice: number(entry),
        size: ONE,
        margin: number(margin),
      } as const;
      return isolatedLiquidation(position, MARK, tiers, NOTHING);
    };
    expect(at('long', 110, '25')).toMatchObject({ kind: 'at', tier: 2, price: number('106.25') });
    // Falling from 110 the steep step's own crossing lies below its floor; the next one's does not.
    expect(at('long', 110, '35')).toMatchObject({ kind: 'at', tier: 1, price: divide(number(75), number('0.99')) });
    // Rising from 90 the mild step never gets there, the steep one is beyond its crossing at the bound already.
    expect(at('short', 90, '20')).toMatchObject({ kind: 'at', tier: 2, price: number(100) });
    expect(at('short', 90, '5')).toMatchObject({ kind: 'at', tier: 1 });
    expect(at('short', 90, '200')).toEqual({ kind: 'beyond-table' });
    expect(at('long', 201, '50')).toEqual({ kind: 'beyond-table' });
  });

  it('refuses what is no position', () => {
    const position = opened('linear', 'long', 10);
    for (const broken of [{ size: NOTHING }, { margin: NOTHING }, { entryPrice: number(-1) }]) {
      expect(() => isolatedLiquidation({ ...position, ...broken }, MARK, flat('0.01'), NOTHING)).toThrow(RangeError);
    }
    expect(() => isolatedLiquidation(position, MARK, flat('0.9'), number('0.1'))).toThrow(/below 1/);
  });

  it('knows the rule in force', () => {
    expect(ruleOfVenue('kucoin')).toBe('kucoin-2025-05');
    expect(kucoinRuleAt(Date.UTC(2025, 4, 22, 3, 59))).toBe('kucoin-2024');
    expect(kucoinRuleAt(Date.UTC(2025, 4, 22, 4))).toBe('kucoin-2025-05');
    expect(ruleOfVenue('nowhere')).toBeNull();
  });
});

const table = fc
  .array(fc.record({ width: fc.integer({ min: 1, max: 5_000_000 }), rise: fc.integer({ min: 0, max: 500 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .chain((steps) =>
    fc.constantFrom('none' as const, 'continuous' as const).map((deductions) => {
      let floor = 0;
      let rate = 40;
      const rows = steps.map(({ width, rise }) => {
        const row = { floor: number(floor), cap: number(floor + width), rate: rational(BigInt(rate), 10_000n) };
        floor += width;
        rate += rise;
        return { ...row, deduction: null, maxLeverage: null };
      });
      return marginTiers(rows, deductions);
    }),
  );

const position = fc
  .record({
    contract: fc.constantFrom('linear' as const, 'inverse' as const),
    side: fc.constantFrom('long' as const, 'short' as const),
    entry: fc.integer({ min: 1, max: 10_000_000 }),
    size: fc.integer({ min: 1, max: 1_000_000 }),
    leverage: fc.integer({ min: 1, max: 150 }),
  })
  .map(({ contract, side, entry, size, leverage }) => {
    const cents = number(entry / 100);
    return opened(contract, side, leverage, String(size), String(toApproximate(cents)));
  });

const TICK = number('0.0001');

/** Margin less maintenance and fee at a price, by the definition; null beyond the table. */
function spare(held: IsolatedPosition, tiers: MarginTiers, fee: Rational, price: Rational): Rational | null {
  const value = valueAt(held, price);
  const gain = minus(value, valueAt(held, held.entryPrice));
  const won = (held.side === 'long') === (held.contract === 'linear') ? gain : minus(NOTHING, gain);
  const step = tiers.steps[stepOf(tiers, value) ?? -1];
  if (step === undefined) return null;
  return minus(plus(held.margin, won), minus(multiply(value, plus(step.rate, fee)), step.deduction));
}

describe('at any position and table', () => {
  const fee = number('0.0006');

  it('the margin covers maintenance and fee a tick before the price, and no longer a tick after', () => {
    fc.assert(
      fc.property(position, table, (held, tiers) => {
        const result = isolatedLiquidation(held, MARK, tiers, fee);
        if (result.kind !== 'at' || compare(result.price, TICK) <= 0) return;
        const [better, worse] = held.side === 'long' ? [plus, minus] : [minus, plus];
        const before = spare(held, tiers, fee, better(result.price, TICK));
        const after = spare(held, tiers, fee, worse(result.price, TICK));
        if (before !== null) expect(compare(before, NOTHING)).toBeGreaterThanOrEqual(0);
        // Where a table has no deductions, a value that falls below a step's floor is covered again by the milder step.
        const milder = Number(stepOf(tiers, valueAt(held, worse(result.price, TICK)))) < result.tier - 1;
        if (after !== null && !milder) expect(compare(after, NOTHING)).toBeLessThan(0);
      }),
      { numRuns: 400 },
    );
  });

  it('a long ends below its entry and a short above, before the margin is gone', () => {
    fc.assert(
      fc.property(position, table, fc.constantFrom(MARK, ENTRY), (held, tiers, rule) => {
        const result = isolatedLiquidation(held, rule, tiers, fee);
        if (result.kind !== 'at') return;
        const sign = held.side === 'long' ? -1 : 1;
        expect(compare(result.price, held.entryPrice)).toBe(sign);
        if (result.bankruptcyPrice !== null) {
          expect(compare(result.bankruptcyPrice, result.price) * sign).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('more margin moves it away from the entry', () => {
    fc.assert(
      fc.property(position, table, fc.integer({ min: 1, max: 1_000 }), (held, tiers, more) => {
        const margin = multiply(held.margin, plus(ONE, rational(BigInt(more), 1_000n)));
        const one = isolatedLiquidation(held, MARK, tiers, fee);
        const other = isolatedLiquidation({ ...held, margin }, MARK, tiers, fee);
        if (one.kind !== 'at' || other.kind !== 'at') return;
        const moved = compare(other.price, one.price);
        expect(held.side === 'long' ? -moved : moved).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
});
