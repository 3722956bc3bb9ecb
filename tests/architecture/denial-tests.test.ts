import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DENIAL_CODES } from '#shared/domain/denial.ts';
import { ROOT } from '#scripts/import-graph.ts';

/** Tests name the code they expect; some keep their cases in a file beside. This file and the test of the list do not count. */
const SOURCES = [
  '{main,shared,renderer,preload,scripts}/**/*.test.{ts,tsx}',
  'tests/**/*.test.{ts,tsx}',
  'tests/support/**/*.ts',
];
const APART = ['tests/architecture', 'shared/domain/denial.test.ts', 'tests/support/renderer'];

function tested(texts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts)
    for (const [, name] of text.matchAll(/['"`]([A-Z][A-Z0-9_]{3,})['"`]/g)) found.add(name ?? '');
  return found;
}

const texts = (): readonly string[] =>
  SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .filter((path) => !APART.some((apart) => path.startsWith(apart)))
    .map((path) => readFileSync(join(ROOT, path), 'utf8'));

it('every denial code is expected by a test', () => {
  const named = tested(texts());
  expect(DENIAL_CODES.filter((code) => !named.has(code))).toEqual([]);
});

it('the catalogue is closed and has at least 60 codes', () => {
  expect(DENIAL_CODES.length).toBeGreaterThanOrEqual(60);
});

it('a code without a test is found', () => {
  expect(tested(["expect(code).toBe('RISK_HALTED')"]).has('RISK_HALTED')).toBe(true);
  expect(tested(['a comment on RISK_HALTED']).has('RISK_HALTED')).toBe(false);
});
