import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { MINIMUM_ROUNDS, quantile, type Measurement } from '../harness.ts';
import { launchBrowser, taskMs } from './chromium.ts';

const VIEW = { width: 1_400, height: 900 };
const ROOT = `${import.meta.dirname}/../..`;

/** A page that holds contenders, each under a name, and says how they differ. */
export interface BenchPage {
  /** Runs so many updates of a contender and gives main-thread ms of one of them. */
  spend(name: string, updates: number): Promise<number>;
  /** Asks the page: the value of an expression. */
  ask<Value>(expression: string): Promise<Value>;
}

/**
 * The script of a page with everything it imports, as the product is built: for production, minified.
 * @param at the address its workers are looked for beside.
 */
export async function bundled(script: string, at = 'about:blank'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: ROOT, loader: 'tsx', sourcefile: 'bench-page.tsx' },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2023',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.url': JSON.stringify(at) },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

async function openPage(page: Page, script: string): Promise<BenchPage> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.setContent('<!doctype html><title>Bench</title><body style="margin:0"></body>');
  await page.addScriptTag({ content: await bundled(script) });
  await page.waitForFunction('globalThis.bench !== undefined');
  return {
    ask: (expression) => page.evaluate(expression),
    spend: async (name, updates) => {
      const before = await taskMs(session);
      await page.evaluate(`bench.run(${JSON.stringify(name)}, ${String(updates)})`);
      return ((await taskMs(session)) - before) / updates;
    },
  };
}

/** Opens the script in Chromium, hands it over, and closes it. The script sets `globalThis.bench`. */
export async function withPage<Result>(script: string, use: (page: BenchPage) => Promise<Result>): Promise<Result> {
  const browser = await launchBrowser();
  try {
    return await use(await openPage(await browser.newPage({ viewport: VIEW }), script));
  } finally {
    await browser.close();
  }
}

/** Main-thread ms of one update of each contender, round by round, one after the other in each round. */
export async function interleaved(page: BenchPage, updates: Readonly<Record<string, number>>): Promise<Measurement> {
  const times = new Map<string, number[]>(Object.keys(updates).map((name) => [name, []]));
  for (let round = -1; round < MINIMUM_ROUNDS; round += 1) {
    for (const [name, count] of Object.entries(updates)) {
      const spent = await page.spend(name, count);
      if (round >= 0) times.get(name)?.push(spent);
    }
  }
  for (const [name, of] of times) {
    const [low, mid, high] = [0, 0.5, 1].map((q) => quantile(of, q).toPrecision(4));
    process.stderr.write(
      `  ${name}: ${String(low)} / ${String(mid)} / ${String(high)} ms of the main thread an update\n`,
    );
  }
  return { rounds: MINIMUM_ROUNDS, times };
}
