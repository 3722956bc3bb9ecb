import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PriceLadder } from './price-ladder.ts';

/** The model: a plain map, sorted for each question. */
function ordered(model: ReadonlyMap<number, number>, side: 'bid' | 'ask'): number[] {
  return [...model.keys()].sort((a, b) => (side === 'bid' ? b - a : a - b));
}

function walk(ladder: PriceLadder): number[] {
  const seen: number[] = [];
  for (let at = ladder.best(); at >= 0; at = ladder.after(at)) seen.push(at);
  return seen;
}

/** Prices near each other, at the edges of words and pages, and far apart. */
const ticks = fc.oneof(
  fc.integer({ min: 617_000, max: 619_000 }),
  fc.constantFrom(1, 31, 32, 63, 64, 1_023, 1_024, 1_055, 2_047, 2_048, 2 ** 31, 2 ** 31 + 31, 2 ** 40, 2 ** 52),
  fc.integer({ min: 1, max: 2 ** 45 }),
);
const change = fc.tuple(ticks, fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 })));

describe('PriceLadder', () => {
  it.each(['bid', 'ask'] as const)('agrees with a sorted map (%s)', (side) => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 300 }), ticks, (changes, probe) => {
        const ladder = new PriceLadder(side);
        const model = new Map<number, number>();
        for (const [at, lots] of changes) {
          ladder.set(at, lots);
          if (lots === 0) model.delete(at);
          else model.set(at, lots);
          expect(ladder.best()).toBe(ordered(model, side)[0] ?? -1);
        }
        expect(ladder.size).toBe(model.size);
        expect(walk(ladder)).toEqual(ordered(model, side));
        expect(ladder.get(probe)).toBe(model.get(probe) ?? 0);
        const behind = ordered(model, side).filter((at) => (side === 'bid' ? at < probe : at > probe));
        expect(ladder.after(probe)).toBe(behind[0] ?? -1);
        ladder.clear();
        expect([ladder.size, ladder.best()]).toEqual([0, -1]);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the best levels and says where its knowledge ends when it spreads over too many pages', () => {
    for (const side of ['bid', 'ask'] as const) {
      const ladder = new PriceLadder(side, 4);
      const prices = Array.from({ length: 10 }, (_, i) => 1_000_000 + (side === 'bid' ? -1 : 1) * i * 5_000);
      for (const at of [...prices].reverse()) ladder.set(at, 7);
      expect(walk(ladder)).toEqual(prices.slice(0, 4));
      expect(ladder.size).toBe(4);
      expect(prices.map((at) => ladder.knows(at))).toEqual(prices.map((_, i) => i < 4));
      // Farther than all it holds: nothing to keep, and no room taken.
      ladder.set(prices[9] ?? 0, 7);
      expect(ladder.size).toBe(4);
    }
  });

  it('uses its memory again', () => {
    const ladder = new PriceLadder('ask', 64);
    for (let i = 0; i < 10_000; i += 1) {
      ladder.set(1 + i * 1_024, 5);
      ladder.set(1 + i * 1_024, 0);
    }
    expect(ladder.size).toBe(0);
    expect(ladder.best()).toBe(-1);
  });
});
