import { describe, expect, it } from 'vitest';
import { CohortBook } from '#core/liquidation/cohort-book.ts';
import { liquidationMap, type LiquidationMap } from '#core/liquidation/liquidation-map.ts';
import { ratioOf, ratiosOf } from '#core/liquidation/ratios.ts';
import { LIQUIDATION_DEFAULTS } from '#core/liquidation/settings.ts';
import { KnownMarket, rankCorrelation } from '#tests/support/liquidation/known-market.ts';
import { FLAT_TERMS } from '#tests/support/liquidation/model-world.ts';

const SEEDS = Number(process.env['ZMART_LIQUIDATION_MARKETS'] ?? 1);
/** Bins to either side of the price, 0.2 % each: ±20 %. */
const REACH = 100;

const markets = new Map<number, KnownMarket>();
function marketOf(seed: number): KnownMarket {
  const market = markets.get(seed) ?? new KnownMarket({ seed, bars: 4_000, volatility: 0.5 }, LIQUIDATION_DEFAULTS);
  markets.set(seed, market);
  return market;
}

function judged(seed: number, settings = LIQUIDATION_DEFAULTS, allBuyers = false) {
  const market = marketOf(seed);
  const book = new CohortBook(FLAT_TERMS, settings);
  for (const bar of market.bars) {
    // The planted bug: every taker is held for a buyer.
    book.update(allBuyers ? { ...bar, bought: bar.bought + bar.sold, sold: 0 } : bar);
  }
  const map = liquidationMap([book], market.price, { of: 'all', reach: REACH }) as LiquidationMap;
  const [long, short] = market.truth(map.prices, map.width);
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  const truth = ratioOf(sum(long), sum(short)).longShare ?? Number.NaN;
  const told = ratiosOf(map).all.longShare ?? Number.NaN;
  const all = map.prices.map((_, bin) => (map.longTotal[bin] ?? 0) + (map.shortTotal[bin] ?? 0));
  const known = map.prices.map((_, bin) => (long[bin] ?? 0) + (short[bin] ?? 0));
  return { rank: rankCorrelation(all, known), ratioError: Math.abs(told - truth) * 100 };
}

describe('a market whose every position is known', () => {
  it.each(Array.from({ length: SEEDS }, (_, i) => i + 4))('is told by the map, seed %i', (seed) => {
    const { rank, ratioError } = judged(seed);
    expect(rank).toBeGreaterThanOrEqual(0.8);
    expect(ratioError).toBeLessThanOrEqual(5);
  });

  it('is not told by a map that takes the wrong side, or the wrong leverage', () => {
    expect(judged(4, LIQUIDATION_DEFAULTS, true).ratioError).toBeGreaterThan(5);
    const wrong = { ...LIQUIDATION_DEFAULTS, tiers: [{ leverage: 100, share: 1, halfLifeMs: 1e9 }] };
    expect(judged(4, wrong).rank).toBeLessThan(0.8);
  });
});
