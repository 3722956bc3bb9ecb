import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { notional } from '#shared/domain/instrument.ts';
import { absolute, moneyOfUnits, parseMoney } from '#shared/domain/money.ts';
import { CONTRACT, contextOf, entryOf, MARKET } from '#tests/support/path/sample-gate.ts';
import { ask, LONG, SHORT, unknown } from '#tests/support/risk/lone-check.ts';
import { heldLiquidation, maintenanceTierOf, towardsEntry } from '../../../market/liquidation-price.ts';
import { initialMargin } from '../../../portfolio/valuation.ts';
import type { EntryProposal, GateContext } from '../context.ts';
import { liquidationAtr, liquidationShare, openedBy, surelySurvives } from './position-checks.ts';

/** Three maintenance steps, so that a falling or rising price may cross one. */
const stepped = (takerFeePpm: number): Instrument => ({
  ...CONTRACT,
  takerFeePpm: BigInt(takerFeePpm),
  maintenanceTiers: [
    { maxNotional: parseMoney('95'), maxLeverage: 50, maintenanceRatePpm: 4_000n },
    { maxNotional: parseMoney('110'), maxLeverage: 20, maintenanceRatePpm: 30_000n },
    { maxNotional: moneyOfUnits(10n ** 30n), maxLeverage: 10, maintenanceRatePpm: 60_000n },
  ],
});

/** By the exact formula alone: ticks from the entry to the liquidation price, below 0 for what is liquidated at once. */
function exactDistance({ priceTicks, lots, direction }: EntryProposal, { instrument, leverage }: GateContext) {
  if (instrument === null) return null;
  const entryValue = notional(instrument, priceTicks, lots * direction);
  const margin = initialMargin(instrument, absolute(entryValue), leverage);
  const result = heldLiquidation(instrument, { lots: lots * direction, entryValue, margin }, instrument.takerFeePpm);
  if (result.kind === 'at-once') return -1;
  if (result.kind !== 'at') return result.kind;
  const ticks = towardsEntry(result.price, direction === 1 ? 'long' : 'short');
  return (priceTicks - ticks) * direction;
}

const anyPosition = fc.record({
  direction: fc.constantFrom(1 as const, -1 as const),
  priceTicks: fc.integer({ min: 2, max: 3_000 }),
  lots: fc.integer({ min: 1, max: 1_500 }),
  leverage: fc.integer({ min: 1, max: 50 }),
  needed: fc.integer({ min: 0, max: 4_000 }),
  near: fc.option(fc.integer({ min: -1, max: 1 })),
  fee: fc.constantFrom(0, 600, 30_000),
});

it('passes exactly when the exact formula leaves the distance asked for, whatever the position and its steps', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyPosition, ({ direction, priceTicks, lots, leverage, needed, near, fee }) => {
      const order = entryOf({ direction, priceTicks, lots });
      const bare = contextOf({ instrument: stepped(fee), leverage });
      const exact = exactDistance(order, bare);
      // Half of them at the edge itself: one tick less, as far, one tick more.
      const asked = near !== null && typeof exact === 'number' ? Math.max(0, exact + near) : needed;
      const context = contextOf(
        { instrument: stepped(fee), leverage, market: { ...MARKET, atrTicks: asked } },
        {},
        { liquidationAtrPpm: 1_000_000n },
      );
      const found = ask(liquidationAtr, order, context);
      seen.add(typeof found === 'string' ? found : Array.isArray(found) ? 'refused' : 'unknown');
      if (typeof exact === 'number') expect(found === 'passes').toBe(exact >= asked);
      else if (exact === 'never') expect(found).toBe('passes');
      // Beyond the table nothing passes that is not surely alive before its end.
      else if (found !== 'passes') expect(found).toEqual(unknown('liquidation price on XBTUSDTM'));
    }),
    { numRuns: 2_000, seed: 18 },
  );
  expect([...seen]).toEqual(expect.arrayContaining(['passes', 'refused']));
});

it('is spared the exact formula wherever one step holds all the way, but for the last tick', () => {
  const answers = { spared: 0, not: 0 };
  fc.assert(
    fc.property(anyPosition, ({ direction, priceTicks, lots, leverage, needed, near, fee }) => {
      const order = entryOf({ direction, priceTicks, lots });
      const context = contextOf({ instrument: stepped(fee), leverage });
      const opened = openedBy(order, context);
      const exact = exactDistance(order, context);
      if (opened === null || typeof exact !== 'number') return;
      const { instrument, entryValue } = opened;
      const distance = near === null ? needed : Math.max(0, exact - 1 + near);
      const there = notional(instrument, priceTicks - distance * direction, lots * direction);
      const oneStep = maintenanceTierOf(instrument, there) === maintenanceTierOf(instrument, entryValue);
      const spared = surelySurvives(opened, distance);
      answers[spared ? 'spared' : 'not'] += 1;
      if (!oneStep || distance >= priceTicks || distance > exact) expect(spared).toBe(false);
      else if (distance < exact) expect(spared).toBe(true);
    }),
    { numRuns: 2_000, seed: 18 },
  );
  expect(Math.min(answers.spared, answers.not)).toBeGreaterThan(200);
});

const only = (atrTicks: number, leverage: number, instrument = CONTRACT): GateContext =>
  contextOf({ instrument, leverage, market: { ...MARKET, atrTicks } }, {}, { liquidationAtrPpm: 1_000_000n });

it('a long without leverage is never liquidated, however far is asked', () => {
  expect(ask(liquidationAtr, LONG, only(5_000, 1))).toBe('passes');
  expect(ask(liquidationAtr, SHORT, only(5_000, 1))).not.toBe('passes');
});

it('what ends beyond the table of maintenance steps is not known', () => {
  const small = {
    ...CONTRACT,
    maintenanceTiers: [{ maxNotional: parseMoney('101'), maxLeverage: 10, maintenanceRatePpm: 4_000n }],
  };
  expect(ask(liquidationAtr, SHORT, only(500, 2, small))).toEqual(unknown('liquidation price on XBTUSDTM'));
  expect(ask(liquidationShare, SHORT, only(500, 2, small))).toEqual(unknown('liquidation price on XBTUSDTM'));
});

it('the share asked for is rounded up to whole ticks', () => {
  // 96 ticks are left: 9.6 % of 1,000 ticks are 96, the least bit more is 97.
  const found = (liquidationDistancePpm: bigint) =>
    ask(liquidationShare, entryOf({ priceTicks: 1_000 }), contextOf({ leverage: 10 }, {}, { liquidationDistancePpm }));
  expect(found(96_000n)).toBe('passes');
  expect(found(96_001n)).toEqual(['RISK_LIQUIDATION_NEAR', { distance: 9.6, limit: 9.6 }]);
});
