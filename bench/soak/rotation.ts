import { performance } from 'node:perf_hooks';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { blockBootstrapMean } from '#core/statistics/block-bootstrap.ts';
import { hasRecordedYear } from '#tests/support/replay/recorded-year.ts';
import {
  dailyEquityOf,
  orphansIn,
  recordedSeries,
  replayWith,
  SIX_SLOTS,
  textOf,
} from '#tests/support/portfolio/rotation-runs.ts';
import { swapsUnderNoise } from '#tests/support/portfolio/score-noise.ts';
import type { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';

const YEAR_DAYS = 365;
const NOISE_SEEDS = 20;
/** Days drawn together at least. */
const BLOCK_DAYS = 7;

/** Days in common: how much more a day brought with rotation than without, as a fraction of the equity. */
function differences(rotating: MemoryJournalStore, fixed: MemoryJournalStore): readonly number[] {
  const [a, b] = [dailyEquityOf(rotating), dailyEquityOf(fixed)];
  const days = [...a.keys()].filter((day) => b.has(day)).sort((x, y) => x - y);
  return days.slice(1).map((day, i) => {
    const before = days[i] ?? day;
    const grown = (of: ReadonlyMap<number, number>): number => (of.get(day) ?? 1) / (of.get(before) ?? 1) - 1;
    return grown(a) - grown(b);
  });
}

function tellSwaps(store: MemoryJournalStore): number {
  let swaps = 0;
  for (const { type, ts, subject, data } of store.records) {
    if (type === 'portfolio.replaced') {
      swaps += 1;
      console.log(
        `  ${new Date(ts).toISOString().slice(0, 16)} ${subject} for ${textOf(data['replaced'])}: ${textOf(data['reason'])}`,
      );
    } else if (type === 'portfolio.measured') {
      console.log(
        `  ${new Date(ts).toISOString().slice(0, 16)} effect ${textOf(data['effect']) || 'not measurable'}: ${textOf(data['sentence'])}`,
      );
    }
  }
  return swaps;
}

/**
 * The recorded year of twelve coins with six slots, twice with rotation and once without: the same root twice, no orphan, and
 * what rotation was worth. Then years of nothing but noise. Resolves with the exit code.
 */
export async function soakRotation(days = YEAR_DAYS): Promise<number> {
  const checks: (readonly [string, boolean])[] = [];
  if (hasRecordedYear) {
    const series = recordedSeries(days);
    const run = async (rotate: boolean) => {
      const from = performance.now();
      const made = await replayWith(series, days, { settings: { ...SIX_SLOTS, rotate } });
      const seconds = ((performance.now() - from) / 1000).toFixed(1);
      const { report } = made;
      console.log(
        `${rotate ? 'rotating' : 'fixed'}: ${String(report.candles)} candles in ${seconds} s, ${String(report.records)} records, equity ${report.result.equity}, ${String(report.result.trades)} trades, root ${report.rootHash}`,
      );
      return made;
    };
    const first = await run(true);
    const again = await run(true);
    const fixed = await run(false);
    const swaps = tellSwaps(first.store);
    const orphans = orphansIn(first.store);
    const daily = differences(first.store, fixed.store);
    const effect = blockBootstrapMean(daily, [...daily.keys()], BLOCK_DAYS, new Sfc32(2025));
    console.log(`${String(swaps)} swaps, ${String(orphans.length)} orphan positions`);
    if (effect !== null) {
      const bps = (value: number): string => (value * 1e4).toFixed(2);
      console.log(
        `rotation against none: ${bps(effect.mean)} bps a day, 95 % interval ${bps(effect.lower)} to ${bps(effect.upper)} over ${String(daily.length)} days in ${String(effect.blocks)} blocks, 2,000 resamples`,
      );
    }
    checks.push(
      ['the portfolio replays byte for byte', first.report.rootHash === again.report.rootHash],
      ['no orphan position', orphans.length === 0 && orphansIn(fixed.store).length === 0],
      ['no swap without rotation', !fixed.store.records.some(({ type }) => type === 'portfolio.replaced')],
      ['the effect has an interval', effect !== null],
    );
  } else console.log('The recorded candles of 2025 are not here (ZMART_DATA_DIR): only noise is run.');
  for (const [what, halfLifeHours, settings] of [
    ['drawn anew', 0, {}],
    ['drawn anew, no limit on swaps', 0, { swapsPerWeek: 999, swapsPerMonth: 999 }],
    ['half-life 24 h', 24, {}],
    ['half-life 24 h, no limit on swaps', 24, { swapsPerWeek: 999, swapsPerMonth: 999 }],
  ] as const) {
    const runs = Array.from({ length: NOISE_SEEDS }, (_, i) =>
      swapsUnderNoise({ seed: i + 1, days, halfLifeHours, deviation: 10, settings }),
    );
    const most = Math.max(...runs.map(({ mostInMonth }) => mostInMonth));
    const mean = runs.reduce((sum, { swaps }) => sum + swaps, 0) / runs.length / (days / 30);
    console.log(
      `noise ${what}: ${mean.toFixed(3)} swaps a month, at most ${String(most)} in 30 days, ${String(NOISE_SEEDS)} seeds`,
    );
    if (!('swapsPerMonth' in settings)) checks.push([`noise ${what}: at most one swap a month`, most <= 1]);
  }
  for (const [what, holds] of checks) console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`);
  return checks.every(([, holds]) => holds) ? 0 : 1;
}
