import { describe, expect, it } from 'vitest';
import { fillRun } from '#tests/support/orders/fill-run.ts';

const CASES = 3_000;
/** Seeds that once failed. */
const KEPT: readonly number[] = [];

describe('the fills of a trade', () => {
  it(`are booked once each over ${String(CASES)} deliveries: repeated, shuffled, over stream and answers`, async () => {
    const broken: string[] = [];
    for (const seed of [...KEPT, ...Array.from({ length: CASES }, (_, index) => index + 1)]) {
      const what = await fillRun(seed);
      if (what !== null) broken.push(`seed ${String(seed)}: ${what}`);
    }
    expect(broken.slice(0, 5)).toEqual([]);
  }, 120_000);

  it('are found to be lost when they are told apart by a nanosecond stamp read as a number', async () => {
    // JSON.parse keeps 53 bits: stamps that differ by a nanosecond become one.
    const planted = async (seed: number): Promise<string | null> =>
      fillRun(seed, ({ stampNs }) => String(JSON.parse(stampNs) as number));
    const found = await Promise.all(Array.from({ length: 30 }, (_, index) => planted(index + 1)));
    expect(found.filter((what) => what !== null).length).toBeGreaterThan(10);
  });

  it('are booked as well when they are told apart by the same stamp read as text', async () => {
    const found = await Promise.all(
      Array.from({ length: 30 }, (_, index) => fillRun(index + 1, ({ stampNs }) => stampNs)),
    );
    expect(found).toEqual(new Array(30).fill(null));
  });
});
