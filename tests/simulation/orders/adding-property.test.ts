import { afterEach, describe, expect, it, vi } from 'vitest';
import { Protection } from '#core/execution/protection.ts';
import { orderRun, type RunResult } from '#tests/support/orders/order-run.ts';

/** What a few seconds allow; the nightly run plays more. */
const SEEDS = Number(process.env['ZMART_ADDING_SEEDS'] ?? 12);
const EVENTS = 400;

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => 70_001 + index);

async function played(count: number): Promise<{ readonly broken: readonly string[]; readonly added: number }> {
  const broken: string[] = [];
  let added = 0;
  for (const seed of seeds(count)) {
    const result: RunResult = await orderRun({ seed, events: EVENTS, adds: true });
    added += result.added;
    if (result.findings.length > 0) broken.push(`seed ${String(seed)}: ${result.findings.slice(0, 8).join('; ')}`);
  }
  return { broken, added };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('positions that a person adds to, on a bad day of the exchange with restarts', () => {
  it('have a stop for the whole within the time of rule R14, and agree with the exchange', async () => {
    const { broken, added } = await played(SEEDS);
    expect(broken).toEqual([]);
    expect(added).toBeGreaterThan(SEEDS);
  }, 120_000);

  it('write the same journal for the same seed, byte for byte', async () => {
    const [one, two] = [
      await orderRun({ seed: 70_001, events: 200, adds: true }),
      await orderRun({ seed: 70_001, events: 200, adds: true }),
    ];
    expect([two.head, two.records]).toEqual([one.head, one.records]);
  });

  it('are found uncovered when the stop keeps its old quantity', async () => {
    const cover = Reflect.get(Protection.prototype, 'cover');
    vi.spyOn(Protection.prototype, 'cover').mockImplementation(function (this: Protection, trade, held) {
      if (trade.entryIds.length < 2 || trade.stopIds.length === 0) cover.call(this, trade, held);
    });
    const { broken } = await played(4);
    expect(broken.filter((what) => what.includes('without stop or exit')).length).toBeGreaterThan(0);
  }, 60_000);
});
