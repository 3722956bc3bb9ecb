import { logReturns, simpleReturns } from '#core/portfolio/analytics/returns.ts';
import {
  optimizeWeights,
  type WeightMethod,
  type WeightResult,
  type WeightSettings,
} from '#core/portfolio/optimise/optimise-weights.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { orDash, percent } from '../terminal/figures.ts';
import { pairs, table } from '../terminal/table.ts';
import { columnNamed, openSeries } from './open-series.ts';
import { priceRule } from './series-table.ts';

/** What to weigh, and how to print it. */
export interface OptimizeRequest {
  /** A path, or `-` for the standard input. */
  readonly prices: string;
  readonly method: WeightMethod;
  /** Columns to take; all when undefined. */
  readonly symbols: readonly string[] | undefined;
  readonly scores: Readonly<Record<string, number>>;
  readonly kind: 'simple' | 'log';
  /** Most recent returns to use; all when undefined. */
  readonly window: number | undefined;
  readonly settings: WeightSettings;
  readonly json: boolean;
}

/** Prints the weights of a method over a file of prices. Ends with {@link EXIT.failed} when there are none, and says why. */
export async function runOptimize(request: OptimizeRequest, context: CliContext): Promise<ExitCode> {
  const prices = await openSeries(request.prices, priceRule, context);
  const places = request.symbols?.map((name) => columnNamed(prices, name)) ?? prices.names.map((_, i) => i);
  const symbols = places.map((place) => prices.names[place] ?? '');
  const returnsOf = request.kind === 'log' ? logReturns : simpleReturns;
  const returns = places.map((place) => {
    const all = returnsOf(prices.columns[place] ?? new Float64Array(0));
    return request.window === undefined ? all : all.slice(-request.window);
  });
  const scores = request.method === 'score' ? symbols.map((name) => scoreOf(request.scores, name)) : null;
  const solved = optimizeWeights(request.method, { symbols, returns, kind: request.kind, scores }, request.settings);
  if (!solved.ok) {
    context.terminal.err(`zmart: no weights by ${request.method}. ${solved.error}\n`);
    return EXIT.failed;
  }
  const { symbols: names, weights, riskContributions, ...rest } = solved.value;
  const result = {
    from: prices.dates.at(-1 - (returns[0]?.length ?? 0)),
    to: prices.dates.at(-1),
    returns: returns[0]?.length ?? 0,
    ...rest,
    weights: Object.fromEntries(names.map((name, i) => [name, weights[i]])),
    riskContributions:
      riskContributions === null ? null : Object.fromEntries(names.map((name, i) => [name, riskContributions[i]])),
  };
  context.terminal.out(request.json ? `${JSON.stringify(result, null, 2)}\n` : textOf(solved.value));
  return EXIT.ok;
}

function scoreOf(scores: Readonly<Record<string, number>>, name: string): number {
  const score = scores[name];
  if (score !== undefined) return score;
  throw new CliError(EXIT.usage, `${name} has no score: --scores ${name}=50,… gives one to every symbol.`);
}

function textOf({ symbols, weights, riskContributions, ...rest }: WeightResult): string {
  const share = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : percent(value);
  const rows = symbols.map((name, i) => [name, share(weights[i]), share(riskContributions?.[i])]);
  const columns = [
    { title: 'Symbol' },
    { title: 'Weight', align: 'right' },
    { title: 'Risk share', align: 'right' },
  ] as const;
  const bounds = rest.bounded ? 'they changed the weights of the method' : 'they changed nothing';
  const facts = pairs([
    ['Return a year, as it was', share(rest.expectedReturn)],
    ['Volatility a year', share(rest.volatility)],
    ['Sharpe ratio', orDash(rest.sharpe, 4)],
    ...(rest.kktResidual === null
      ? ([['Bounds', bounds]] as const)
      : ([['Optimality missed by', rest.kktResidual.toExponential(1)]] as const)),
    ...(rest.shrinkage === null ? [] : ([['Shrinkage', percent(rest.shrinkage)]] as const)),
  ]);
  return `${table(columns, rows)}\n${facts}`;
}
