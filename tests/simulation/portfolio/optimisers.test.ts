import { describe, expect, it } from 'vitest';
import {
  exponentialCovariance,
  sampleCorrelation,
  sampleCovariance,
  semiCovariance,
} from '#core/portfolio/analytics/covariance.ts';
import { columnsOf, dot, fromColumns, scaled, times, type Matrix } from '#core/portfolio/analytics/matrix.ts';
import { mean, present } from '#core/portfolio/analytics/moments.ts';
import { annualReturn, simpleReturns } from '#core/portfolio/analytics/returns.ts';
import { ledoitWolf } from '#core/portfolio/analytics/shrinkage.ts';
import {
  maximumReturnAt,
  maximumSharpe,
  maximumUtility,
  minimumVariance,
  minimumVarianceAt,
  type FrontierSettings,
  type OptimalWeights,
} from '#core/portfolio/optimise/frontier.ts';
import { hierarchicalRiskParity } from '#core/portfolio/optimise/hierarchical.ts';
import { equalRiskContribution, riskContributions } from '#core/portfolio/optimise/risk-parity.ts';
import type { Result } from '#shared/kernel/result.ts';
import { hasRecordedData, recordedText } from '../market/recorded-data.ts';

interface Prices {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
}

function pricesOf(path: string): Prices {
  const [header = '', ...lines] = recordedText(path).trim().split(/\r?\n/);
  const names = header.split(',').slice(1);
  const rows = lines.map((line) => line.split(','));
  const columns = names.map((_, i) =>
    Float64Array.from(rows, (row) => ((row[i + 1] ?? '') === '' ? Number.NaN : Number(row[i + 1]))),
  );
  return { names, columns };
}

const valueOf = <T>(result: Result<T, string>): T => {
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

interface Case {
  readonly test: string;
  readonly setup: { readonly kwargs: { readonly weight_bounds?: string } };
  readonly objectives: readonly (readonly string[])[];
  readonly optimise: {
    readonly method: string;
    readonly args: readonly string[];
    readonly kwargs: { readonly market_neutral?: string };
  };
  readonly expected: readonly [number, number, number];
}

const DAYS = 252;
const RISKLESS = 0.02;
/** Families of cases that need an optimiser over scenarios, which is not one of the methods offered. */
const NOT_APPLICABLE = /^test_efficient_(cvar|cdar|semivariance)::|tx_costs/;

describe.skipIf(!hasRecordedData)('the reference cases of PyPortfolioOpt', () => {
  const prices = hasRecordedData
    ? pricesOf('portfolio/pyportfolioopt/stock_prices.csv.gz')
    : { names: [], columns: [] };
  const cases = hasRecordedData
    ? (JSON.parse(recordedText('portfolio/pyportfolioopt/cases.json')) as { cases: readonly Case[] }).cases
    : [];
  const returns: Matrix = fromColumns(prices.columns.map(simpleReturns));
  const compounded = Float64Array.from(
    columnsOf(returns),
    (column) => annualReturn(present(column), DAYS).value ?? Number.NaN,
  );
  const sample = scaled(sampleCovariance(returns), DAYS);

  const exponential = scaled(exponentialCovariance(returns, 180), DAYS);

  /** The tests name their estimator; the others take the sample covariance. */
  function covarianceOf(name: string): Matrix {
    if (name.includes('semicovariance')) return scaled(semiCovariance(returns, 0), DAYS);
    if (name.includes('exp_cov')) return exponential;
    if (name.includes('min_volatility_shrunk'))
      return scaled(ledoitWolf(returns, 'constant-correlation').covariance, DAYS);
    if (name.includes('shrunk')) return scaled(ledoitWolf(returns, 'single-factor').covariance, DAYS);
    return sample;
  }

  function settingsOf({ test, setup, objectives, optimise }: Case): FrontierSettings {
    const recorded = test.endsWith('with_shorts') ? '(None, None)' : '(0, 1)';
    const [floor = 0, cap = 1] = (setup.kwargs.weight_bounds ?? recorded)
      .slice(1, -1)
      .split(',')
      .map((text, i) => (text.trim() === 'None' ? [-Infinity, Infinity][i] : Number(text)));
    const ridge = objectives.find(([name]) => name?.endsWith('L2_reg') === true);
    const gamma = ridge === undefined ? 0 : Number(/gamma=([\d.]+)/.exec(ridge[1] ?? '')?.[1] ?? 1);
    return {
      bounds: prices.names.map(() => ({ floor, cap })),
      total: optimise.kwargs.market_neutral === 'True' ? 0 : 1,
      ridge: gamma,
    };
  }

  function solve(entry: Case, covariance: Matrix): Result<OptimalWeights, string> {
    const market = { covariance, expected: compounded };
    const settings = settingsOf(entry);
    const target = Number(entry.optimise.args[0]);
    switch (entry.optimise.method) {
      case 'min_volatility':
        return minimumVariance(market, settings);
      case 'max_sharpe':
        return maximumSharpe(market, settings, entry.test.startsWith('test_cla') ? 0 : RISKLESS);
      case 'efficient_return':
        return minimumVarianceAt(market, settings, target);
      case 'efficient_risk':
        return maximumReturnAt(market, settings, target);
      case 'max_quadratic_utility':
        return maximumUtility(market, settings, 1);
      default:
        throw new Error(`No method for ${entry.optimise.method}.`);
    }
  }

  const applicable = cases.filter(({ test, optimise }) => !NOT_APPLICABLE.test(test) && optimise.method !== 'optimize');

  it('are 21 of the frontier and one of the hierarchy; 27 of other optimisers are not applicable', () => {
    expect([applicable.length, cases.filter(({ test }) => NOT_APPLICABLE.test(test)).length]).toEqual([21, 27]);
  });

  it.each(applicable.map((entry) => [entry.test, entry] as const))('%s', (name, entry) => {
    const covariance = covarianceOf(name);
    const { weights, kktResidual } = valueOf(solve(entry, covariance));
    expect(kktResidual).toBeLessThan(1e-9);
    const expected = dot(weights, compounded);
    const risk = Math.sqrt(dot(weights, times(covariance, weights)));
    const got = [expected, risk, (expected - RISKLESS) / risk];
    entry.expected.forEach((value, i) =>
      expect(Math.abs((got[i] ?? Number.NaN) - value), `${String(got)} for ${String(entry.expected)}`).toBeLessThan(
        2e-6 * Math.max(1, value),
      ),
    );
  });

  it('hierarchical risk parity, leaves as joined', () => {
    const weights = valueOf(hierarchicalRiskParity(sampleCovariance(returns), 'joined', sampleCorrelation(returns)));
    const expected = new Map(
      recordedText('portfolio/pyportfolioopt/weights_hrp.csv')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => {
          const [name = '', weight] = line.split(',');
          return [name, Number(weight)];
        }),
    );
    prices.names.forEach((name, i) =>
      expect(Math.abs((weights[i] ?? 0) - (expected.get(name) ?? Number.NaN)), name).toBeLessThan(1e-12),
    );
    const average = Float64Array.from(columnsOf(returns), (column) => mean(present(column)) * DAYS);
    const risk = Math.sqrt(dot(weights, times(sample, weights)));
    const performance = [dot(weights, average), risk, (dot(weights, average) - RISKLESS) / risk];
    const printed = cases.find(({ optimise }) => optimise.method === 'optimize')?.expected ?? [];
    printed.forEach((value, i) => expect(performance[i]).toBeCloseTo(value, 10));
  });
});

