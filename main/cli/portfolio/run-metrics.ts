import { noFigureSentence, type Measure } from '#core/portfolio/analytics/measure.ts';
import {
  returnMetrics,
  type MetricName,
  type MetricSettings,
  type PortfolioMetrics,
} from '#core/portfolio/analytics/portfolio-metrics.ts';
import { simpleReturns } from '#core/portfolio/analytics/returns.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { percent, signless } from '../terminal/figures.ts';
import { pairs } from '../terminal/table.ts';
import { columnNamed, openSeries } from './open-series.ts';
import { priceRule, returnRule } from './series-table.ts';

/** What to measure, and how to print it. */
export interface MetricsRequest {
  /** A path, or `-` for the standard input. */
  readonly input: string;
  readonly kind: 'returns' | 'prices';
  readonly column: string | undefined;
  readonly benchmark: string | undefined;
  readonly settings: MetricSettings;
  readonly json: boolean;
}

/** Name on the screen, and whether the figure is a share of the capital. */
const SHOWN: Readonly<Record<MetricName, readonly [title: string, unit: '%' | '']>> = {
  cumulativeReturn: ['Cumulative return', '%'],
  annualReturn: ['Annual return', '%'],
  volatility: ['Volatility a year', '%'],
  downsideRisk: ['Downside risk a year', '%'],
  sharpe: ['Sharpe ratio', ''],
  sortino: ['Sortino ratio', ''],
  calmar: ['Calmar ratio', ''],
  omega: ['Omega ratio', ''],
  maxDrawdown: ['Largest drawdown', '%'],
  currentDrawdown: ['Drawdown now', '%'],
  tailRatio: ['Tail ratio', ''],
  stability: ['Stability', ''],
  winningShare: ['Winning periods', '%'],
  skewness: ['Skewness', ''],
  excessKurtosis: ['Excess kurtosis', ''],
  varHistorical: ['VaR, historical', '%'],
  varGaussian: ['VaR, Gaussian', '%'],
  varCornishFisher: ['VaR, Cornish-Fisher', '%'],
  cvarHistorical: ['CVaR, historical', '%'],
  cvarGaussian: ['CVaR, Gaussian', '%'],
  cvarCornishFisher: ['CVaR, Cornish-Fisher', '%'],
  alpha: ['Alpha a year', '%'],
  beta: ['Beta', ''],
  upCapture: ['Up capture', ''],
  downCapture: ['Down capture', ''],
  activePremium: ['Active premium', '%'],
  trackingError: ['Tracking error', '%'],
  informationRatio: ['Information ratio', ''],
};

/** Prints the figures of one column of a file of returns or prices. */
export async function runMetrics(request: MetricsRequest, context: CliContext): Promise<ExitCode> {
  const table = await openSeries(request.input, request.kind === 'prices' ? priceRule : returnRule, context);
  const [first = ''] = table.names;
  if (request.column === undefined && table.names.length > (request.benchmark === undefined ? 1 : 2)) {
    throw new CliError(EXIT.usage, `Name the column to measure with --column: ${table.names.join(', ')}.`);
  }
  const benchmark = request.benchmark === undefined ? null : columnNamed(table, request.benchmark);
  const other = table.names.find((_, i) => i !== benchmark);
  const column = columnNamed(table, request.column ?? other ?? first);
  const series = (place: number): Float64Array => {
    const values = table.columns[place] ?? new Float64Array(0);
    return request.kind === 'prices' ? simpleReturns(values) : values;
  };
  const measured = returnMetrics(series(column), request.settings, benchmark === null ? null : series(benchmark));
  // The first of n prices has no return.
  const dates = request.kind === 'prices' ? table.dates.slice(1) : table.dates;
  const result = {
    column: table.names[column],
    from: table.dates[0],
    to: table.dates.at(-1),
    ...dated(measured, dates),
  };
  context.terminal.out(request.json ? `${JSON.stringify(result, null, 2)}\n` : textOf(measured, result.deepest));
  return EXIT.ok;
}

interface DatedDrawdown {
  readonly from: string | undefined;
  readonly trough: string | undefined;
  readonly recovered: string | undefined | null;
  readonly periodsUnderWater: number;
}

function dated(
  { deepest, ...rest }: PortfolioMetrics,
  dates: readonly string[],
): Omit<PortfolioMetrics, 'deepest'> & { readonly deepest: DatedDrawdown | null } {
  if (deepest === null) return { ...rest, deepest };
  const { from, trough, recovered, periodsUnderWater } = deepest;
  return {
    ...rest,
    deepest: {
      from: dates[from],
      trough: dates[trough],
      recovered: recovered === null ? null : dates[recovered],
      periodsUnderWater,
    },
  };
}

function textOf({ metrics, returns }: PortfolioMetrics, deepest: DatedDrawdown | null): string {
  const rows = Object.entries(SHOWN).map(([name, [title, unit]]): [string, string] => [
    title,
    figure(metrics[name as MetricName], unit),
  ]);
  const under =
    deepest === null
      ? 'never under water'
      : `${deepest.from ?? ''} to ${deepest.recovered ?? 'now'}, lowest ${deepest.trough ?? ''}, ${deepest.periodsUnderWater} periods`;
  return pairs([['Returns', String(returns)], ...rows, ['Deepest drawdown', under]]);
}

function figure({ value, reason }: Measure, unit: '%' | ''): string {
  if (value === null) return `N/A  ${noFigureSentence(reason)}`;
  return unit === '%' ? percent(value, 3) : signless(value, 4);
}
