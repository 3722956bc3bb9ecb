import { Command } from 'commander';
import { replayRequest, type ReplayRequest } from '#shared/contract/replay.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext, EndWith } from '../context.ts';
import { replayCandles } from '#main/adapters/candles/imported-store.ts';
import { openExisting } from '../existing-data.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import {
  dataDirOption,
  dataFolder,
  parseCapital,
  parseEnd,
  parseMoment,
  parseNumber,
  parseRunId,
  parseSymbols,
  parseTimeframe,
} from '../options.ts';
import { chooseSymbols, holes } from '../replay/choose-series.ts';
import { newRunId, printReport, runReplayHere, storedRun } from '../replay/run-replay.ts';

const EXAMPLES = `
Replays stored candles through the whole path of a signal, with paper fills. Each run has its own folder with its own
journal; the same candles and the same options give the same root hash. A date for --to includes that day.

Examples:
  zmart replay --from 2025-03-01 --to 2025-03-31 --symbols all
  zmart replay --from 2025-01-01 --to 2025-12-31 --symbols BTC,ETH,SOL --capital 25000 --json > report.json
  zmart replay --resume run-20251121091500000`;

interface Options {
  readonly from?: number;
  readonly to?: number;
  readonly symbols?: readonly ContractSymbol[] | 'all';
  readonly timeframe?: Timeframe;
  readonly capital?: string;
  readonly seed?: number;
  readonly drawdownLimit?: number;
  readonly imported?: boolean;
  readonly json?: boolean;
  readonly resume?: string;
  readonly dataDir?: string;
}

const usage = (message: string): CliError => new CliError(EXIT.usage, `${message} (--help shows how it is used)`);

/** Candles are looked up and named before the run starts, so that a run never finds out halfway. */
function requestOf(options: Options, folder: string, context: CliContext): ReplayRequest {
  const { from, to, symbols, timeframe = '15m' } = options;
  if (from === undefined || to === undefined) throw usage('--from and --to say what span to replay.');
  if (from >= to) throw usage('--to must be later than --from.');
  const store = openExisting(folder);
  const of = options.imported === true ? 'imported' : undefined;
  const { candles, close } = replayCandles(folder, of, store.candles);
  try {
    const request = replayRequest.parse({
      from,
      to,
      timeframe,
      candles: of,
      symbols: chooseSymbols(candles, symbols ?? 'all', { timeframe, from, to }),
      capital: options.capital,
      seed: options.seed,
      drawdownLimit: options.drawdownLimit,
    });
    for (const hole of holes(candles, request)) context.terminal.err(`${hole}\n`);
    return request;
  } finally {
    close();
    store.close();
  }
}

function resume(id: string, options: Options, folder: string, context: CliContext): Promise<ExitCode> | ExitCode {
  const { json = false, resume: _id, dataDir: _folder, ...rest } = options;
  const [other] = Object.keys(rest);
  if (other !== undefined) throw usage(`A resumed run keeps its own request; it cannot be changed by --${other}.`);
  const { request, startedAt, report } = storedRun(folder, id);
  if (report !== null) return printReport(report, { json }, context);
  return runReplayHere({ id, request, startedAt, dataFolder: folder }, { json }, context);
}

async function replay(options: Options, context: CliContext): Promise<ExitCode> {
  const folder = dataFolder(options.dataDir, context.env, context.platform);
  if (options.resume !== undefined) return resume(options.resume, options, folder, context);
  const startedAt = context.now();
  const request = requestOf(options, folder, context);
  const id = newRunId(folder, startedAt);
  context.terminal.err(`Replay ${id}\n`);
  return runReplayHere({ id, request, startedAt, dataFolder: folder }, { json: options.json === true }, context);
}

/** `zmart replay`: recorded candles through the whole path, with a report. */
export function replayCommand(context: CliContext, end: EndWith): Command {
  return new Command('replay')
    .description('replay stored candles through the whole path with paper fills, and report')
    .option('--from <when>', 'start: 2025-03-01 or 2025-03-01T14:15Z', parseMoment)
    .option('--to <when>', 'end: a date includes its whole day, a time does not count itself', parseEnd)
    .option(
      '--symbols <list>',
      'contracts or coins with commas between, or all that are stored (default: all)',
      parseSymbols,
    )
    .option('--timeframe <timeframe>', 'candles to replay (default: 15m)', parseTimeframe)
    .option('--capital <usdt>', 'paid-in capital in USDT (default: 10000)', parseCapital)
    .option('--seed <number>', 'seed of the ids (default: 1)', parseNumber(0, Number.MAX_SAFE_INTEGER, 'whole'))
    .option(
      '--drawdown-limit <share>',
      'entries stop this far below the peak, 0.01 to 0.25 (default: 0.25)',
      parseNumber(0.01, 0.25, 'any'),
    )
    .option('--imported', 'replay the candles that were imported in the window')
    .option('--json', 'print the report as JSON and nothing else on the standard output')
    .option('--resume <id>', 'continue a run that was cut off or cancelled', parseRunId)
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      end(await replay(options, context));
    });
}
