import { describe, expect, it } from 'vitest';
import { killDrill } from '#tests/support/kill/drill.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

/** T01: `kill -9` while it trades at a venue on a socket. Nightly: `ZMART_TIER=nightly` (10,000 kills). */
const KILLS = process.env['ZMART_TIER'] === 'nightly' ? 10_000 : Number(process.env['ZMART_LIVE_KILLS'] ?? 30);
const SEED = 20_261_121;

describe('a trading process that is killed and started again', () => {
  it(`agrees with the venue after each of ${String(KILLS)} kills: nothing doubled, lost, invented or unproven`, async () => {
    const result = await killDrill({
      folder: temporaryFolder(),
      kills: KILLS,
      seed: SEED,
      how: 'trade',
      safeWithinMs: 30_000,
      settleMs: 120_000,
    });
    const { orders, fills, safeMs, killedUnsafe, ...faults } = result;
    const none = Object.fromEntries(Object.keys(faults).map((name) => [name, []]));
    expect(faults, `seed ${String(SEED)}`).toEqual(none);
    expect(orders).toBeGreaterThan(KILLS);
    expect(fills).toBeGreaterThan(KILLS / 2);
    const sorted = [...safeMs].sort((a, b) => a - b);
    const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
    console.log(
      `${String(KILLS)} kills (${String(killedUnsafe)} before it was safe): ${String(orders)} orders, ${String(fills)} fills; safe again with 10 symbols after ${String(sorted[sorted.length >> 1])} ms (median), ${String(p99)} ms (p99)`,
    );
    expect(p99).toBeLessThan(10_000);
  }, 36_000_000);

  it('would see orders that leave before they are recorded', async () => {
    const result = await killDrill({
      folder: temporaryFolder(),
      kills: 5,
      seed: SEED,
      how: 'send-first',
      safeWithinMs: 2_000,
      settleMs: 5_000,
    });
    expect(result.ghosts.length + result.lostFills.length + result.mismatches.length).toBeGreaterThan(0);
  }, 600_000);
});
