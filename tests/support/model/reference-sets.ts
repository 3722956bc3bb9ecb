import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { matrixOfRows, type FeatureMatrix } from '#core/research/model/matrix.ts';

const folder = resolve(process.env['ZMART_DATA_DIR'] ?? '../shared/data', 'ml');

/** True when the reference sets are there; tests over them are skipped otherwise. */
export const hasReferenceSets = existsSync(folder);

export const readText = (name: string): string => readFileSync(resolve(folder, name), 'utf8');
export const readJson = (name: string): unknown => JSON.parse(readText(name)) as unknown;

/** Cases with a class each. */
export interface LabelledSet {
  readonly matrix: FeatureMatrix;
  readonly label: Float64Array;
}

const lines = (name: string): readonly string[] =>
  readText(name)
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '');

/** Spector and Mazzeo (1980): 32 students, GPA, TUCE, PSI and whether the grade rose. @param as how numbers were kept. */
export function readSpector(as: (value: number) => number = (value) => value): LabelledSet {
  const rows = lines('spector.csv').map((line) => line.trim().split(/\s+/).map(Number));
  return {
    matrix: matrixOfRows(
      ['GPA', 'TUCE', 'PSI'],
      rows.map((row) => row.slice(1, 4).map(as)),
    ),
    label: Float64Array.from(rows, (row) => row[4] ?? NaN),
  };
}

function readCsv(name: string): { readonly rows: readonly (readonly number[])[]; readonly last: readonly number[] } {
  const rows = lines(name).map((line) => line.trim().split(',').map(Number));
  return { rows: rows.map((row) => row.slice(0, -1)), last: rows.map((row) => row.at(-1) ?? NaN) };
}

const columns = (rows: readonly (readonly number[])[]): readonly string[] =>
  Array.from({ length: rows[0]?.length ?? 0 }, (_, j) => `x${String(j)}`);

/** Fisher's iris; the label is 1 for the species asked for (0, 1, 2). */
export function readIris(species: number): LabelledSet {
  const { rows, last } = readCsv('iris.csv');
  return {
    matrix: matrixOfRows(columns(rows), rows),
    label: Float64Array.from(last, (value) => (value === species ? 1 : 0)),
  };
}

/** Wisconsin diagnostic breast cancer, 569 × 30. */
export function readBreastCancer(): LabelledSet {
  const { rows, last } = readCsv('breast_cancer-3dp.csv');
  return { matrix: matrixOfRows(columns(rows), rows), label: Float64Array.from(last) };
}
