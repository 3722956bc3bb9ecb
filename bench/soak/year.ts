import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { ReplayReport } from '#shared/contract/replay.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import { runFolder } from '#main/adapters/replay/replay-job.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { CANDLES_A_COIN, hasRecordedYear } from '#tests/support/replay/recorded-year.ts';

/** The goals of the year replay: seconds, and megabytes resident. */
const MOST_SECONDS = 20;
const MOST_MEGABYTES = 700;

/** What a child says at its end. */
interface Said<T> {
  readonly result: T;
  /** The most that its process had resident. */
  readonly megabytes: number;
}

interface Run {
  readonly report: ReplayReport;
  readonly megabytes: number;
}

/** Replays the recorded year of twelve coins twice and checks what must hold. Resolves with the exit code. */
export function soakYear(): number {
  if (!hasRecordedYear) {
    console.log('Not run: the recorded candles of 2025 are not here (ZMART_DATA_DIR).');
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'zmart-year-'));
  try {
    const rows = child<number>(folder).result;
    console.log(`imported ${String(rows)} candles`);
    return judge([year(folder, 'first'), year(folder, 'second')], rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function child<T>(...args: readonly string[]): Said<T> {
  const script = join(import.meta.dirname, 'year-child.ts');
  return JSON.parse(execFileSync(process.execPath, [script, ...args], { encoding: 'utf8' })) as Said<T>;
}

function year(folder: string, id: string): Run {
  const { result: report, megabytes } = child<ReplayReport>(folder, id);
  const from = performance.now();
  const run = openStore(runFolder(folder, id));
  const verified = verifyJournal(run.journal, systemHasher);
  run.close();
  const seconds = (report.tookMs / 1000).toFixed(1);
  console.log(
    `${id}: ${String(report.candles)} candles in ${seconds} s (${String(report.candlesPerSecond)}/s), at most ${String(megabytes)} MB, ${String(report.records)} records, root ${report.rootHash}, ledger sum ${report.ledgerSum}, verified ${String(verified.ok)} in ${((performance.now() - from) / 1000).toFixed(1)} s`,
  );
  if (!verified.ok) throw new Error(verified.problem);
  return { report, megabytes };
}

function judge(runs: readonly Run[], rows: number): number {
  const reports = runs.map(({ report }) => report);
  const [first, second] = reports;
  const checks: readonly (readonly [string, boolean])[] = [
    ['all candles replayed', rows === 12 * CANDLES_A_COIN && reports.every(({ candles }) => candles === rows)],
    ['identical root hash twice', first?.rootHash === second?.rootHash],
    ['ledger sums to zero', reports.every(({ ledgerSum }) => ledgerSum === '0')],
    [`at most ${String(MOST_SECONDS)} s`, reports.every(({ tookMs }) => tookMs <= MOST_SECONDS * 1000)],
    [`at most ${String(MOST_MEGABYTES)} MB resident`, runs.every(({ megabytes }) => megabytes <= MOST_MEGABYTES)],
  ];
  for (const [what, holds] of checks) console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`);
  return checks.every(([, holds]) => holds) ? 0 : 1;
}
