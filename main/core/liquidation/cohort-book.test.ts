import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import { FLAT_TERMS, bar, settingsWith } from '#tests/support/liquidation/model-world.ts';
import { CohortBook } from './cohort-book.ts';
import { clustersOf } from './clusters.ts';
import { liquidationMap } from './liquidation-map.ts';
import { LIQUIDATION_DEFAULTS, LiquidationSettingsError, LONG, SHORT } from './settings.ts';

const ONE_TIER = settingsWith({
  tiers: [{ leverage: 10, share: 1, halfLifeMs: Number.POSITIVE_INFINITY }],
  replaced: 0,
});
const one = (settings = ONE_TIER) => new CohortBook(FLAT_TERMS, settings);

/** A book with 100 opened at 1,000 and half of it liquidatable on either side. */
function opened(settings = ONE_TIER): CohortBook {
  const book = one(settings);
  book.update(bar({ ts: 0, price: 1_000, openInterest: 0 }));
  book.update(bar({ ts: MINUTE, price: 1_000, openInterest: 100 }));
  return book;
}

describe('the cohorts', () => {
  it('open the same size on both sides when open interest rises, of which a share can be liquidated', () => {
    const book = opened();
    expect([book.cohorts.total(LONG), book.cohorts.total(SHORT)]).toEqual([50, 50]);
  });

  it('hold more of the side that takers, funding and accounts lean to', () => {
    const leaning = (told: object) => {
      const book = one();
      book.update(bar({ ts: 0, price: 1_000, openInterest: 0 }));
      book.update(bar({ ts: MINUTE, price: 1_000, openInterest: 100, ...told }));
      return book.cohorts.total(LONG) - book.cohorts.total(SHORT);
    };
    expect(leaning({ bought: 3, sold: 1 })).toBeGreaterThan(10);
    expect(leaning({ bought: 1, sold: 3 })).toBeLessThan(-10);
    expect(leaning({ funding: 0.0003 })).toBeGreaterThan(10);
    expect(leaning({ longShortRatio: 0.5 })).toBeLessThan(-1);
    expect(leaning({ bought: 2, sold: 2, funding: 0 })).toBe(0);
  });

  it('are liquidated when the mark touches their price, ends included, and not before', () => {
    const book = opened();
    const map = liquidationMap([book], 1_000, { of: 'all', reach: 300 });
    const at = map?.longTotal.findIndex((worth) => worth > 0) ?? -1;
    // 1,000 × (1 − 0.1) ÷ (1 − 0.004 − 0.0006), within a bin of 0.2 %.
    const price = map?.prices[at] ?? Number.NaN;
    expect(Math.abs(price / 904.16 - 1)).toBeLessThan(0.002);
    expect(map?.longTotal[at]).toBeCloseTo(50 * price, 6);
    book.update(bar({ ts: 2 * MINUTE, price: 950, low: price * 1.003, openInterest: 100 }));
    expect(book.cohorts.total(LONG)).toBe(50);
    book.update(bar({ ts: 3 * MINUTE, price: 950, low: price * 0.998, openInterest: 50 }));
    expect(book.cohorts.total(LONG)).toBe(0);
    expect(book.swept[0]).toBe(50);
    // The fall of open interest was the liquidation: no short was closed, and none more than the rest is left.
    expect(book.cohorts.total(SHORT)).toBe(50);
  });

  it('close in proportion when open interest falls, less what was liquidated as told', () => {
    const book = opened();
    book.update(bar({ ts: 2 * MINUTE, price: 1_000, openInterest: 60 }));
    expect(book.cohorts.total(LONG)).toBeCloseTo(30, 9);
    book.update(bar({ ts: 3 * MINUTE, price: 1_000, openInterest: 50, liquidatedLong: 10, liquidatedShort: 0 }));
    expect(book.cohorts.total(SHORT)).toBeCloseTo(30, 9);
    const eager = opened({ ...LIQUIDATION_DEFAULTS, replaced: 0, closing: { leverage: 1, young: 1 } });
    const before = eager.cohorts.total(LONG);
    eager.update(bar({ ts: 2 * MINUTE, price: 1_000, openInterest: 90 }));
    const share = (tier: number): number =>
      eager.cohorts.factor[eager.cohorts.slot(LONG, eager.cohorts.head, tier)] ?? 0;
    expect(share(4)).toBeLessThan(share(0));
    expect(eager.cohorts.total(LONG)).toBeGreaterThan(before * 0.89);
    expect(eager.cohorts.total(LONG)).toBeLessThan(before * 0.91);
  });

  it('halve in a half-life, and others hold what they left at the newer price', () => {
    const tiers = [{ leverage: 10, share: 1, halfLifeMs: HOUR }];
    const left = opened({ ...ONE_TIER, tiers });
    left.update(bar({ ts: HOUR + MINUTE, price: 1_000, openInterest: 100 }));
    expect(left.cohorts.total(LONG)).toBeCloseTo(25, 6);
    const replaced = opened({ ...ONE_TIER, tiers, replaced: 1 });
    replaced.update(bar({ ts: HOUR + MINUTE, price: 1_050, openInterest: 100 }));
    expect(replaced.cohorts.total(LONG)).toBeCloseTo(50, 6);
    const map = liquidationMap([replaced], 1_050, { of: 'all', reach: 300 });
    expect([...(map?.longTotal ?? [])].filter((worth) => worth > 0)).toHaveLength(2);
  });

  it('take their form from volume until open interest is told, and its size from then on', () => {
    const book = one();
    book.update(bar({ ts: 0, price: 1_000, volume: 10 }));
    book.update(bar({ ts: MINUTE, price: 1_100, volume: 30 }));
    expect(book.anchored).toBe(false);
    book.update(bar({ ts: 2 * MINUTE, price: 1_100, openInterest: 80 }));
    expect(book.cohorts.total(LONG)).toBeCloseTo(40, 9);
    const map = liquidationMap([book], 1_100, { of: 'all', reach: 300 });
    const [low = 0, high = 0] = [...(map?.longTotal ?? [])].filter((worth) => worth > 0);
    expect(high / low).toBeCloseTo(3.3, 1);
  });

  it('keep a window around the price and forget what is far outside', () => {
    const book = opened();
    book.update(bar({ ts: 2 * MINUTE, price: 1_100, openInterest: 100 }));
    const before = book.cohorts.total(LONG);
    book.cohorts.recentre(book.cohorts.origin + 30);
    expect(book.cohorts.total(LONG)).toBeCloseTo(before, 9);
    book.cohorts.recentre(book.cohorts.origin + 100_000);
    expect(book.cohorts.total(LONG)).toBe(0);
    book.update(bar({ ts: 3 * MINUTE, price: 5e4, openInterest: 150 }));
    expect(book.cohorts.total(LONG)).toBeGreaterThan(0);
  });

  it('merge the old, and know how old a level is', () => {
    const book = opened();
    for (let day = 1; day <= 12; day += 1)
      book.update(bar({ ts: day * DAY, price: 1_000 + 5 * day, openInterest: 100 + day }));
    expect(book.cohorts.total(SHORT)).toBeCloseTo(56, 9);
    const map = liquidationMap([book], 1_060, { of: 'all', reach: 300 });
    const born = [...(map?.born ?? [])].filter((at) => !Number.isNaN(at));
    expect(Math.min(...born)).toBeGreaterThan(0);
    expect(Math.max(...born)).toBeGreaterThan(11 * DAY);
  });

  it('refuse what is no bar, and settings that cannot be worked with', () => {
    const book = opened();
    expect(book.update(bar({ ts: 0, price: 1_000 }))).toBe(false);
    expect(book.update(bar({ ts: DAY, price: -1 }))).toBe(false);
    expect(book.update(bar({ ts: DAY, price: 1_000, low: Number.NaN }))).toBe(false);
    expect(book.refused).toBe(3);
    expect(() => one({ ...ONE_TIER, binWidth: 0.1 })).toThrow(LiquidationSettingsError);
    expect(() => one({ ...ONE_TIER, tiers: [{ leverage: 10, share: 0.9, halfLifeMs: 1 }] })).toThrow(/sum to 1/);
  });

  it('leave no cluster nearer than 2 %, and name its leverages', () => {
    const book = new CohortBook(FLAT_TERMS, LIQUIDATION_DEFAULTS);
    book.update(bar({ ts: 0, price: 1_000, openInterest: 0 }));
    book.update(bar({ ts: MINUTE, price: 1_000, openInterest: 100 }));
    const map = liquidationMap([book], 1_000, { of: 'all', reach: 300 });
    const clusters = map === null ? [] : clustersOf(map);
    expect(clusters.map(({ rank }) => rank)).toEqual([-2, -1, 1, 2]);
    expect(clusters.map(({ byLeverage }) => byLeverage[0]?.leverage)).toEqual([10, 25, 25, 10]);
    for (const { distance } of clusters) expect(Math.abs(distance)).toBeGreaterThanOrEqual(0.02);
  });
});
