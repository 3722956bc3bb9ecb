/**
 * `npm test`, which is exactly what CI runs: every check with its time: those of the sources two at a time, then
 * the others in order, stopping at the first that fails. The last line is `N passed, N failed, N skipped` over Vitest and Playwright.
 */
import './require-node.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './import-graph.ts';
import {
  NO_TESTS,
  type PlaywrightReport,
  type TestCount,
  type VitestReport,
  addCounts,
  countPlaywright,
  countVitest,
  reasonLines,
  summaryLine,
} from './test-report.ts';

const REPORTS = join(ROOT, 'test-results');
const VITEST_JSON = join(REPORTS, 'vitest.json');
const PLAYWRIGHT_JSON = join(REPORTS, 'playwright.json');

const readReport = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8')) as unknown;

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Reads the counts the step left behind. */
  readonly count?: () => TestCount;
}

/** A tool's own script run by this Node, so that no shell and no PATH decides which one. */
const bin = (path: string): string => join(ROOT, 'node_modules', path);

/** Checks that only read the sources: two at a time, the longest first. */
const STATIC: readonly Step[] = [
  { name: 'types', command: ['scripts/check-types.ts'] },
  { name: 'lint', command: [bin('oxlint/bin/oxlint')] },
  { name: 'layers', command: ['scripts/check-layers.ts'] },
  { name: 'format', command: [bin('oxfmt/bin/oxfmt'), '--check'] },
  { name: 'dead code', command: [bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'messages', command: ['scripts/check-messages.ts'] },
  { name: 'sizes', command: ['scripts/stats.ts'] },
];

/** Checks that run the program: one after the other. */
const STEPS: readonly Step[] = [
  { name: 'build', command: ['scripts/build.mjs'] },
  { name: 'browser', command: ['scripts/ensure-browser.mjs'] },
  {
    name: 'unit, property, simulation, contract',
    command: [bin('vitest/vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${VITEST_JSON}`],
    count: () => countVitest(readReport(VITEST_JSON) as VitestReport),
  },
  {
    name: 'end to end',
    command: [bin('@playwright/test/cli.js'), 'test'],
    count: () => countPlaywright(readReport(PLAYWRIGHT_JSON) as PlaywrightReport),
  },
];

interface StepResult {
  readonly ok: boolean;
  readonly count: TestCount;
}

/** A step that failed before it wrote its report counts as one failed test: the summary must not read as if all were well. */
function countOf(step: Step, ok: boolean): TestCount {
  const none = { ...NO_TESTS, failed: ok ? 0 : 1 };
  if (step.count === undefined) return none;
  try {
    const count = step.count();
    return ok || count.failed > 0 ? count : { ...count, failed: 1 };
  } catch (error) {
    console.error(`${step.name} left no report: ${String(error)}`);
    return { ...NO_TESTS, failed: 1 };
  }
}

function run(step: Step): StepResult {
  console.log(`\n=== ${step.name}`);
  const started = performance.now();
  const env = { ...process.env, ZMART_PLAYWRIGHT_JSON: PLAYWRIGHT_JSON };
  const child = spawnSync(process.execPath, [...step.command], { cwd: ROOT, stdio: 'inherit', env });
  const count = countOf(step, child.status === 0);
  const ok = child.status === 0 && count.failed === 0;
  console.log(`=== ${step.name}: ${ok ? 'ok' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return { ok, count };
}

const LANES = 2;

/** Runs a step with its output kept together, so that two at a time can be read. */
async function runBeside(step: Step): Promise<boolean> {
  const started = performance.now();
  const child = spawn(process.execPath, [...step.command], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => void output.push(part));
  const ok = await new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
  console.log(`\n=== ${step.name}\n${Buffer.concat(output).toString().trimEnd()}`);
  console.log(`=== ${step.name}: ${ok ? 'ok' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return ok;
}

/** @returns the names of those that failed; all are run, since one seldom has to do with another. */
async function runStatic(): Promise<readonly string[]> {
  const waiting = [...STATIC];
  const failed: string[] = [];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
      if (!(await runBeside(step))) failed.push(step.name);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return failed;
}

async function verify(): Promise<boolean> {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const failed = await runStatic();
  if (failed.length > 0) {
    console.log(`\nFailed: ${failed.join(', ')}. Not run: ${STEPS.map(({ name }) => name).join('; ')}.`);
    console.log(`\n${summaryLine({ ...NO_TESTS, failed: failed.length })}`);
    return false;
  }
  let total = NO_TESTS;
  for (const [index, step] of STEPS.entries()) {
    const { ok, count } = run(step);
    total = addCounts(total, count);
    if (ok) continue;
    const left = STEPS.slice(index + 1).map(({ name }) => name);
    console.log(`\nStopped at "${step.name}".${left.length > 0 ? ` Not run: ${left.join('; ')}.` : ''}`);
    break;
  }
  if (total.reasons.length > 0) console.log('\nSkipped:');
  for (const line of reasonLines(total.reasons)) console.log(`  ${line}`);
  console.log(`\n${summaryLine(total)}`);
  return total.failed === 0;
}

process.exitCode = (await verify()) ? 0 : 1;
