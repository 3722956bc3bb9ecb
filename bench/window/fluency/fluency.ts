import type { Browser } from '@playwright/test';
import { ensureBuilt } from '#scripts/freshness.mjs';
import { GOAL_SHARE, MINIMUM_ROUNDS, quantile, resultOf, type BenchResult } from '../../harness.ts';
import { launchBrowser } from '../chromium.ts';
import { startHundred, type HundredHost } from './hundred-host.ts';
import { LONG_TASK_MS, watchPage, type Traced, type WatchedPage } from './page-work.ts';
import { FIRST_PRICE, startTimes } from './start-time.ts';

/** The budgets are kept or not: a line passes at no more than all of its budget. */
const GOAL = 1 / GOAL_SHARE;
const WORK_BUDGET = 0.3;
const START_BUDGET_S = 2;
const ROUND_MS = 4_000;
const TRACE_MS = 10_000;
/** Of the thousand prices a second that are wished; a slow second of the machine may lose a few. */
const LEAST_PRICES = 900;

/** The screens a trader leaves open, each with what is there once it stands. */
const SCREENS: Readonly<Record<string, { readonly path: string; readonly ready: string }>> = {
  dashboard: { path: '/', ready: FIRST_PRICE },
  console: { path: '/console', ready: `document.querySelector('[data-region="Symbol"] [data-mark]') !== null` },
  heatmap: { path: '/heatmap', ready: `document.querySelector('main canvas') !== null` },
};

const line = (area: string, peer: string, ratios: readonly number[], check: string): BenchResult =>
  resultOf(ratios, { area, peer, goal: GOAL, check });

const figures = (values: readonly number[], digits: number): string =>
  [0, 0.5, 1].map((q) => quantile(values, q).toFixed(digits)).join(' / ');

function tell(name: string, shares: readonly number[], { tasks, wall, frames, dropped }: Traced): void {
  const longest = (of: readonly number[]): string => (of[0] ?? 0).toFixed(1);
  process.stderr.write(
    `  ${name}: ${figures(
      shares.map((share) => share * 100),
      1,
    )} % of a core; longest task ${longest(tasks)} ms of its own, ${longest(wall)} ms by the clock; ` +
      `${String(frames)} frames, ${String(dropped)} dropped in ${String(TRACE_MS / 1_000)} s\n`,
  );
}

function wrong(traced: Traced, host: HundredHost): string {
  const long = traced.tasks.filter((ms) => ms > LONG_TASK_MS);
  if (traced.tasks.length === 0) return 'no task was seen';
  if (long.length > 0) return `${String(long.length)} tasks above 50 ms, the longest ${(long[0] ?? 0).toFixed(0)} ms`;
  const prices = host.prices();
  return prices < LEAST_PRICES ? `only ${String(prices)} prices came in a second` : 'equal';
}

async function screenLine(name: string, watched: WatchedPage, host: HundredHost): Promise<BenchResult> {
  const { path, ready } = SCREENS[name] ?? { path: '/', ready: 'true' };
  await watched.show(path, ready);
  const shares: number[] = [];
  for (let round = 0; round < MINIMUM_ROUNDS; round += 1) shares.push(await watched.share(ROUND_MS));
  const traced = await watched.trace(TRACE_MS);
  tell(name, shares, traced);
  const ratios = shares.map((share) => WORK_BUDGET / share);
  return line(`fluency, ${name}`, `${String(WORK_BUDGET * 100)} % of a core`, ratios, wrong(traced, host));
}

async function screenLines(browser: Browser): Promise<BenchResult[]> {
  const host = await startHundred();
  try {
    const watched = await watchPage(browser, host.address);
    const lines: BenchResult[] = [];
    for (const name of Object.keys(SCREENS)) lines.push(await screenLine(name, watched, host));
    await watched.page.context().close();
    process.stderr.write(`  ${String(host.prices())} prices a second of 100 contracts\n`);
    return lines;
  } finally {
    await host.stop();
  }
}

async function startLine(browser: Browser): Promise<BenchResult> {
  const { first, later } = await startTimes(browser, MINIMUM_ROUNDS);
  process.stderr.write(
    `  first price ${first.toFixed(2)} s after the first start, ${figures(later, 2)} s after a later one\n`,
  );
  const ratios = later.map((seconds) => START_BUDGET_S / seconds);
  return line('fluency, later start', `${String(START_BUDGET_S)} s`, ratios, 'equal');
}

/**
 * The built page before a host whose feed tells ten prices a second of each of a hundred contracts: what its main thread
 * spends, its longest task, its frames; and the time from the start of a host to the first price on the screen.
 */
export async function run(): Promise<BenchResult[]> {
  ensureBuilt();
  const browser = await launchBrowser();
  try {
    return [...(await screenLines(browser)), await startLine(browser)];
  } finally {
    await browser.close();
  }
}
