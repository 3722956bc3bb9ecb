import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LIQUIDATION_ALERT_KINDS,
  LIQUIDATION_ALERTS,
  type LiquidationAlertRule,
} from '#shared/domain/liquidation-alert.ts';
import type { LiquidationMap } from '../liquidation-map.ts';
import type { MapLimits } from '../market-settings.ts';
import { lookAt, lookAtTold, type Sight } from './look.ts';

const NOW = 1_700_000_000_000;
const LIMITS: MapLimits = { coverage: 0.5, staleMs: 180_000, rebuildMs: 86_400_000 };
const WIDTH = Math.log1p(0.002);
const REACH = 150;

const ruleOf = (kind: LiquidationAlertRule['kind'], threshold = LIQUIDATION_ALERTS[kind].standard) =>
  ({
    ...{ id: 'r', kind, symbol: null, threshold, cooldownMinutes: 30 },
    ...{ level: 'warning', enabled: true, by: 'trader', createdAt: 0 },
  }) as const satisfies LiquidationAlertRule;

/** A map around 100 with worth at some distances: longs below, shorts above. */
function mapOf(levels: readonly (readonly [distance: number, worth: number])[]): LiquidationMap {
  const bins = 2 * REACH + 1;
  const prices = Float64Array.from({ length: bins }, (_, bin) => 100 * Math.exp((bin - REACH) * WIDTH));
  const [long, short] = [new Float64Array(bins), new Float64Array(bins)];
  for (const [distance, worth] of levels) {
    const bin = REACH + Math.round(Math.log1p(distance) / WIDTH);
    const of = distance < 0 ? long : short;
    of[bin] = (of[bin] ?? 0) + worth;
  }
  const all = long.map((one, bin) => one + (short[bin] ?? 0));
  const greatest = Math.max(...all);
  return {
    ...{ asOf: NOW, price: 100, width: WIDTH, prices, long, short, leverages: [10] },
    ...{ longTotal: long, shortTotal: short, longBelow: long, shortAbove: short },
    ...{ strength: all.map((one) => (100 * one) / greatest), born: all.map(() => NOW) },
  };
}

const COVERAGE = {
  ...{ from: NOW - 86_400_000, to: NOW - 60_000, openInterest: 0.9, openInterestAt: NOW - 60_000 },
  ...{ formOnly: false, realisedAt: null },
};
const BOOK = {
  bids: Array.from({ length: 20 }, (_, i) => ({ price: 99.99 - i * 0.01, lots: 100 })),
  asks: Array.from({ length: 20 }, (_, i) => ({ price: 100.01 + i * 0.01, lots: 100 })),
  at: NOW,
};
const sightOf = (map: LiquidationMap, over: Partial<Sight> = {}): Sight => ({
  ...{ coverage: COVERAGE, map, book: BOOK, basePerLot: 1 },
  ...over,
});

