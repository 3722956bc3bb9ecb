import { describe, expect, it } from 'vitest';
import { normalCdf } from '#shared/domain/statistics.ts';
import { hasReferenceSets, readJson, readSpector } from '#tests/support/model/reference-sets.ts';
import { fitLogistic, logisticMargin } from './logistic.ts';
import { matrixOfRows } from './matrix.ts';

interface Expected {
  readonly params: readonly number[];
  readonly bse: readonly number[];
  readonly llf: number;
  readonly z: readonly number[];
  readonly pvalues: readonly number[];
}

describe.skipIf(!hasReferenceSets)('the Spector logit', () => {
  it('has the published coefficients, errors and likelihood', () => {
    // Stata kept the columns in single precision: with the decimal grades the likelihood differs in its seventh digit.
    const { matrix, label } = readSpector(Math.fround);
    const expected = readJson('spector-logit-expected.json') as Expected;
    const fit = fitLogistic(matrix, label, { l2: 0 });
    expect(fit).toMatchObject({ converged: true, problem: '' });
    expect(fit.gradient).toBeLessThan(1e-9);
    const params = [...fit.model.weights, fit.model.intercept];
    for (const [k, value] of expected.params.entries()) {
      expect((params[k] ?? NaN) / value).toBeCloseTo(1, 9);
      expect((fit.standardErrors[k] ?? NaN) / (expected.bse[k] ?? NaN)).toBeCloseTo(1, 5);
      const z = (params[k] ?? NaN) / (fit.standardErrors[k] ?? NaN);
      expect(z / (expected.z[k] ?? NaN)).toBeCloseTo(1, 5);
      expect(2 * normalCdf(-Math.abs(z))).toBeCloseTo(expected.pvalues[k] ?? NaN, 6);
    }
    expect(fit.logLikelihood).toBeCloseTo(expected.llf, 9);
  });
});

describe('a logistic fit', () => {
  const rows = [[0], [1], [2], [3], [4], [5]];
  const overlapping = [0, 0, 1, 0, 1, 1];

  it('says when the classes can be separated, and a penalty mends it', () => {
    const matrix = matrixOfRows(['x'], rows);
    const free = fitLogistic(matrix, [0, 0, 0, 1, 1, 1], { l2: 0, maxIterations: 20 });
    expect(free.converged).toBe(false);
    expect(free.problem).toMatch(/separable|singular|descent/);
    expect(fitLogistic(matrix, [0, 0, 0, 1, 1, 1], { l2: 1 }).converged).toBe(true);
  });

  it('gives a constant feature no weight and leaves the others as they are', () => {
    const alone = fitLogistic(matrixOfRows(['x'], rows), overlapping, { l2: 0 });
    const both = fitLogistic(
      matrixOfRows(
        ['x', 'one'],
        rows.map(([x = 0]) => [x, 7]),
      ),
      overlapping,
      { l2: 0 },
    );
    expect(both.model.weights[1]).toBe(0);
    expect(both.model.weights[0]).toBeCloseTo(alone.model.weights[0] ?? NaN, 9);
    expect(logisticMargin(both.model, [2, 7])).toBeCloseTo(logisticMargin(alone.model, [2]), 9);
  });

  it('refuses one class', () => {
    expect(() => fitLogistic(matrixOfRows(['x'], rows), [1, 1, 1, 1, 1, 1])).toThrow('one class');
    expect(() => fitLogistic(matrixOfRows(['x'], rows), [1])).toThrow('6 cases have 1 labels');
    expect(() => matrixOfRows(['x'], [[NaN]])).toThrow('Feature x of case 0');
  });
});
