/** Sums what Vitest and Playwright wrote about themselves into one line. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from './import-graph.ts';

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One entry per skipped test. */
  readonly reasons: readonly string[];
}

export const NO_TESTS: TestCount = { passed: 0, failed: 0, skipped: 0, reasons: [] };

export interface VitestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

interface PlaywrightTest {
  readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly { readonly tests: readonly PlaywrightTest[] }[];
}

export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly unknown[];
}

export function addCounts(a: TestCount, b: TestCount): TestCount {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    reasons: [...a.reasons, ...b.reasons],
  };
}

/** Vitest does not record why a test was skipped; a file that reads the data folder says it itself. */
function skipReason(file: string): string {
  const name = relative(ROOT, file);
  const readsData = existsSync(file) && readFileSync(file, 'utf8').includes('ZMART_DATA_DIR');
  return readsData ? `${name}: the data folder is absent (ZMART_DATA_DIR)` : `${name}: skipped by the test itself`;
}

/** A file that could not be loaded holds no tests and still counts as one failure. */
export function countVitest(report: VitestReport): TestCount {
  return report.testResults.reduce((sum, file) => {
    const number = (...states: string[]): number =>
      file.assertionResults.filter(({ status }) => states.includes(status)).length;
    const failed = number('failed');
    const skipped = number('skipped', 'pending', 'todo', 'disabled');
    return addCounts(sum, {
      passed: number('passed'),
      failed: failed === 0 && file.status === 'failed' ? 1 : failed,
      skipped,
      reasons: Array.from({ length: skipped }, () => skipReason(file.name)),
    });
  }, NO_TESTS);
}

function playwrightTests(suite: PlaywrightSuite): readonly PlaywrightTest[] {
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests);
  return [...own, ...(suite.suites ?? []).flatMap(playwrightTests)];
}

/** A test that passed only when repeated counts as failed: nothing here may depend on luck. */
export function countPlaywright(report: PlaywrightReport): TestCount {
  const tests = report.suites.flatMap(playwrightTests);
  const skipped = tests.filter(({ status }) => status === 'skipped');
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failed: tests.filter(({ status }) => status === 'unexpected' || status === 'flaky').length + report.errors.length,
    skipped: skipped.length,
    reasons: skipped.map(
      ({ annotations }) => annotations.find(({ type }) => type === 'skip')?.description ?? 'skipped by the test itself',
    ),
  };
}

/** The reasons, each once, with how many tests it covers. */
export function reasonLines(reasons: readonly string[]): readonly string[] {
  return [...new Set(reasons)].map((reason) => `${reasons.filter((other) => other === reason).length} x ${reason}`);
}

export const summaryLine = ({ passed, failed, skipped }: TestCount): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
