/** Sizes and complexity per area against the house's habits: `npm run stats`. Exit code 1 beyond a hard limit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, sourceFiles } from './import-graph.ts';
import { type FileMeasure, measureFile } from './measure.ts';

const AREAS = [
  'shared',
  'main/core',
  'main/adapters',
  'main/transport',
  'main/shell',
  'main/cli',
  'preload',
  'renderer',
  'scripts',
  'bench',
  'tests',
];
const HARD = { fileLines: 500, functionLines: 80, complexity: 13 };
const HABIT = { fileMedian: 120, fileP95: 400, functionP95: 40 };

const isTest = (file: string): boolean => file.startsWith('tests/') || /\.test\.tsx?$/.test(file);

/** The value below which the share `p` of the sorted list lies; 0 for an empty list. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? 0;
}

interface AreaStats {
  readonly area: string;
  readonly files: number;
  readonly lines: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
  readonly fnP95: number;
  readonly fnMax: number;
  readonly complexity: number;
  readonly comments: string;
  readonly any: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function summarise(area: string, files: readonly FileMeasure[]): AreaStats {
  const lines = files.map((file) => file.lines);
  const functions = files.flatMap((file) => file.functions);
  const functionLines = functions.map((fn) => fn.lines);
  return {
    area,
    files: files.length,
    lines: sum(lines),
    median: percentile(lines, 0.5),
    p95: percentile(lines, 0.95),
    max: Math.max(0, ...lines),
    fnP95: percentile(functionLines, 0.95),
    fnMax: Math.max(0, ...functionLines),
    complexity: Math.max(0, ...functions.map((fn) => fn.complexity)),
    comments: `${((100 * sum(files.map((file) => file.commentLines))) / Math.max(1, sum(lines))).toFixed(0)} %`,
    any: sum(files.map((file) => file.anyCount)),
  };
}

/** What is beyond a hard limit, one line each. Tests may have long functions: a scenario reads best in one piece. */
export function beyondLimits(files: readonly FileMeasure[]): readonly string[] {
  return files.flatMap((file) => {
    const found = file.lines > HARD.fileLines ? [`${file.file}: ${file.lines} lines, limit ${HARD.fileLines}`] : [];
    if (file.anyCount > 0) found.push(`${file.file}: ${file.anyCount} times \`any\``);
    for (const fn of isTest(file.file) ? [] : file.functions) {
      const where = `${file.file}:${fn.line} ${fn.name}`;
      if (fn.lines > HARD.functionLines) found.push(`${where}: ${fn.lines} lines, limit ${HARD.functionLines}`);
      if (fn.complexity > HARD.complexity)
        found.push(`${where}: complexity ${fn.complexity}, limit ${HARD.complexity}`);
    }
    return found;
  });
}

/** The habits are aims, so a miss is shown and does not fail. */
function habitNotes(all: AreaStats): readonly string[] {
  const checks: readonly (readonly [string, number, number])[] = [
    ['median file', all.median, HABIT.fileMedian],
    ['file p95', all.p95, HABIT.fileP95],
    ['function p95', all.fnP95, HABIT.functionP95],
  ];
  return checks.map(([name, value, aim]) => `${name}: ${value} lines (aim ${aim})${value > aim ? ' MISSED' : ''}`);
}

if (import.meta.main) {
  const files = sourceFiles(['shared', 'main', 'preload', 'renderer', 'scripts', 'bench', 'tests']).map((file) =>
    measureFile(file, readFileSync(join(ROOT, file), 'utf8')),
  );
  const product = files.filter(({ file }) => !isTest(file));
  const rows = AREAS.map((area) =>
    summarise(
      area,
      files.filter(({ file }) => file.startsWith(`${area}/`) && (area === 'tests' || !isTest(file))),
    ),
  ).filter((row) => row.files > 0);
  const all = summarise('all but tests', product);
  console.table([...rows, all]);
  const testLines = sum(files.filter(({ file }) => isTest(file)).map(({ lines }) => lines));
  console.log(`lines of test per line of source: ${(testLines / Math.max(1, all.lines)).toFixed(2)}`);
  for (const note of habitNotes(all)) console.log(note);
  const beyond = beyondLimits(files);
  for (const line of beyond) console.error(line);
  process.exitCode = beyond.length === 0 ? 0 : 1;
}
