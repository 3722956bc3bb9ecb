import { expect, test } from 'vitest';
import { cascadePath } from './cascade-path.ts';
import { cascadeAt } from './cascade.ts';
import type { LiquidationMap } from './liquidation-map.ts';

/** Longs of 1,000 each at 98 and 97, the price at 100. */
const map = {
  price: 100,
  prices: Float64Array.of(96, 97, 98, 99, 101),
  longTotal: Float64Array.of(0, 1_000, 1_000, 0, 0),
  shortTotal: Float64Array.of(0, 0, 0, 0, 500),
} as unknown as LiquidationMap;
const bids = [
  { price: 99, lots: 50 },
  { price: 97.5, lots: 4 },
  { price: 96.5, lots: 10 },
  { price: 95, lots: 20 },
];

test('both curves rise outwards from the trigger and cross where the cascade ends', () => {
  const found = cascadeAt(map, 98, bids, 1);
  const { prices, liquidated, absorbed } = cascadePath(map, found, bids, 1);
  expect(prices[0]).toBe(98);
  expect(liquidated[0]).toBe(1_000);
  // The bid at 99 lies before the trigger.
  expect(absorbed[0]).toBe(0);
  for (const curve of [liquidated, absorbed]) expect([...curve].sort((a, b) => a - b)).toEqual(curve);
  const crossing = prices.findIndex((_, i) => (absorbed[i] as number) >= (liquidated[i] as number));
  expect(prices[crossing]).toBeLessThanOrEqual(found.endPrice);
  expect(prices[crossing - 1]).toBeGreaterThan(found.endPrice);
});

test('an empty book takes nothing, and the path still reaches somewhere', () => {
  const found = cascadeAt(map, 101, [], 1);
  const { prices, liquidated, absorbed } = cascadePath(map, found, [], 1);
  expect(prices.at(-1)).toBeGreaterThan(101);
  expect(liquidated.at(-1)).toBe(500);
  expect(absorbed.every((worth) => worth === 0)).toBe(true);
});
