import { expect, it } from 'vitest';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { EQUITY, GuardWorld, USDT } from '#tests/support/risk/guard-world.ts';
import { MEASURES, NavOracle, type Level, type Measure } from '#tests/support/risk/nav-oracle.ts';

/** Paths per run; the nightly run sets 10,000. */
const PATHS = Number(process.env['ZMART_EQUITY_PATHS'] ?? 400);
const STEPS = 60;
const MINUTE = 60_000;

const RANK: Readonly<Record<Level, number>> = { green: 0, yellow: 1, orange: 2, red: 3 };

interface Found {
  looks: number;
  opened: number;
  wrong: string[];
}

/** Plays one path: results, transfers, nights, kills, and now and then a person. */
function play(seed: number, found: Found, honest = true): void {
  const random = new Sfc32(seed);
  const below = (limit: number): number => Math.floor(random.next() * limit);
  const world = new GuardWorld();
  const oracle = new NavOracle();
  const latched = new Map<Measure, Level>();
  let equity: bigint = EQUITY;
  let paidIn: bigint = EQUITY;
  for (let step = 0; step < STEPS; step++) {
    world.advance(below(100) < 10 ? (1 + below(40)) * 3_600_000 : (1 + below(30)) * MINUTE);
    if (below(100) < 6) {
      world.restart();
      oracle.restart();
    }
    if (below(100) < 8) rearmOne(world, oracle, latched, MEASURES[below(3)] ?? 'drawdown');
    equity = moved(equity, below);
    if (below(100) < 12) {
      const amount = below(2) === 0 ? BigInt(1 + below(20_000)) * USDT : -(equity * BigInt(1 + below(95))) / 100n;
      equity += amount;
      paidIn += amount;
    }
    const recorded = below(3) > 0;
    world.equity(equity, honest ? paidIn : EQUITY, recorded);
    oracle.look(world.now(), equity, paidIn, recorded);
    compare(`seed ${String(seed)} step ${String(step)}`, world, oracle, latched, found);
  }
}

/** Mostly small results; now and then one that ends exactly at a limit from where it was, or a unit beside it. */
function moved(equity: bigint, below: (limit: number) => number): bigint {
  const kind = below(100);
  if (kind < 80) return equity + (equity * BigInt(below(14_000) - 7_400)) / 1_000_000n;
  if (kind < 95) return equity + (equity * BigInt(below(60_000) - 31_000)) / 1_000_000n;
  const limit = [10_000n, 20_000n, 30_000n, 60_000n, 100_000n][below(5)] ?? 10_000n;
  return (equity * (1_000_000n - limit)) / 1_000_000n + BigInt(below(3) - 1);
}

function rearmOne(world: GuardWorld, oracle: NavOracle, latched: Map<Measure, Level>, measure: Measure): void {
  if (world.guard.rearm(`risk:${measure}`, 'REARM', 'trader', 'seen') !== 'done') return;
  if (!latched.delete(measure)) throw new Error(`${measure} was open, and should not have been`);
  oracle.rearm(measure);
}

function compare(where: string, world: GuardWorld, oracle: NavOracle, latched: Map<Measure, Level>, found: Found) {
  for (const measure of MEASURES) {
    const now = oracle.level(measure);
    const before = latched.get(measure) ?? 'green';
    if (RANK[now] >= RANK.orange && RANK[now] > RANK[before]) {
      latched.set(measure, now);
      found.opened += 1;
    }
    const expected = latched.get(measure) ?? now;
    const report = world.guard.reports().find(({ id }) => id === `risk:${measure}`);
    found.looks += 1;
    if (report?.level !== expected) found.wrong.push(`${where}: ${measure} ${String(report?.level)}, not ${expected}`);
  }
}

it(`the equity stop stands where an exact oracle says, over ${String(PATHS)} paths with deposits and withdrawals`, () => {
  const found: Found = { looks: 0, opened: 0, wrong: [] };
  for (let seed = 1; seed <= PATHS; seed++) play(seed, found);
  expect(found.wrong.slice(0, 5)).toEqual([]);
  expect(found.opened).toBeGreaterThan(PATHS);
});

it('a stop that takes transfers for results is noticed', () => {
  const found: Found = { looks: 0, opened: 0, wrong: [] };
  for (let seed = 1; seed <= 20 && found.wrong.length === 0; seed++) {
    try {
      play(seed, found, false);
    } catch (error) {
      found.wrong.push(String(error));
    }
  }
  expect(found.wrong).not.toEqual([]);
});
