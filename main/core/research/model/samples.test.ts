import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdBack, purgedBlocks, walkForward } from './samples.ts';

/** Cases of several symbols at the same times, with labels that take a while. */
const cases = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 1, max: 150 })), {
    minLength: 40,
    maxLength: 200,
  })
  .map((pairs) => {
    const sorted = [...pairs].sort(([a], [b]) => a - b);
    return {
      start: Float64Array.from(sorted, ([at]) => at),
      end: Float64Array.from(sorted, ([at, takes]) => at + takes),
    };
  });

describe('a purged walk-forward', () => {
  it('trains on nothing that overlaps its test or lies within the embargo, and tests everything once', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 100 }), (samples, embargoMs) => {
        const folds = walkForward(samples, { folds: 4, firstTrain: 0.4, embargoMs });
        const tested = folds.flatMap(({ test }) => [...test]);
        expect(new Set(tested).size).toBe(tested.length);
        for (const { train, test, from } of folds) {
          for (const i of train) expect(samples.end[i]).toBeLessThan(from - embargoMs);
          for (const i of test) expect(samples.start[i]).toBeGreaterThanOrEqual(from);
          const latest = Math.max(-Infinity, ...[...train].map((i) => samples.end[i] ?? 0));
          for (const i of test) expect(samples.start[i]).toBeGreaterThan(latest);
        }
        const [first = 0, last = 0] = [samples.start[0], samples.start.at(-1)];
        const due = [...samples.start.keys()].filter((i) => (samples.start[i] ?? 0) >= first + (last - first) * 0.4);
        expect(tested).toEqual(due);
      }),
    );
  });

  it('cuts all symbols at the same moment: what happens at one time is on one side', () => {
    const start = Float64Array.from({ length: 100 }, (_, i) => Math.floor(i / 5) * 10);
    const end = start.map((at) => at + 1);
    for (const { train, test } of walkForward({ start, end }, { folds: 5, firstTrain: 0.5, embargoMs: 0 })) {
      const tested = new Set([...test].map((i) => start[i]));
      for (const i of train) expect(tested.has(start[i])).toBe(false);
    }
  });

  it('parts cases into blocks, each with those that tell nothing of it', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 50 }), (samples, embargoMs) => {
        const all = Uint32Array.from(samples.start.keys());
        const blocks = purgedBlocks(samples, all, 4, embargoMs);
        expect(blocks.flatMap(({ block }) => [...block])).toEqual([...all]);
        for (const { fit, block } of blocks) {
          const first = Math.min(...[...block].map((i) => samples.start[i] ?? 0));
          const last = Math.max(...[...block].map((i) => samples.end[i] ?? 0));
          for (const i of fit) {
            const [from = 0, to = 0] = [samples.start[i], samples.end[i]];
            expect(to < first - embargoMs || from > last + embargoMs).toBe(true);
          }
        }
      }),
    );
  });

  it('holds back the later cases, and purges the earlier against them', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 50 }), (samples, embargoMs) => {
        const all = Uint32Array.from(samples.start.keys());
        const { fit, held } = holdBack(samples, all, 0.3, embargoMs);
        const first = Math.min(...[...held].map((i) => samples.start[i] ?? 0));
        for (const i of fit) expect(samples.end[i]).toBeLessThan(first - embargoMs);
        expect(held.length).toBeGreaterThanOrEqual(Math.floor(all.length * 0.3));
      }),
    );
  });
});
