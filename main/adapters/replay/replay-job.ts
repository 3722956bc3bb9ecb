import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { ReplayReport, ReplayRequest } from '#shared/contract/replay.ts';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import type { Log } from '#core/ports/log.ts';
import type { CandleStore, Store } from '#core/ports/store.ts';
import type { ReplaySeries } from '#core/research/replay-feed.ts';
import { runReplay, type ReplayProgress } from '#core/research/replay-run.ts';
import { systemHasher } from '../system/hasher.ts';
import { openRunFolder } from './run-folder.ts';

/** What a replay works on: where the candles are and where its own journal goes. */
export interface ReplayJob {
  readonly id: string;
  readonly request: ReplayRequest;
  readonly dataFolder: string;
  readonly version: string;
  readonly startedAt: number;
  /** Records written per transaction; see `ReplayInput`. */
  readonly recordsPerCommit?: number;
}

/** Where a replay tells how far it is, and asks whether to go on. */
export interface ReplayJobHost {
  readonly candles: CandleStore;
  /** Opens a data folder for this process alone. */
  readonly open: (folder: string) => Store;
  readonly log: Log;
  readonly onProgress: (progress: ReplayProgress) => Promise<'go on' | 'cancel'>;
}

/** The folder of a replay's own journal and report. */
export const runFolder = (dataFolder: string, id: string): string => join(dataFolder, 'replays', id);

/** Recorded candles of the request, with the contracts they stand for; unknown ticks and lots come from the candles. */
export function recordedSeries(
  candles: CandleStore,
  request: ReplayRequest,
): { readonly series: readonly ReplaySeries[]; readonly instruments: ReadonlyMap<ContractSymbol, Instrument> } {
  const columns = new Map<ContractSymbol, CandleColumns>();
  for (const text of request.symbols) {
    const symbol = contractSymbol(text);
    columns.set(symbol, candles.read(symbol, request.timeframe, request.from, request.to));
  }
  const coins = new Map(instrumentsForSimulation().map((instrument) => [instrument.symbol, instrument.coin]));
  const observed = new Map<string, CandleColumns>();
  for (const [symbol, read] of columns) {
    const coin = coins.get(symbol);
    if (coin !== undefined && read.ts.length > 0) observed.set(coin, read);
  }
  const instruments = new Map(instrumentsForSimulation(observed).map((instrument) => [instrument.symbol, instrument]));
  const series = [...columns].flatMap(([symbol, read]) =>
    read.ts.length > 0 && instruments.has(symbol) ? [{ symbol, columns: read }] : [],
  );
  return { series, instruments };
}

/**
 * Runs a replay in a folder of its own and keeps its report there; a run that was cut off continues.
 * @returns the report, or null when it was cancelled.
 * @throws Error with a sentence for a person when no candles are stored for the request.
 */
export async function runReplayJob(job: ReplayJob, host: ReplayJobHost): Promise<ReplayReport | null> {
  const { series, instruments } = recordedSeries(host.candles, job.request);
  if (series.length === 0) throw new Error('No candles of these symbols are stored for this span; import some first.');
  const folder = runFolder(job.dataFolder, job.id);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const run = openRunFolder(folder);
  run.writeRequest(job);
  const store = host.open(folder);
  try {
    const report = await runReplay(
      { ...job, series, instruments },
      {
        store: store.journal,
        hasher: systemHasher,
        log: host.log,
        stopwatch: () => performance.now(),
        onProgress: host.onProgress,
      },
    );
    if (report === null) run.writeState('canceled');
    else run.writeReport(report);
    return report;
  } finally {
    store.close();
  }
}