describe.skipIf(!hasRecordedData)('the reference weights of Riskfolio', () => {
  const prices = hasRecordedData ? pricesOf('portfolio/riskfolio/stock_prices.csv.gz') : { names: [], columns: [] };

  function weightsOf(file: string): { readonly names: readonly string[]; readonly weights: readonly number[] } {
    const [header = '', ...lines] = recordedText(`portfolio/riskfolio/${file}.csv`).trim().split(/\r?\n/);
    const place = header.split(',').indexOf('MV');
    const rows = lines.map((line) => line.split(','));
    return { names: rows.map(([name = '']) => name), weights: rows.map((row) => Number(row[place])) };
  }

  const covarianceOf = (names: readonly string[]): Matrix =>
    sampleCovariance(
      fromColumns(
        names.map((name) =>
          simpleReturns(prices.columns[prices.names.indexOf(name)] ?? new Float64Array(0)).slice(-200),
        ),
      ),
    );
  const free = (count: number): FrontierSettings => ({
    bounds: Array.from({ length: count }, () => ({ floor: 0, cap: 1 })),
    total: 1,
    ridge: 0,
  });
  const close = (got: readonly number[], expected: readonly number[], tolerance: number): void => {
    expected.forEach((value, i) =>
      expect(Math.abs((got[i] ?? Number.NaN) - value), `${String(got)} for ${String(expected)}`).toBeLessThan(
        tolerance,
      ),
    );
  };

  it('minimum variance', () => {
    const { names, weights } = weightsOf('Classic_MinRisk');
    const covariance = covarianceOf(names);
    const mine = valueOf(minimumVariance({ covariance, expected: new Float64Array(names.length) }, free(names.length)));
    close(mine.weights, weights, 1e-6);
  });

  it('equal risk contribution', () => {
    const { names, weights } = weightsOf('Classic_RP');
    const covariance = covarianceOf(names);
    const mine = valueOf(equalRiskContribution(covariance)).weights;
    const spread = (of: readonly number[]): number =>
      Math.max(...riskContributions(covariance, of).map((share) => Math.abs(share - 1 / of.length)));
    // The reference's own solver leaves its contributions further apart than this.
    expect(spread(mine)).toBeLessThan(spread(weights));
    close(mine, weights, 5e-6);
    for (const share of riskContributions(covariance, mine)) expect(share).toBeCloseTo(1 / names.length, 10);
  });

  it('hierarchical risk parity, as far as the prices go', () => {
    const { names, weights } = weightsOf('HC_HRP');
    // One of the ten (NBL) has no prices in the data, so only pairs that end up beside each other can be recomputed.
    expect(names.filter((name) => !prices.names.includes(name))).toEqual(['NBL']);
    const pairs = [
      ['JCI', 'MMC'],
      ['TGT', 'MO'],
      ['JPM', 'ZION'],
    ];
    for (const pair of pairs) {
      const [a = 0, b = 0] = pair.map((name) => weights[names.indexOf(name)] ?? Number.NaN);
      close(valueOf(hierarchicalRiskParity(covarianceOf(pair), 'optimal')), [a / (a + b), b / (a + b)], 1e-6);
    }
  });
});
