import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveNumber, herfindahlIndex, turnover } from './concentration.ts';
import { correlationOf, sampleCorrelation, sampleCovariance } from './covariance.ts';
import { calmarRatio, deepestDrawdown, drawdowns, maxDrawdown, moneyDrawdown, ulcerIndex } from './drawdown.ts';
import { cell, fromColumns } from './matrix.ts';
import { noFigureSentence } from './measure.ts';
import { kurtosis, quantile, skewness } from './moments.ts';
import { portfolioMetrics, returnMetrics, METRIC_DEFAULTS } from './portfolio-metrics.ts';
import { informationRatio, marketModel, trackingError } from './relative.ts';
import { annualReturn, cumulativeReturn, logReturns, simpleReturns } from './returns.ts';
import { omegaRatio, sharpeRatio, sortinoRatio, stability, tailRatio, volatility } from './risk.ts';
import { ledoitWolf, shrunkCorrelation } from './shrinkage.ts';
import { tradeFigures } from './trades.ts';
import { conditionalValueAtRisk, valueAtRisk } from './value-at-risk.ts';

const of = (...values: readonly number[]): Float64Array => Float64Array.from(values);

describe('returns', () => {
  it('come from prices, with a gap where a price is missing', () => {
    expect([...simpleReturns(of(100, 110, 99))].map((each) => Math.round(each * 1e12) / 1e12)).toEqual([0.1, -0.1]);
    expect(logReturns(of(1, Math.E))[0]).toBeCloseTo(1, 15);
    expect([...simpleReturns(of(100, Number.NaN, 100, 0, 100))].every(Number.isNaN)).toBe(true);
    expect(simpleReturns(of(5))).toHaveLength(0);
  });

  it('compound, also beyond gaps', () => {
    expect(cumulativeReturn(of(0.1, Number.NaN, 0.1)).value).toBeCloseTo(0.21, 12);
    expect(annualReturn(of(0.1, 0.1), 2).value).toBeCloseTo(0.21, 12);
    expect(annualReturn(of(0.5, -1.2), 2)).toEqual({ value: null, reason: 'total-loss' });
    expect(annualReturn(of(), 2)).toEqual({ value: null, reason: 'too-few-returns' });
  });
});

describe('ratios', () => {
  const returns = of(0.02, -0.01, 0.03, -0.02);

  it('equal sums by hand', () => {
    // Mean 0.005; squared deviations 2.25, 2.25, 6.25, 6.25 · 1e-4.
    const deviation = Math.sqrt(17e-4 / 3);
    expect(volatility(returns, 4).value).toBeCloseTo(deviation * 2, 14);
    expect(sharpeRatio(returns, 0.001, 4).value).toBeCloseTo((0.004 / deviation) * 2, 14);
    expect(sortinoRatio(returns, 0, 4).value).toBeCloseTo((0.005 * 4) / (Math.sqrt(5e-4 / 4) * 2), 14);
    expect(omegaRatio(returns, 0).value).toBeCloseTo(5 / 3, 14);
    expect(omegaRatio(of(0.01), 0)).toEqual({ value: null, reason: 'no-loss' });
    expect(tailRatio(of(-0.1, 0.1)).value).toBeCloseTo(1, 12);
    expect(stability(of(0.01, 0.01, 0.01)).value).toBeCloseTo(1, 12);
    expect(quantile(of(3, 1, 2), 0.25)).toBe(1.5);
    expect([skewness(of(1, 2, 3)), kurtosis(of(1, 2, 3))]).toEqual([0, 1.5]);
  });

  it('are missing with a reason where nothing varies', () => {
    expect(sharpeRatio(of(0.01, 0.01, 0.01), 0, 365)).toEqual({ value: null, reason: 'no-variation' });
    expect(sharpeRatio(of(0.01), 0, 365).reason).toBe('too-few-returns');
    expect(sortinoRatio(of(0.01, 0.02), 0, 365).reason).toBe('no-loss');
    expect(calmarRatio(of(0.01, 0.02), 365).reason).toBe('no-drawdown');
    expect(noFigureSentence('no-loss')).toMatch(/no loss/);
  });
});

describe('drawdowns', () => {
  it('have a fall, a trough, a recovery and a length', () => {
    const returns = of(0.1, -0.1, -0.1, 0.3, -0.5, 0.1);
    expect(drawdowns(returns)).toEqual([
      { depth: expect.closeTo(-0.19, 12) as number, from: 1, trough: 2, recovered: 3, length: 3 },
      { depth: expect.closeTo(-0.5, 12) as number, from: 4, trough: 4, recovered: null, length: 2 },
    ]);
    expect(deepestDrawdown(returns)?.from).toBe(4);
    expect(deepestDrawdown(of(0.1))).toBeNull();
    expect(ulcerIndex(of(-0.1)).value).toBeCloseTo(0.1, 12);
  });

  it('count a loss of the first period, in money as in returns', () => {
    expect(maxDrawdown(of(-0.2)).value).toBeCloseTo(-0.2, 12);
    expect(moneyDrawdown(of(100, 80), 'amount')).toEqual({ amount: 20, share: 0.2, high: 0, low: 1 });
    expect(moneyDrawdown(of(1, 2), 'share')).toBeNull();
  });
});