describe('what a rule sees', () => {
  it('a cluster by its distance, with an edge on which nothing changes', () => {
    const see = (distance: number) => lookAt(ruleOf('cluster-reached'), sightOf(mapOf([[distance, 1e6]])), NOW, LIMITS);
    expect(see(0.002)).toMatchObject({ signal: 'in', sentence: 'a cluster of 1 M USDT of shorts is 0.20 % away' });
    expect([see(-0.004).signal, see(-0.01).signal]).toEqual(['between', 'out']);
  });

  it('a cascade by how far it would push the price, the book taken to go on as it is known', () => {
    const see = (worth: number) => lookAt(ruleOf('cascade-imminent'), sightOf(mapOf([[-0.01, worth]])), NOW, LIMITS);
    // About 1 M a hundredth of the way: 20 levels of 10,000 over 0.19 %.
    expect(see(2e6)).toMatchObject({
      signal: 'in',
      sentence: expect.stringContaining('2 M USDT of longs 0.99 % away') as string,
    });
    expect(see(1e4).signal).toBe('out');
    const far = lookAt(ruleOf('cascade-imminent'), sightOf(mapOf([[-0.05, 1e9]])), NOW, LIMITS);
    expect(far).toEqual({ signal: 'out', sentence: 'no cluster within 2 %' });
    const blind = sightOf(mapOf([[-0.01, 2e6]]), { book: { ...BOOK, at: NOW - 61_000 } });
    expect(lookAt(ruleOf('cascade-imminent'), blind, NOW, LIMITS)).toMatchObject({ signal: 'unknown' });
  });

  it('a void when the price is in it', () => {
    const see = (levels: readonly (readonly [number, number])[]) =>
      lookAt(ruleOf('void-entered'), sightOf(mapOf(levels)), NOW, LIMITS).signal;
    expect(
      see([
        [-0.02, 1],
        [0.02, 1],
      ]),
    ).toBe('in');
    // Full but for a stretch from 1.6 % on.
    const full = Array.from({ length: 14 }, (_, i) => (i - 6) * 0.002).map((distance) => [distance, 1] as const);
    expect(see(full)).toBe('out');
  });

  it('the dominant side, and neither between', () => {
    const see = (long: number) =>
      lookAt(
        ruleOf('ratio-flip'),
        sightOf(
          mapOf([
            [-0.03, long],
            [0.03, 1 - long],
          ]),
        ),
        NOW,
        LIMITS,
      );
    expect([0.56, 0.5, 0.44].map((long) => see(long).signal)).toEqual(['long', 'between', 'short']);
    expect(see(0.44).sentence).toBe('longs are 44 % of the levels');
  });

  it('a liquidation that is told, from its worth on, and not one told late', () => {
    const told = { ts: NOW - 1_000, side: 'long', price: 99.5, worth: 1.84e6 };
    const see = (over: Partial<typeof told>) =>
      lookAtTold(ruleOf('large-liquidation'), { ...told, ...over }, sightOf(mapOf([[0.03, 1]])), NOW, LIMITS).signal;
    expect([see({}), see({ worth: 9e5 }), see({ ts: NOW - 180_001 })]).toEqual(['event', 'out', 'out']);
  });
});

describe('nothing is seen', () => {
  const map = mapOf([
    [-0.002, 1e6],
    [0.02, 1e6],
  ]);
  const anyCase = fc.record({
    kind: fc.constantFrom(...LIQUIDATION_ALERT_KINDS),
    age: fc.integer({ min: 0, max: 600_000 }),
    openInterest: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const seenUnder = (limits: MapLimits) =>
    fc.check(
      fc.property(anyCase, ({ kind, age, openInterest }) => {
        const coverage = { ...COVERAGE, to: NOW - age, openInterest };
        const { signal, sentence } = lookAt(ruleOf(kind), sightOf(map, { coverage }), NOW, limits);
        const estimated = kind !== 'large-liquidation';
        const unfit = age > LIMITS.staleMs || (estimated && openInterest < LIMITS.coverage);
        expect({ kind, unknown: signal === 'unknown', sentence }).toEqual({ kind, unknown: unfit, sentence });
      }),
      { numRuns: 300, seed: 6 },
    ).failed;

  it('in a map that is stale or knows too little, by every kind', () => {
    expect(seenUnder(LIMITS)).toBe(false);
  });

  it('or it would be found: without the limit of coverage, and without that of age', () => {
    expect([seenUnder({ ...LIMITS, coverage: 0 }), seenUnder({ ...LIMITS, staleMs: Infinity })]).toEqual([true, true]);
  });

  it('and the reason is told', () => {
    const why = (over: Partial<typeof COVERAGE>) =>
      lookAt(ruleOf('ratio-flip'), sightOf(map, { coverage: { ...COVERAGE, ...over } }), NOW, LIMITS).sentence;
    expect(why({ openInterest: 0.31 })).toBe('coverage 31 %');
    expect(why({ to: NOW - 300_000 })).toBe('nothing was told for 5 min');
    expect(why({ to: 0 })).toBe('nothing was told yet');
  });
});
