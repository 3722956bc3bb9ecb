import { existsSync } from 'node:fs';
import { replayReport, type ReplayReport, type ReplayRequest } from '#shared/contract/replay.ts';
import type { ReplayProgress } from '#core/research/replay-run.ts';
import { replayCandles } from '#main/adapters/candles/imported-store.ts';
import { runFolder, runReplayJob, type ReplayJob } from '#main/adapters/replay/replay-job.ts';
import { openRunFolder } from '#main/adapters/replay/run-folder.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { streamLog } from '#main/adapters/system/log.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { openExisting } from '../existing-data.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { grouped, utcMinute } from '../terminal/figures.ts';
import { progressBar } from '../terminal/progress-bar.ts';
import { reportText } from './report-text.ts';

/** How the report is printed. */
export interface ReportStyle {
  readonly json: boolean;
}

/** An id for a new run: its moment, and a number behind it when that moment is taken. */
export function newRunId(dataFolder: string, now: number): string {
  const stamp = new Date(now)
    .toISOString()
    .replace(/[-:.TZ]/g, '')
    .slice(0, 17);
  for (let turn = 1; ; turn += 1) {
    const id = turn === 1 ? `run-${stamp}` : `run-${stamp}-${String(turn)}`;
    if (!existsSync(runFolder(dataFolder, id))) return id;
  }
}

/** The request of a run that is there. @throws CliError when there is no such run. */
export function storedRun(
  dataFolder: string,
  id: string,
): { request: ReplayRequest; startedAt: number; report: ReplayReport | null } {
  const folder = runFolder(dataFolder, id);
  const run = existsSync(folder) ? openRunFolder(folder) : null;
  const stored = run?.readRequest() ?? null;
  if (run === null || stored === null)
    throw new CliError(EXIT.dataFolder, `No replay named ${id} is in ${dataFolder}.`);
  return { request: stored.request, startedAt: stored.startedAt, report: run.readReport() };
}

/** Prints a report. */
export function printReport(report: ReplayReport, style: ReportStyle, { terminal }: CliContext): ExitCode {
  // Through the schema, so that a stored report and a fresh one give the same text.
  terminal.out(style.json ? `${JSON.stringify(replayReport.parse(report), null, 2)}\n` : reportText(report));
  if (report.ledgerSum === '0') return EXIT.ok;
  terminal.err(`The ledger sums to ${report.ledgerSum} USDT and not to 0: this is a defect of the program.\n`);
  return EXIT.failed;
}

/** Runs a replay in this process, with a bar; Ctrl+C ends it so that it can be resumed. */
export async function runReplayHere(
  job: Omit<ReplayJob, 'version'>,
  style: ReportStyle,
  context: CliContext,
): Promise<ExitCode> {
  const { terminal, stopwatch } = context;
  const progress = progressBar(terminal, 'Replaying', stopwatch);
  const store = openExisting(job.dataFolder);
  const { candles, close } = replayCandles(job.dataFolder, job.request.candles, store.candles);
  const release = (): void => {
    close();
    store.close();
  };
  const started = stopwatch();
  let firstDone: number | null = null;
  const show = ({ done, total, at, signals }: ReplayProgress): void => {
    firstDone ??= done;
    const rate = (done - firstDone) / Math.max(0.001, (stopwatch() - started) / 1_000);
    progress.update(
      done / Math.max(1, total),
      `${utcMinute(at)}  ${grouped(rate)} candles/s  ${grouped(signals)} signals`,
    );
  };
  try {
    const report = await context.interruptible((interrupted) =>
      runReplayJob(
        { ...job, version: context.version },
        {
          candles,
          open: (folder) => openStore(folder),
          log: streamLog(terminal.err),
          onProgress: async (step) => {
            // The candles are in memory by now: the data folder is free for the workstation to start.
            release();
            show(step);
            await new Promise((resolve) => setImmediate(resolve));
            return interrupted.aborted ? 'cancel' : 'go on';
          },
        },
      ),
    );
    progress.end();
    if (report !== null) return printReport(report, style, context);
    terminal.err(`Cancelled. \`zmart replay --resume ${job.id}\` goes on from here.\n`);
    return EXIT.interrupted;
  } finally {
    progress.end();
    release();
  }
}
