import { calmarRatio, deepestDrawdown, drawdownPath, maxDrawdown } from './drawdown.ts';
import { measured, missing, type Measure } from './measure.ts';
import { at, kurtosis, present, sampleDeviation, skewness } from './moments.ts';
import { activePremium, capture, informationRatio, marketModel, trackingError } from './relative.ts';
import { annualReturn, cumulativeReturn, simpleReturns } from './returns.ts';
import {
  downsideRisk,
  omegaRatio,
  sharpeRatio,
  sortinoRatio,
  stability,
  tailRatio,
  upsideFrequency,
  volatility,
} from './risk.ts';
import { conditionalValueAtRisk, valueAtRisk, type TailMethod } from './value-at-risk.ts';

/** Names of the figures of a series of returns. */
export type MetricName =
  | 'cumulativeReturn'
  | 'annualReturn'
  | 'volatility'
  | 'downsideRisk'
  | 'sharpe'
  | 'sortino'
  | 'calmar'
  | 'omega'
  | 'maxDrawdown'
  | 'currentDrawdown'
  | 'tailRatio'
  | 'stability'
  | 'winningShare'
  | 'skewness'
  | 'excessKurtosis'
  | 'varHistorical'
  | 'varGaussian'
  | 'varCornishFisher'
  | 'cvarHistorical'
  | 'cvarGaussian'
  | 'cvarCornishFisher'
  | 'alpha'
  | 'beta'
  | 'upCapture'
  | 'downCapture'
  | 'activePremium'
  | 'trackingError'
  | 'informationRatio';

/** How the figures are made. */
export interface MetricSettings {
  /** Periods in a year: 365 for days of a market that never closes. */
  readonly periods: number;
  /** Riskless return of one period. */
  readonly riskless: number;
  /** Probability of the tail of VaR and CVaR. */
  readonly alpha: number;
  /** Returns under which ratios and tails are not given: a few days say nothing about a year. */
  readonly leastReturns: number;
}

export const METRIC_DEFAULTS: MetricSettings = { periods: 365, riskless: 0, alpha: 0.05, leastReturns: 20 };

/** When the deepest fall was, as places in the returns. */
export interface DrawdownSpan {
  readonly from: number;
  readonly trough: number;
  /** Null while the high has not been reached again. */
  readonly recovered: number | null;
  /** Periods under water, from the first below the high to the recovery or the end. */
  readonly periodsUnderWater: number;
}

/** Figures of a portfolio; a figure that cannot be given says why. */
export interface PortfolioMetrics {
  /** Returns counted; periods without one are not. */
  readonly returns: number;
  readonly metrics: Readonly<Record<MetricName, Measure>>;
  /** Null when the value never fell below a high. */
  readonly deepest: DrawdownSpan | null;
  readonly settings: MetricSettings;
}

/** Figures of values at equal distances in time, for example the equity at each midnight; `benchmark` at the same moments. */
export function portfolioMetrics(
  equity: Float64Array,
  settings: MetricSettings = METRIC_DEFAULTS,
  benchmark: Float64Array | null = null,
): PortfolioMetrics {
  return returnMetrics(simpleReturns(equity), settings, benchmark === null ? null : simpleReturns(benchmark));
}

/** Figures of returns of equal periods, as fractions; NaN where a period has none. */
export function returnMetrics(
  returns: Float64Array,
  settings: MetricSettings = METRIC_DEFAULTS,
  benchmark: Float64Array | null = null,
): PortfolioMetrics {
  const values = present(returns);
  const deepest = deepestDrawdown(returns);
  const enough = values.length >= settings.leastReturns;
  const own = enough ? ratios(returns, settings) : null;
  const compared = enough && benchmark !== null ? comparisons(returns, benchmark, settings) : null;
  const none = missing(enough ? 'no-benchmark' : 'too-few-returns');
  return {
    returns: values.length,
    metrics: {
      ...plain(returns),
      ...(own ?? every(RATIOS, missing('too-few-returns'))),
      ...(compared ?? every(COMPARISONS, none)),
    },
    deepest:
      deepest === null
        ? null
        : {
            from: deepest.from,
            trough: deepest.trough,
            recovered: deepest.recovered,
            periodsUnderWater: deepest.length,
          },
    settings,
  };
}

const RATIOS = [
  'annualReturn',
  'volatility',
  'downsideRisk',
  'sharpe',
  'sortino',
  'calmar',
  'omega',
  'tailRatio',
  'stability',
  'skewness',
  'excessKurtosis',
  'varHistorical',
  'varGaussian',
  'varCornishFisher',
  'cvarHistorical',
  'cvarGaussian',
  'cvarCornishFisher',
] as const;
const COMPARISONS = [
  'alpha',
  'beta',
  'upCapture',
  'downCapture',
  'activePremium',
  'trackingError',
  'informationRatio',
] as const;

type Some<K extends MetricName> = Record<K, Measure>;

const every = <K extends MetricName>(names: readonly K[], value: Measure): Some<K> =>
  Object.fromEntries(names.map((name) => [name, value])) as Some<K>;

/** Facts that need no sample. */
function plain(returns: Float64Array): Some<'cumulativeReturn' | 'maxDrawdown' | 'currentDrawdown' | 'winningShare'> {
  const path = drawdownPath(returns);
  return {
    cumulativeReturn: cumulativeReturn(returns),
    maxDrawdown: maxDrawdown(returns),
    currentDrawdown: path.length === 0 ? missing('too-few-returns') : measured(at(path, path.length - 1)),
    winningShare: upsideFrequency(returns, 0),
  };
}

function ratios(returns: Float64Array, { periods, riskless, alpha }: MetricSettings): Some<(typeof RATIOS)[number]> {
  const values = present(returns);
  const shaped = sampleDeviation(values) > 0;
  const tail = (method: TailMethod): Measure => valueAtRisk(values, alpha, method);
  const beyond = (method: TailMethod): Measure => conditionalValueAtRisk(values, alpha, method);
  return {
    annualReturn: annualReturn(returns, periods),
    volatility: volatility(returns, periods),
    downsideRisk: downsideRisk(returns, riskless, periods),
    sharpe: sharpeRatio(returns, riskless, periods),
    sortino: sortinoRatio(returns, riskless, periods),
    calmar: calmarRatio(returns, periods),
    omega: omegaRatio(returns, riskless),
    tailRatio: tailRatio(returns),
    stability: stability(returns),
    skewness: shaped ? measured(skewness(values)) : missing('no-variation'),
    excessKurtosis: shaped ? measured(kurtosis(values) - 3) : missing('no-variation'),
    varHistorical: tail('historical'),
    varGaussian: tail('gaussian'),
    varCornishFisher: tail('cornish-fisher'),
    cvarHistorical: beyond('historical'),
    cvarGaussian: beyond('gaussian'),
    cvarCornishFisher: beyond('cornish-fisher'),
  };
}

function comparisons(
  returns: Float64Array,
  benchmark: Float64Array,
  { periods, riskless }: MetricSettings,
): Some<(typeof COMPARISONS)[number]> {
  const { alpha, beta } = marketModel(returns, benchmark, { periods, riskless });
  return {
    alpha,
    beta,
    upCapture: capture(returns, benchmark, 'up', periods),
    downCapture: capture(returns, benchmark, 'down', periods),
    activePremium: activePremium(returns, benchmark, periods),
    trackingError: trackingError(returns, benchmark, periods),
    informationRatio: informationRatio(returns, benchmark, periods),
  };
}
