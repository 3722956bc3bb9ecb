import type { SampleSummary } from '#shared/contract/symbol-management.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleRequest } from '#core/ports/sample-maker.ts';
import { runSampleJob } from '#main/adapters/sample/sample-job.ts';
import { DATABASE_FILE, openStore } from '#main/adapters/storage/open-store.ts';
import { streamLog } from '#main/adapters/system/log.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { grouped } from '../terminal/figures.ts';
import { progressBar } from '../terminal/progress-bar.ts';

/** Where the sample goes, what is made and how it is told. */
export interface SampleCommand {
  readonly folder: string;
  readonly request: SampleRequest;
  readonly json: boolean;
}

const LABEL = { market: 'making the market', trading: 'trading through it' } as const;

/** Makes the sample in this process, with a bar; Ctrl+C ends it so that it can be gone on with. */
export async function runSampleData(command: SampleCommand, context: CliContext): Promise<ExitCode> {
  const { folder, request, json } = command;
  const { terminal, stopwatch, version } = context;
  mustBeSimulated(folder);
  const progress = progressBar(terminal, 'Sample data', stopwatch);
  const summary = await context
    .interruptible((interrupted) =>
      runSampleJob(
        { request, dataFolder: folder, version },
        {
          log: streamLog(terminal.err),
          onProgress: async (what, share) => {
            progress.update(what === 'market' ? share / 2 : 0.5 + share / 2, LABEL[what]);
            await new Promise((resolve) => setImmediate(resolve));
            return interrupted.aborted ? 'cancel' : 'go on';
          },
        },
      ),
    )
    .finally(() => progress.end());
  if (summary === null) {
    terminal.err('zmart: stopped; the same command goes on with it.\n');
    return EXIT.interrupted;
  }
  terminal.out(json ? `${JSON.stringify(summary, null, 2)}\n` : summaryText(summary));
  return EXIT.ok;
}

/** @throws CliError when the data folder holds the records of paper or live trading. */
function mustBeSimulated(folder: string): void {
  if (!existsSync(join(folder, DATABASE_FILE))) return;
  const store = openStore(folder, { readOnly: true });
  const query = { before: null, limit: 1, types: ['system.started'], subject: null, text: null };
  const mode = store.journal.query(query)[0]?.data['mode'];
  store.close();
  if (mode !== 'paper' && mode !== 'live') return;
  throw new CliError(
    EXIT.usage,
    `${folder} holds the records of ${mode} trading; sample data are simulated and do not go beside them. Name another folder with --data-dir.`,
  );
}

function summaryText({ folder, symbols, candles, records, rootHash, signals, outcomes }: SampleSummary): string {
  const states = signals.map(({ state, count }) => `  ${state.padEnd(14)}${grouped(count).padStart(9)}\n`);
  const ended = outcomes.map(
    ({ outcome, executed, refused }) =>
      `  ${outcome.padEnd(14)}${grouped(executed).padStart(9)} executed ${grouped(refused).padStart(9)} refused\n`,
  );
  return [
    `${String(symbols.length)} contracts, ${grouped(candles)} candles, ${grouped(records)} records, root ${rootHash}\n`,
    'Signals by the end of their way:\n',
    ...states,
    'What the price did afterwards:\n',
    ...ended,
    `Look at it with: zmart serve --mode replay --data-dir "${folder}"\n`,
  ].join('');
}
