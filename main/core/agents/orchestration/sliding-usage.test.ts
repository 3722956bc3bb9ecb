import { expect, it } from 'vitest';
import { BUDGET_WINDOW_MS, SlidingUsage } from './sliding-usage.ts';

it('counts what was used within the last minute, and nothing older', () => {
  const usage = new SlidingUsage();
  usage.add(0, 3, 10);
  usage.add(30_000, 2, 5);
  expect(usage.used(30_000)).toEqual({ works: 5, ms: 15 });
  expect(usage.used(BUDGET_WINDOW_MS + 1)).toEqual({ works: 2, ms: 5 });
  expect(usage.used(10 * BUDGET_WINDOW_MS)).toEqual({ works: 0, ms: 0 });
});

it('starts anew when it is told to', () => {
  const usage = new SlidingUsage();
  usage.add(1_000, 51_516, 188);
  usage.clear();
  expect(usage.used(1_000)).toEqual({ works: 0, ms: 0 });
  usage.add(1_500, 1, 2);
  expect(usage.used(2_000)).toEqual({ works: 1, ms: 2 });
});