describe('value at risk', () => {
  it('of a normal sample agrees between the methods, and lies above its mean tail', () => {
    const grid = Float64Array.from(
      { length: 4_001 },
      (_, i) => Math.sin(i) / 50 + Math.cos(i * 1.7) / 70 + Math.sin(i * 2.3) / 60,
    );
    for (const method of ['historical', 'gaussian', 'cornish-fisher'] as const) {
      const limit = valueAtRisk(grid, 0.05, method).value ?? 0;
      expect(limit).toBeCloseTo(valueAtRisk(grid, 0.05, 'gaussian').value ?? 0, 2);
      expect(conditionalValueAtRisk(grid, 0.05, method).value).toBeLessThan(limit);
    }
    expect(valueAtRisk(of(0.1, 0.1), 0.05, 'cornish-fisher').reason).toBe('no-variation');
    expect(conditionalValueAtRisk(of(0.1), 0.05, 'gaussian').reason).toBe('too-few-returns');
  });

  it('of a symmetric mesokurtic sample is the Gaussian one under Cornish-Fisher', () => {
    const h = Math.sqrt(3);
    const sample = of(-h, 0, 0, 0, 0, h);
    expect(kurtosis(sample)).toBeCloseTo(3, 12);
    expect(valueAtRisk(sample, 0.05, 'cornish-fisher').value).toBeCloseTo(
      valueAtRisk(sample, 0.05, 'gaussian').value ?? 0,
      12,
    );
    expect(conditionalValueAtRisk(sample, 0.05, 'cornish-fisher').value).toBeCloseTo(
      conditionalValueAtRisk(sample, 0.05, 'gaussian').value ?? 0,
      12,
    );
  });
});

describe('a comparison with a benchmark', () => {
  it('finds the slope and the rest of a line', () => {
    const market = of(0.01, -0.02, 0.03, 0.005);
    const { alpha, beta } = marketModel(
      market.map((each) => 0.001 + 2 * each),
      market,
      { periods: 10 },
    );
    expect(beta.value).toBeCloseTo(2, 12);
    expect(alpha.value).toBeCloseTo(1.001 ** 10 - 1, 12);
    expect(trackingError(market, market, 10).value).toBe(0);
    expect(informationRatio(market, market, 10).reason).toBe('no-variation');
    expect(marketModel(market, of(1, 1, 1, 1), { periods: 10 }).beta.reason).toBe('no-variation');
  });
});

describe('covariances', () => {
  const a = of(0.01, -0.02, 0.03, 0.005, -0.01);
  const b = of(0.02, -0.01, 0.01, 0.001, Number.NaN);

  it('use the rows that both have', () => {
    const table = fromColumns([a, b]);
    const short = fromColumns([a.slice(0, 4), b.slice(0, 4)]);
    expect(cell(sampleCovariance(table), 0, 1)).toBeCloseTo(cell(sampleCovariance(short), 0, 1), 15);
    expect(cell(sampleCorrelation(table), 0, 1)).toBeCloseTo(cell(correlationOf(sampleCovariance(short)), 0, 1), 12);
  });

  it('are drawn by a share between 0 and 1, more so with fewer rows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 4, maxLength: 4 }), {
          minLength: 10,
          maxLength: 40,
        }),
        (rows) => {
          // A spread of its own keeps every column from standing still.
          const columns = [0, 1, 2, 3].map((j) =>
            Float64Array.from(rows, (row, i) => (row[j] ?? 0) + 0.01 * Math.sin(i * (j + 1))),
          );
          for (const target of ['constant-variance', 'constant-correlation', 'single-factor'] as const) {
            const { covariance, shrinkage } = ledoitWolf(fromColumns(columns), target);
            expect(shrinkage).toBeGreaterThanOrEqual(0);
            expect(shrinkage).toBeLessThanOrEqual(1);
            expect(covariance.values.every(Number.isFinite)).toBe(true);
          }
          const { correlation } = shrunkCorrelation(fromColumns(columns));
          expect(correlation.values.every((value) => Math.abs(value) <= 1 + 1e-12)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('trades and weights', () => {
  it('have a win rate, an expectancy and a profit factor', () => {
    const figures = tradeFigures(of(3, -1, 1, -1, 0));
    expect(figures).toMatchObject({
      count: 5,
      winRate: { value: 0.4 },
      profitFactor: { value: 2 },
      meanWin: { value: 2 },
      meanLoss: { value: 1 },
    });
    expect(figures.expectancy.value).toBeCloseTo(0.4, 12);
    expect(tradeFigures(of(1)).profitFactor.reason).toBe('no-loss');
    expect(tradeFigures(of()).winRate.reason).toBe('too-few-returns');
  });

  it('have a concentration and a turnover', () => {
    expect(herfindahlIndex([1, 1, 1, 1])).toBeCloseTo(0.25, 12);
    expect(effectiveNumber([1, 0])).toBe(1);
    expect(herfindahlIndex([])).toBeNull();
    expect(
      turnover(
        new Map([
          ['a', 0.5],
          ['b', 0.5],
        ]),
        new Map([
          ['b', 0.5],
          ['c', 0.5],
        ]),
      ),
    ).toBe(0.5);
  });
});

describe('the figures of a portfolio', () => {
  it('are all there, none NaN, and those of a short history say why', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { maxLength: 60 }), (equity) => {
        const { metrics, returns } = portfolioMetrics(Float64Array.from(equity), METRIC_DEFAULTS, null);
        expect(Object.keys(metrics)).toHaveLength(28);
        for (const { value, reason } of Object.values(metrics)) {
          expect(value === null ? reason : Number.isFinite(value)).toBeTruthy();
          expect(value === null).toBe(reason !== null);
        }
        if (returns < METRIC_DEFAULTS.leastReturns) expect(metrics.sharpe.reason).toBe('too-few-returns');
        expect(metrics.beta.value).toBeNull();
      }),
    );
  });

  it('tell since when the capital is under water', () => {
    const found = returnMetrics(of(0.1, -0.1, 0.05));
    expect(found.deepest).toEqual({ from: 1, trough: 1, recovered: null, periodsUnderWater: 2 });
    expect(found.metrics.currentDrawdown.value).toBeCloseTo(-0.055, 12);
  });
});
