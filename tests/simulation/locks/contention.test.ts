import { describe, expect, it } from 'vitest';
import { contention, fair, unfair } from '#tests/support/locks/contention.ts';

/** Runs of 400 acquisitions each; the soak makes 10,000. */
const RUNS = Number(process.env['ZMART_LOCK_CROWDS'] ?? 8);
const ACQUISITIONS = 400;

describe('a crowd at the locks', () => {
  it('is served without starvation, and the locks of the dead are free in time', async () => {
    let deaths = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const report = await contention(seed, ACQUISITIONS, fair);
      expect(report.gaveUp).toBe(0);
      if (report.deaths === 0) expect(report.p99WaitMs, `seed ${String(seed)}`).toBeLessThanOrEqual(report.limitMs);
      expect(report.longestDeadMs, `seed ${String(seed)}`).toBeLessThanOrEqual(report.leaseMs + 1_000);
      deaths += report.deaths;
    }
    expect(deaths).toBeGreaterThan(0);
  }, 3_600_000);

  it('is found to starve when the queue is the wrong way round', async () => {
    const starved: number[] = [];
    for (let seed = 1; seed <= 6; seed++) {
      const report = await contention(seed, ACQUISITIONS, unfair);
      if (report.deaths === 0 && report.p99WaitMs > report.limitMs) starved.push(seed);
    }
    expect(starved.length).toBeGreaterThan(0);
  }, 60_000);
});
