import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { ReplayReport } from '#shared/contract/replay.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import { runFolder, runReplayJob } from '#main/adapters/replay/replay-job.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import {
  CANDLES_A_COIN,
  hasRecordedYear,
  importRecordedYear,
  YEAR_FROM,
  YEAR_TO,
} from '#tests/support/replay/recorded-year.ts';

/** The goals of the year replay: seconds, and megabytes resident. */
const MOST_SECONDS = 20;
const MOST_MEGABYTES = 700;

/** Replays the recorded year of twelve coins twice and checks what must hold. Resolves with the exit code. */
export async function soakYear(): Promise<number> {
  if (!hasRecordedYear) {
    console.log('Not run: the recorded candles of 2025 are not here (ZMART_DATA_DIR).');
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'zmart-year-'));
  const store = openStore(folder);
  try {
    const rows = await importRecordedYear(store.candles);
    console.log(`imported ${String(rows)} candles`);
    const reports = [await year('first'), await year('second')];
    return judge(reports, rows);
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }

  async function year(id: string): Promise<ReplayReport> {
    const symbols = instrumentsForSimulation().map(({ symbol }) => symbol);
    const request = {
      symbols,
      timeframe: '15m' as const,
      from: YEAR_FROM,
      to: YEAR_TO,
      capital: '10000',
      drawdownLimit: 0.25,
      seed: 1,
    };
    const report = await runReplayJob(
      { id, request, dataFolder: folder, version: 'soak', startedAt: 0 },
      {
        candles: store.candles,
        open: (path) => openStore(path),
        log: { info: () => undefined, warn: () => undefined, error: (message) => console.error(message) },
        onProgress: () => Promise.resolve('go on'),
      },
    );
    if (report === null) throw new Error('The replay was cancelled');
    const from = performance.now();
    const run = openStore(runFolder(folder, id));
    const verified = verifyJournal(run.journal, systemHasher);
    run.close();
    const seconds = (report.tookMs / 1000).toFixed(1);
    console.log(
      `${id}: ${String(report.candles)} candles in ${seconds} s (${String(report.candlesPerSecond)}/s), ${String(report.records)} records, root ${report.rootHash}, ledger sum ${report.ledgerSum}, verified ${String(verified.ok)} in ${((performance.now() - from) / 1000).toFixed(1)} s`,
    );
    if (!verified.ok) throw new Error(verified.problem);
    return report;
  }
}

function judge(reports: readonly ReplayReport[], rows: number): number {
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`most memory resident: ${String(megabytes)} MB`);
  const [first, second] = reports;
  const checks: readonly (readonly [string, boolean])[] = [
    ['all candles replayed', rows === 12 * CANDLES_A_COIN && reports.every(({ candles }) => candles === rows)],
    ['identical root hash twice', first?.rootHash === second?.rootHash],
    ['ledger sums to zero', reports.every(({ ledgerSum }) => ledgerSum === '0')],
    [`at most ${String(MOST_SECONDS)} s`, reports.every(({ tookMs }) => tookMs <= MOST_SECONDS * 1000)],
    [`at most ${String(MOST_MEGABYTES)} MB resident`, megabytes <= MOST_MEGABYTES],
  ];
  for (const [what, holds] of checks) console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`);
  return checks.every(([, holds]) => holds) ? 0 : 1;
}
