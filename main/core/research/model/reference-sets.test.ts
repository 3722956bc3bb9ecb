import { describe, expect, it } from 'vitest';
import { accuracy, areaUnderCurve, sigmoid } from '../../statistics/probability.ts';
import { Sfc32 } from '../../market/sim/sfc32.ts';
import { hasReferenceSets, readBreastCancer, readIris, type LabelledSet } from '#tests/support/model/reference-sets.ts';
import { fitBoosting } from './boosting.ts';
import { marginOf, type BaseModel } from './fitted-model.ts';
import { fitLogistic } from './logistic.ts';
import { pick, pickRows, rowOf } from './matrix.ts';

const FOLDS = 10;

const FITTERS = {
  logistic: ({ matrix, label }: LabelledSet): BaseModel => fitLogistic(matrix, label, { l2: 0.1 }).model,
  trees: ({ matrix, label }: LabelledSet): BaseModel =>
    fitBoosting(matrix, label, new Sfc32(1), { rounds: 80, shrinkage: 0.15, minLeaf: 5 }).model,
};
type Fitter = keyof typeof FITTERS;

/** Seeded tenfold cross-validation: what each case was given by a model that had not seen it. */
function crossValidated({ matrix, label }: LabelledSet, fitter: Fitter): Float64Array {
  const random = new Sfc32(2026);
  const fold = Array.from({ length: matrix.rows }, () => Math.floor(random.next() * FOLDS));
  const given = new Float64Array(matrix.rows);
  for (let k = 0; k < FOLDS; k++) {
    const train = [...fold.keys()].filter((i) => fold[i] !== k);
    const model = FITTERS[fitter]({ matrix: pickRows(matrix, train), label: pick(label, train) });
    for (const [i, own] of fold.entries()) if (own === k) given[i] = sigmoid(marginOf(model, rowOf(matrix, i)));
  }
  return given;
}

describe.skipIf(!hasReferenceSets)('sets of known difficulty, by tenfold cross-validation', () => {
  // Street, Wolberg and Mangasarian (1993) report 97.5 % by tenfold cross-validation with their best linear separation of
  // three features; regularised logistic regression on all thirty is commonly reported at 97 to 98 %, boosted trees at 95 to 97 %.
  it.each([
    ['logistic', 0.965, 0.99],
    ['trees', 0.95, 0.985],
  ] as const)('breast cancer, %s: accuracy of %d and more', (fitter, least, area) => {
    const set = readBreastCancer();
    const given = crossValidated(set, fitter);
    expect(accuracy(given, set.label)).toBeGreaterThanOrEqual(least);
    expect(areaUnderCurve(given, set.label)).toBeGreaterThanOrEqual(area);
  });

  // Fisher's own linear discriminant errs on 3 of 150 (98 %) on the cases it is fitted to; one line against the rest cannot
  // part versicolor, which lies between the others, and is commonly reported at 95 to 96 %, trees at 94 to 95 %.
  it.each([
    ['logistic', 0.94],
    ['trees', 0.93],
  ] as const)('iris, one species against the rest, %s: accuracy of %d and more', (fitter, least) => {
    const given = [0, 1, 2].map((species) => crossValidated(readIris(species), fitter));
    const named = Array.from({ length: 150 }, (_, i) => {
      const chances = given.map((of) => of[i] ?? 0);
      return chances.indexOf(Math.max(...chances));
    });
    const right = [0, 1, 2].flatMap((species) => {
      const { label } = readIris(species);
      return named.filter((name, i) => name === species && label[i] === 1);
    });
    expect(right.length / 150).toBeGreaterThanOrEqual(least);
    expect(accuracy(given[0] ?? [], readIris(0).label)).toBe(1);
  });
});
