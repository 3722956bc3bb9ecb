import { Command, Option } from 'commander';
import { modelTraining } from '#shared/contract/models.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { CONTRACT_CATALOGUE } from '#core/market/contract-catalogue.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext, EndWith } from '../context.ts';
import { openExisting } from '../existing-data.ts';
import { EXIT } from '../exit-codes.ts';
import { runCard, runTrain } from '../model/run-model.ts';
import {
  dataDirOption,
  dataFolder,
  parseEnd,
  parseMoment,
  parseNumber,
  parseSymbols,
  parseTimeframe,
} from '../options.ts';

const EXAMPLES = `
Trains on the stored candles and prints what the model is worth on cases it had not seen. A running workstation trains its
own, with its own list of models; a model trained here is written to a file at most, and speaks in no score.

Examples:
  zmart model train --from 2025-01-01 --to 2025-12-31 --timeframe 1h
  zmart model train --from 2025-01-01 --to 2025-06-30 --symbols BTC,ETH --kind trees --out model.json --json
  zmart model train --from 2025-07-01 --to 2025-12-31 --kind onnx --file own.onnx
  zmart model card model-1f2e3d4c5b6a
  zmart model card model.json`;

interface TrainFlags {
  readonly from: number;
  readonly to: number;
  readonly symbols: readonly ContractSymbol[] | 'all';
  readonly timeframe: Timeframe;
  readonly kind: 'auto' | 'logistic' | 'trees' | 'onnx';
  readonly file?: string;
  readonly horizon: number;
  readonly barrier: number;
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** Known contracts with candles, or those asked for. */
function symbolsOf(wanted: TrainFlags['symbols'], folder: string): readonly string[] {
  if (wanted !== 'all') return wanted;
  const store = openExisting(folder);
  try {
    const stored = new Set<string>(store.candles.series().map(({ symbol }) => symbol));
    const known = CONTRACT_CATALOGUE.map(({ symbol }) => symbol).filter((symbol) => stored.has(symbol));
    if (known.length === 0)
      throw new CliError(EXIT.dataFolder, 'No candles are stored; `zmart import candles` brings some in.');
    return known;
  } finally {
    store.close();
  }
}

/** `zmart model`: trains a model of the ups and downs, and prints model cards. */
export function modelCommand(context: CliContext, end: EndWith): Command {
  const model = new Command('model')
    .description('train a model and print what it is worth')
    .addHelpText('after', EXAMPLES);
  const folderOf = (dataDir: string | undefined): string => dataFolder(dataDir, context.env, context.platform);
  const train = new Command('train')
    .description('train on stored candles, walk-forward, and print the model card')
    .requiredOption('--from <when>', 'start: 2025-03-01 or 2025-03-01T14:15Z', parseMoment)
    .requiredOption('--to <when>', 'end: a date includes its whole day', parseEnd)
    .option('--symbols <list>', 'contracts or coins with commas between, or all that are stored', parseSymbols, 'all')
    .option('--timeframe <timeframe>', 'candles to judge by', parseTimeframe, '1h')
    .addOption(
      new Option('--kind <kind>', 'what to fit').choices(['auto', 'logistic', 'trees', 'onnx']).default('auto'),
    )
    .option('--file <file>', 'with --kind onnx: measure a model of your own on a span it was not trained on')
    .option('--barrier <atr>', 'distance of target and stop, in ATR', parseNumber(0.5, 10, 'any'), 2)
    .option('--horizon <candles>', 'candles until a time-out', parseNumber(2, 500, 'whole'), 24)
    .option('--seed <number>', 'seed of all chance', parseNumber(0, Number.MAX_SAFE_INTEGER, 'whole'), 1)
    .option('--out <file>', 'write the model to a file')
    .option('--json', 'print the card as JSON')
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ out, json = false, dataDir, symbols, ...rest }: TrainFlags) => {
      if (rest.from >= rest.to) throw new CliError(EXIT.usage, '--to must be later than --from.');
      if ((rest.kind === 'onnx') !== (rest.file !== undefined))
        throw new CliError(EXIT.usage, '--file and --kind onnx belong together.');
      const folder = folderOf(dataDir);
      const request = modelTraining.parse({ ...rest, symbols: symbolsOf(symbols, folder) });
      end(await runTrain({ request, dataFolder: folder, out: out ?? null, json }, context));
    });
  const card = new Command('card')
    .description('print the card of a model')
    .argument('<model>', 'id of a model in the data folder, or a file')
    .option('--json', 'print the card as JSON')
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action((what: string, { json = false, dataDir }: { readonly json?: boolean; readonly dataDir?: string }) => {
      end(runCard(what, folderOf(dataDir), json, context));
    });
  model.addCommand(train);
  model.addCommand(card);
  return model;
}
