import { describe, expect, it } from 'vitest';
import { NO_TESTS, addCounts, countPlaywright, countVitest, reasonLines, summaryLine } from './test-report.ts';

const vitestFile = (status: string, ...states: string[]) => ({
  name: '/nowhere/x.test.ts',
  status,
  assertionResults: states.map((state) => ({ status: state })),
});

describe('the count over Vitest', () => {
  it('adds up files, and gives each skipped test a reason', () => {
    const report = {
      success: true,
      testResults: [vitestFile('passed', 'passed', 'skipped'), vitestFile('passed', 'todo')],
    };
    const count = countVitest(report);
    expect(count).toMatchObject({ passed: 1, failed: 0, skipped: 2 });
    expect(count.reasons).toHaveLength(2);
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countVitest({ success: false, testResults: [vitestFile('failed')] }).failed).toBe(1);
    expect(countVitest({ success: false, testResults: [vitestFile('failed', 'failed', 'passed')] }).failed).toBe(1);
  });
});

describe('the count over Playwright', () => {
  const report = (...states: ('expected' | 'unexpected' | 'flaky' | 'skipped')[]) => ({
    errors: [],
    suites: [
      {
        suites: [
          {
            specs: states.map((status) => ({
              tests: [{ status, annotations: [{ type: 'skip', description: 'no window' }] }],
            })),
          },
        ],
      },
    ],
  });

  it('walks nested suites; a test that passed on luck failed', () => {
    expect(countPlaywright(report('expected', 'flaky', 'unexpected', 'skipped'))).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      reasons: ['no window'],
    });
  });

  it('counts an error outside any test', () => {
    expect(countPlaywright({ suites: [], errors: [{ message: 'no tests found' }] }).failed).toBe(1);
  });
});

describe('the summary', () => {
  it('is one line over both', () => {
    const a = { passed: 2, failed: 0, skipped: 1, reasons: ['x'] };
    expect(summaryLine(addCounts(a, a))).toBe('4 passed, 0 failed, 2 skipped');
    expect(reasonLines(addCounts(a, a).reasons)).toEqual(['2 x x']);
    expect(summaryLine(NO_TESTS)).toBe('0 passed, 0 failed, 0 skipped');
  });
});
