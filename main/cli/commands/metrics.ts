import { Command } from 'commander';
import { METRIC_DEFAULTS } from '#core/portfolio/analytics/portfolio-metrics.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext, EndWith } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { parseNumber } from '../options.ts';
import { runMetrics } from '../portfolio/run-metrics.ts';
import { runTrials } from '../portfolio/run-trials.ts';

const EXAMPLES = `
The file is CSV with a header: the first column is the date, oldest first, the others are returns as fractions (0.01 for
one percent) or prices. An empty cell is a period without a value. A figure that the returns cannot give is N/A with its
reason; in JSON its value is null. With --trials every column is one trial of a search, the discarded ones included, and
the best is judged: deflated Sharpe ratio, probability of overfitting, bootstrap interval.

Examples:
  zmart metrics --returns daily.csv --json
  zmart metrics --prices BTC.csv.gz --column close
  zmart metrics --returns funds.csv --column HAM1 --benchmark "SP500 TR" --periods 12 --riskless 0.003
  zmart metrics --returns trials.csv --trials --json`;

interface Options {
  readonly returns?: string;
  readonly prices?: string;
  readonly column?: string;
  readonly benchmark?: string;
  readonly periods: number;
  readonly riskless: number;
  readonly alpha: number;
  readonly leastReturns: number;
  readonly trials?: boolean;
  readonly json?: boolean;
}

/** `zmart metrics`: return, risk and drawdown figures of a series. */
export function metricsCommand(context: CliContext, end: EndWith): Command {
  return new Command('metrics')
    .description('measure return, risk, drawdown, VaR and the benchmark comparison of a series')
    .option('--returns <file>', 'CSV of returns, read as gzip when it ends in .gz; - is the standard input')
    .option('--prices <file>', 'CSV of prices or of equity, instead of returns')
    .option('--column <name>', 'column to measure; needed when there are several')
    .option('--benchmark <name>', 'column of the same file to compare with')
    .option('--periods <number>', 'periods in a year', parseNumber(1, 525_600, 'any'), METRIC_DEFAULTS.periods)
    .option(
      '--riskless <fraction>',
      'riskless return of one period',
      parseNumber(0, 1, 'any'),
      METRIC_DEFAULTS.riskless,
    )
    .option('--alpha <share>', 'tail of VaR and CVaR', parseNumber(0.0001, 0.5, 'any'), METRIC_DEFAULTS.alpha)
    .option(
      '--least-returns <count>',
      'returns below which ratios are N/A',
      parseNumber(2, 100_000, 'whole'),
      METRIC_DEFAULTS.leastReturns,
    )
    .option('--trials', 'judge whether the best of all columns is more than luck; ends with 1 when not')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async ({ returns, prices, column, benchmark, trials = false, json = false, ...settings }: Options) => {
      const input = returns ?? prices;
      if (input === undefined || (returns !== undefined && prices !== undefined)) {
        throw new CliError(EXIT.usage, 'Name one file: --returns FILE or --prices FILE.');
      }
      const kind = returns === undefined ? 'prices' : 'returns';
      if (trials) end(await runTrials({ input, kind, json }, context));
      else end(await runMetrics({ input, kind, column, benchmark, json, settings }, context));
    });
}
