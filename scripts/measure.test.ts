import { describe, expect, it } from 'vitest';
import { measureFile } from './measure.ts';
import { beyondLimits, percentile } from './stats.ts';

const SOURCE = `/** A page. */
export function pick(a: number | null, b = 1): number {
  // why
  if (a === null) return b;

  return a > b ? a : b; // not a comment line
}
const text = '// no comment';
`;

describe('a measured file', () => {
  const measured = measureFile('shared/x.ts', SOURCE);

  it('counts lines, and comment lines only where nothing else stands', () => {
    expect(measured).toMatchObject({ lines: 8, commentLines: 2, anyCount: 0 });
  });

  it('counts decisions and lines of code per function', () => {
    expect(measured.functions).toEqual([{ name: 'pick', line: 2, lines: 4, complexity: 4 }]);
  });

  it('counts `any` as a type, not as a word', () => {
    expect(measureFile('shared/x.ts', 'const any = 1; const y: any = any;').anyCount).toBe(1);
  });
});

it('names what is beyond the hard limits', () => {
  const long = `export function f() {\n${'  g();\n'.repeat(90)}}\n${'h();\n'.repeat(420)}`;
  expect(beyondLimits([measureFile('shared/x.ts', long)])).toEqual([
    'shared/x.ts: 512 lines, limit 500',
    'shared/x.ts:1 f: 92 lines, limit 80',
  ]);
  expect(beyondLimits([measureFile('shared/x.test.ts', `export function f() {\n${'  g();\n'.repeat(90)}}\n`)])).toEqual(
    [],
  );
});

it('takes the value below which the share lies', () => {
  expect(percentile([5, 1, 3], 0.5)).toBe(3);
  expect(percentile([], 0.5)).toBe(0);
  expect(
    percentile(
      Array.from({ length: 100 }, (_, i) => i + 1),
      0.95,
    ),
  ).toBe(95);
});
