import { describe, expect, it } from 'vitest';
import { LAGGING_DAY } from '#tests/support/orders/fault-levels.ts';
import { orderRun, type RunOptions } from '#tests/support/orders/order-run.ts';
import { retryingVenue } from '#tests/support/orders/planted-faults.ts';

/** What about twenty seconds allow; the nightly run plays 10,000 seeds. */
const SEEDS = 100;
const EVENTS = 500;
const LAGGING_SEEDS = 15;
/** About one seed in eight shows the rarest planted fault, whatever else draws from its chance: sixty do not all miss it. */
const PLANTED_SEEDS = 60;
/** Seeds that once failed. */
const KEPT: readonly number[] = [1_029, 2_429, 4_662, 6_041, 9_876];
const KEPT_LAGGING: readonly number[] = [488, 636, 1_479, 30_087, 30_108];

const played = async (seeds: readonly number[], more: Partial<RunOptions> = {}): Promise<readonly string[]> => {
  const broken: string[] = [];
  for (const seed of seeds) {
    const { findings } = await orderRun({ seed, events: EVENTS, ...more });
    if (findings.length > 0) broken.push(`seed ${String(seed)}: ${findings.slice(0, 8).join('; ')}`);
  }
  return broken;
};

/** The first seed in which a planted fault shows itself by these words; null when none does. */
async function seedThatFinds(words: string, planted: Partial<RunOptions>): Promise<number | null> {
  for (const seed of seeds(PLANTED_SEEDS)) {
    const { findings } = await orderRun({ seed, events: EVENTS, ...planted });
    if (findings.some((what) => what.includes(words))) return seed;
  }
  return null;
}

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('desk, reconciler and journal on a bad day of the simulated exchange', () => {
  it(`agree with the exchange after each of ${String(SEEDS)} seeds of ${String(EVENTS)} events`, async () => {
    expect(await played([...KEPT, ...seeds(SEEDS)])).toEqual([]);
  }, 120_000);

  it('write the same journal for the same seed, byte for byte', async () => {
    for (const seed of [3, 4]) {
      const [one, two] = [await orderRun({ seed, events: 300 }), await orderRun({ seed, events: 300 })];
      expect(one.records).toBeGreaterThan(100);
      expect([two.head, two.records]).toEqual([one.head, one.records]);
    }
  });

  it('do not take a stale answer for a difference', async () => {
    expect(await played([...KEPT_LAGGING, ...seeds(LAGGING_SEEDS)], { faults: LAGGING_DAY })).toEqual([]);
  }, 120_000);

  it('are found to take it for one when fresh events do not win (R11)', async () => {
    expect(await seedThatFinds('held on both sides', { faults: LAGGING_DAY, settings: { freshMs: 0 } })).not.toBeNull();
  }, 120_000);

  it('are found to send twice when a time-out is answered by another try', async () => {
    expect(await seedThatFinds('twice', { between: retryingVenue })).not.toBeNull();
  });
});
