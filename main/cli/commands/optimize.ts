import { Command, Option } from 'commander';
import {
  COVARIANCE_ESTIMATORS,
  WEIGHT_DEFAULTS,
  WEIGHT_METHODS,
  type CovarianceEstimator,
  type WeightMethod,
} from '#core/portfolio/optimise/optimise-weights.ts';
import type { CliContext, EndWith } from '../context.ts';
import { parseNumber, parseParams } from '../options.ts';
import { runOptimize } from '../portfolio/run-optimize.ts';

const EXAMPLES = `
The file is CSV with a header: the first column is the date, oldest first, the others are one price per symbol. An empty
cell means that the symbol has no price there. inverse-volatility, erc, hrp and score know no bounds of their own: what a
cap cuts off goes to the others in proportion. The other methods solve for the bounds and print by how much the
conditions of an optimum are missed.

Examples:
  zmart optimize --prices closes.csv.gz --method min-variance --cap 0.2 --json
  zmart optimize --prices closes.csv --method hrp --window 250 --returns log
  zmart optimize --prices closes.csv --method score --scores BTC=82,ETH=74,SOL=61 --floor 0.02 --cap 0.5
  zmart optimize --prices closes.csv --method target-volatility --target 0.4`;

interface Options {
  readonly prices: string;
  readonly method: WeightMethod;
  readonly symbols?: string;
  readonly scores: Readonly<Record<string, number>>;
  readonly returns: 'simple' | 'log';
  readonly window?: number;
  readonly floor: number;
  readonly cap: number;
  readonly covariance: CovarianceEstimator;
  readonly span: number;
  readonly periods: number;
  readonly riskless: number;
  readonly target?: number;
  readonly leafOrder: 'joined' | 'optimal';
  readonly leastReturns: number;
  readonly json?: boolean;
}

/** `zmart optimize`: weights of symbols by a method. */
export function optimizeCommand(context: CliContext, end: EndWith): Command {
  return new Command('optimize')
    .description('compute portfolio weights from prices by one of eight methods')
    .requiredOption('--prices <file>', 'CSV of prices, read as gzip when it ends in .gz; - is the standard input')
    .addOption(new Option('--method <method>', 'how to weigh').choices(WEIGHT_METHODS).makeOptionMandatory())
    .option('--symbols <names>', 'columns to take, with commas between; else all')
    .option('--scores <list>', 'for score: symbol=score with commas between', parseParams, {})
    .addOption(new Option('--returns <kind>', 'returns of prices').choices(['simple', 'log']).default('simple'))
    .option('--window <count>', 'use the most recent returns only', parseNumber(2, 1_000_000, 'whole'))
    .option('--floor <share>', 'least weight', parseNumber(0, 1, 'any'), WEIGHT_DEFAULTS.bounds.floor)
    .option('--cap <share>', 'most weight', parseNumber(0, 1, 'any'), WEIGHT_DEFAULTS.bounds.cap)
    .addOption(
      new Option('--covariance <estimator>', 'how the covariance is estimated')
        .choices(COVARIANCE_ESTIMATORS)
        .default(WEIGHT_DEFAULTS.covariance),
    )
    .option('--span <periods>', 'span of the exponential one', parseNumber(2, 100_000, 'any'), WEIGHT_DEFAULTS.span)
    .option('--periods <number>', 'periods in a year', parseNumber(1, 525_600, 'any'), WEIGHT_DEFAULTS.periods)
    .option('--riskless <fraction>', 'riskless return of a year', parseNumber(0, 10, 'any'), WEIGHT_DEFAULTS.riskless)
    .option('--target <fraction>', 'return or volatility of a year to reach', parseNumber(0, 100, 'any'))
    .addOption(
      new Option('--leaf-order <order>', 'for hrp: how the leaves of the tree stand')
        .choices(['joined', 'optimal'])
        .default(WEIGHT_DEFAULTS.leafOrder),
    )
    .option(
      '--least-returns <count>',
      'returns every symbol must have',
      parseNumber(2, 100_000, 'whole'),
      WEIGHT_DEFAULTS.leastReturns,
    )
    .option('--json', 'print the weights as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const { prices, method, symbols, scores, returns, window, floor, cap, target, json = false, ...rest } = options;
      const names = symbols?.split(',').map((name) => name.trim());
      const settings = { ...rest, bounds: { floor, cap }, target: target ?? null };
      end(
        await runOptimize({ prices, method, symbols: names, scores, kind: returns, window, settings, json }, context),
      );
    });
}
