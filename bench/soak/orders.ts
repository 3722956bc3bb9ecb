import { performance } from 'node:perf_hooks';
import { CELLS, nameOf, playCell } from '#tests/support/orders/ambiguity-cell.ts';
import { BAD_DAY, LAGGING_DAY } from '#tests/support/orders/fault-levels.ts';
import { fillRun } from '#tests/support/orders/fill-run.ts';
import { leaseRun } from '#tests/support/orders/lease-run.ts';
import { orderRun } from '#tests/support/orders/order-run.ts';
import { rateRun } from '#tests/support/orders/rate-run.ts';
import { workedRun } from '#tests/support/orders/worked-run.ts';
import { LockManager } from '#core/agents/locking/lock-manager.ts';

/** Findings listed of one harness; the rest are counted. */
const MOST_LISTED = 20;

interface Harness {
  readonly name: string;
  readonly runs: number;
  /** Plays a run; what went wrong, or null. */
  readonly play: (seed: number) => Promise<string | null>;
}

const simulated =
  (more: Partial<Parameters<typeof orderRun>[0]>): Harness['play'] =>
  async (seed) => {
    const { findings } = await orderRun({ seed, events: 500, ...more });
    return findings.length === 0 ? null : findings.slice(0, 5).join('; ');
  };

const harnesses = (scale: number): readonly Harness[] => [
  { name: 'fills, delivered in any way', runs: 100_000 * scale, play: (seed) => fillRun(seed) },
  {
    name: 'ambiguity table',
    runs: CELLS.length,
    play: async (seed) => {
      const cell = CELLS[seed % CELLS.length];
      const what = cell === undefined ? null : await playCell(cell);
      return cell === undefined || what === null ? null : `${nameOf(cell)}: ${what}`;
    },
  },
  { name: 'order simulation, a bad day', runs: 10_000 * scale, play: simulated({ faults: BAD_DAY }) },
  { name: 'order simulation, a lagging venue', runs: 2_000 * scale, play: simulated({ faults: LAGGING_DAY }) },
  { name: 'order simulation, clocks go wrong', runs: 2_000 * scale, play: simulated({ clocks: true }) },
  {
    name: 'orders worked in parts',
    runs: 1_000 * scale,
    play: async (seed) => {
      const { findings } = await workedRun({ seed, events: 120 });
      return findings.length === 0 ? null : findings.slice(0, 5).join('; ');
    },
  },
  {
    name: 'leases under clock faults',
    runs: 2_000 * scale,
    play: (seed) => leaseRun(seed, (time) => new LockManager(() => time.monotonic(), 0)),
  },
  { name: 'request limits under clock faults', runs: 2_000 * scale, play: (seed) => rateRun(seed, (time) => time) },
];

async function play({ name, runs, play: one }: Harness, firstSeed: number): Promise<boolean> {
  const from = performance.now();
  const findings: string[] = [];
  for (let seed = firstSeed; seed < firstSeed + Math.max(1, Math.floor(runs)); seed++) {
    const what = await one(seed);
    if (what !== null) findings.push(`  seed ${String(seed)}: ${what}`);
  }
  const seconds = ((performance.now() - from) / 1_000).toFixed(1);
  const verdict = findings.length === 0 ? 'ok    ' : 'FAILED';
  console.log(`${verdict} ${name}: ${String(Math.floor(runs))} runs, ${String(findings.length)} failed, ${seconds} s`);
  for (const line of findings.slice(0, MOST_LISTED)) console.log(line);
  return findings.length === 0;
}

/**
 * The nightly tier of the order path's safety harnesses. Every run follows from its seed, so a failing one can be kept.
 * @param scale 1 is the full tier, about an hour; smaller for a quick look.
 * @param only part of a harness's name; all when empty.
 */
export async function soakOrders(scale: number, firstSeed = 1, only = ''): Promise<boolean> {
  let good = true;
  for (const harness of harnesses(scale)) {
    if (!harness.name.includes(only)) continue;
    good = (await play(harness, firstSeed)) && good;
  }
  return good;
}
