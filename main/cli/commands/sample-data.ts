import { Command } from 'commander';
import type { CliContext, EndWith } from '../context.ts';
import { dataDirOption, dataFolder, parseNumber } from '../options.ts';
import { runSampleData } from '../sample/run-sample-data.ts';

const EXAMPLES = `
Makes a year of a simulated market for the twelve contracts and trades through it, in a folder of its own below the data
folder; nothing else in the data folder is touched. Made once, it is found again. Everything in it is marked simulated.

Examples:
  zmart sample-data                      a year, seed 1
  zmart sample-data --days 60 --seed 7   two months of another market
  zmart sample-data --json               what it holds, as JSON`;

const USUAL_DAYS = 365;
const FEWEST_DAYS = 30;
const MOST_DAYS = 730;

interface Options {
  readonly days: number;
  readonly seed: number;
  readonly dataDir?: string;
  readonly json?: boolean;
}

/** `zmart sample-data`: a simulated past with signals of every kind, to look at and to try things on. */
export function sampleDataCommand(context: CliContext, end: EndWith): Command {
  return new Command('sample-data')
    .description('make a year of a simulated market and trade through it, in a folder of its own')
    .option('--days <number>', 'length of the past', parseNumber(FEWEST_DAYS, MOST_DAYS, 'whole'), USUAL_DAYS)
    .option('--seed <number>', 'another seed, another market', parseNumber(0, 1_000_000, 'whole'), 1)
    .option('--json', 'print what it holds as JSON')
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ days, seed, dataDir, json = false }: Options) => {
      const folder = dataFolder(dataDir, context.env, context.platform);
      end(await runSampleData({ folder, request: { days, seed }, json }, context));
    });
}
