import { Command } from 'commander';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext, EndWith } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { findFiles, isFilePattern, type FoundFile } from '../import/file-pattern.ts';
import { runImport } from '../import/run-import.ts';
import { runImportLiquidations } from '../import/run-import-liquidations.ts';
import { runImportSignals } from '../import/run-import-signals.ts';
import { dataDirOption, dataFolder, parseNumber, parseSymbol, parseTimeframe } from '../options.ts';

const EXAMPLES = `
The files have a header that names timestamp_ms, open, high, low, close and volume, in any order; times are the open
times of the candles in milliseconds since 1970. Either all rows of all files are good and are stored, or nothing is.

Examples:
  zmart import candles --symbol XBTUSDTM --timeframe 15m BTC-2025.csv.gz
  zmart import candles --symbol BTC --timeframe 1h 2024.csv 2025.csv
  zmart import candles --timeframe 15m --dir candles --pattern '{COIN}-USDT-15m-2025.csv.gz'`;

interface Options {
  readonly symbol?: ContractSymbol;
  readonly timeframe: Timeframe;
  readonly dir?: string;
  readonly pattern?: string;
  readonly badRows?: string;
  readonly dataDir?: string;
}

const usage = (message: string): CliError => new CliError(EXIT.usage, `${message} (--help shows how it is used)`);

/** The files that the options name, one way or the other. */
function filesOf(options: Options, paths: readonly string[]): readonly FoundFile[] {
  const { symbol, dir, pattern } = options;
  if (dir !== undefined || pattern !== undefined) {
    if (dir === undefined || pattern === undefined) throw usage('--dir and --pattern go together.');
    if (symbol !== undefined || paths.length > 0)
      throw usage('--dir finds the files; name neither files nor --symbol.');
    if (!isFilePattern(pattern)) throw usage('--pattern is a file name that holds {COIN} or {SYMBOL} once.');
    return findFiles(dir, pattern);
  }
  if (symbol === undefined) throw usage('Name the contract with --symbol, or a folder with --dir and --pattern.');
  if (paths.length === 0) throw usage('Name at least one file.');
  return paths.map((path) => ({ path, symbol }));
}

const SIGNAL_EXAMPLES = `
The file has a header that names symbol, timeframe, direction (long or short), strength, confidence, price, stop and target,
and if wanted tsSource, expiresAt (ms since 1970) and reason, in any order. Either all rows are good and every signal takes
its way through intake, or nothing is taken and each bad row is named. The source must have been added as one of kind csv.

Examples:
  zmart import signals monday.csv --source desk`;

const PORT = 7_430;

/** `zmart import signals`: signals from a CSV file to the running host. */
function signalsCommand(context: CliContext, end: EndWith): Command {
  return new Command('signals')
    .description('hand signals of a CSV file to the running host')
    .argument('<file>', 'CSV file')
    .requiredOption('--source <name>', 'name of the source they are told by')
    .option('--port <number>', 'port of the headless host', parseNumber(1, 65_535, 'whole'), PORT)
    .addOption(dataDirOption())
    .addHelpText('after', SIGNAL_EXAMPLES)
    .action(async (file: string, { source, port, dataDir }: { source: string; port: number; dataDir?: string }) => {
      const root = dataFolder(dataDir, context.env, context.platform);
      end(await runImportSignals({ root, only: dataDir !== undefined, port, file, source }, context));
    });
}

const LIQUIDATION_EXAMPLES = `
Levels are CSV with a header that names symbol, side, price and worth (quote units), and if wanted leverage and born (ms since
1970). Liquidations name timestamp_ms, symbol, side, price and worth or size (units of the coin). The side is that of the
position. Both may be a JSON list of objects with the same names instead. Either all rows are good and are kept, or nothing is.

Examples:
  zmart import levels map.csv
  zmart import liquidations 2025-10.csv.gz`;

/** `zmart import levels` and `zmart import liquidations`: of a source outside, kept beside the model. */
function outsideCommand(kind: 'levels' | 'liquidations', context: CliContext, end: EndWith): Command {
  return new Command(kind)
    .description(kind === 'levels' ? 'import estimated levels of another source' : 'import liquidations that happened')
    .argument('<file>', 'CSV or JSON, read as gzip when it ends in .gz')
    .option('--bad-rows <file>', 'write every bad row to this file as well')
    .addOption(dataDirOption())
    .addHelpText('after', LIQUIDATION_EXAMPLES)
    .action(async (file: string, { badRows, dataDir }: { badRows?: string; dataDir?: string }) => {
      const folder = dataFolder(dataDir, context.env, context.platform);
      end(await runImportLiquidations({ kind, file, dataFolder: folder, badRows }, context));
    });
}

/** `zmart import candles`: candles from CSV files into the data folder. */
export function importCommand(context: CliContext, end: EndWith): Command {
  const candles = new Command('candles')
    .description('import candles from CSV files, plain or gzipped')
    .argument('[files...]', 'CSV files, read as gzip when they end in .gz')
    .option('--symbol <symbol>', 'contract (XBTUSDTM) or coin (BTC) of the files', parseSymbol)
    .requiredOption('--timeframe <timeframe>', 'length of the candles: 1m to 1w', parseTimeframe)
    .option('--dir <folder>', 'folder with one file for each coin')
    .option('--pattern <name>', 'their names, with {COIN} or {SYMBOL} where it stands')
    .option('--bad-rows <file>', 'write every bad row to this file as well')
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], options: Options) => {
      const { timeframe, badRows, dataDir } = options;
      const folder = dataFolder(dataDir, context.env, context.platform);
      end(await runImport({ files: filesOf(options, paths), timeframe, dataFolder: folder, badRows }, context));
    });
  return new Command('import')
    .description('bring recorded data into the data folder, or signals to a running host')
    .addCommand(candles)
    .addCommand(outsideCommand('levels', context, end))
    .addCommand(outsideCommand('liquidations', context, end))
    .addCommand(signalsCommand(context, end));
}
