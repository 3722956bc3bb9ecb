import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from '@playwright/test';
import { MINIMUM_ROUNDS, quantile, resultOf, type BenchResult } from '../harness.ts';
import { launchBrowser } from '../window/chromium.ts';
import { bundled } from '../window/page-bench.ts';
import { MeasuredPage } from './measured-page.ts';
import { signalLines } from './signal.ts';

const LEVELS = 500;
const GOAL = 1_000;
/** Main-thread ms a frame: of the goal, and half a frame at 60 Hz for twice the columns. */
const LIMIT_MS = 2;
const WIDE_LIMIT_MS = 8;
const CELLS_SEEN = 500;
/** The peer mixes colours where the ramp steps, at the edge of its last class: so many cells may lie there. */
const MIXED_CELLS = 20;

/** Each in a page and process of its own; frames of a round: the peer's take seconds each. */
const CONTENDERS = {
  own: { which: 'own', columns: 1_000, frames: 30, slack: { tolerance: 0, around: 0 } },
  peer: { which: 'peer', columns: 1_000, frames: 1, slack: { tolerance: 6, around: 1 } },
  wide: { which: 'own', columns: 2_000, frames: 30, slack: { tolerance: 0, around: 0 } },
} as const;
type Name = keyof typeof CONTENDERS;
const NAMES = Object.keys(CONTENDERS) as readonly Name[];

/** Where the page is served: nothing of it leaves the browser. */
const PLACE = 'http://heat.invalid/';
const CHART = '#renderer/features/kingfisher/chart';
const DRAWING = `
import { heatRamp } from '#renderer/charts/heat-pixels.ts';
import { HeatBitmap } from '${CHART}/heat-bitmap.ts';
Object.assign(globalThis, { heatRamp, HeatBitmap });
`;

/** Puts the drawing of the program with its worker, the peer and the bench of both into an empty page. */
async function prepare(page: Page): Promise<void> {
  const worker = await bundled(`import '${CHART}/heat-worker.ts';`);
  await page.route(`${PLACE}**`, (route) =>
    route.request().url().endsWith('/heat-worker.ts')
      ? route.fulfill({ contentType: 'text/javascript', body: worker })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><title>Heatmaps</title><body style="margin:0"></body>',
        }),
  );
  await page.goto(PLACE);
  await page.addScriptTag({ content: await bundled(DRAWING, PLACE) });
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('echarts/dist/echarts.min.js') });
  await page.addScriptTag({ type: 'module', content: readFileSync(`${import.meta.dirname}/page.mjs`, 'utf8') });
  await page.waitForFunction('globalThis.bench !== undefined && globalThis.HeatBitmap !== undefined');
}

/** A contender in its page, drawn once. */
class Contender {
  readonly #measured: MeasuredPage;
  readonly #name: Name;

  constructor(measured: MeasuredPage, name: Name) {
    this.#measured = measured;
    this.#name = name;
  }

  static async open(browser: Browser, name: Name): Promise<Contender> {
    const { which, columns } = CONTENDERS[name];
    const measured = await MeasuredPage.open(browser, { width: columns, height: LEVELS });
    await prepare(measured.page);
    await measured.page.evaluate(`bench.open('${which}', ${String(LEVELS)}, ${String(columns)})`);
    await measured.rest();
    return new Contender(measured, name);
  }

  /** Cells that have another colour than the ramp says. */
  wrong(): Promise<number> {
    const { which, columns, slack } = CONTENDERS[this.#name];
    const asked = [`${which} ${String(columns)}`, LEVELS, columns, slack].map((one) => JSON.stringify(one)).join(', ');
    return this.#measured.page.evaluate<number>(`bench.wrong(${asked})`);
  }

  /** Main-thread ms a frame over a round, everything until the page is at rest. */
  async round(): Promise<number> {
    const { which, columns, frames } = CONTENDERS[this.#name];
    return (await this.#measured.spend(`bench.run('${which} ${String(columns)}', ${String(frames)})`)) / frames;
  }
}

type Times = Readonly<Record<Name, readonly number[]>>;

/** The heatmap of 500 × 1000 cells, all drawn anew, against echarts in one run of Chromium; and of 500 × 2000 on its own; then the signal heatmap. */
export async function run(): Promise<readonly BenchResult[]> {
  const browser = await launchBrowser();
  try {
    const contenders = new Map<Name, Contender>();
    for (const name of NAMES) contenders.set(name, await Contender.open(browser, name));
    const faults: string[] = [];
    for (const [name, contender] of contenders) {
      const wrong = await contender.wrong();
      process.stderr.write(`  ${name}: ${String(wrong)} of ${String(CELLS_SEEN)} cells differ\n`);
      if (wrong > (name === 'peer' ? MIXED_CELLS : 0))
        faults.push(`${name}: ${String(wrong)} of ${String(CELLS_SEEN)} cells have another colour`);
    }
    const times: Record<Name, number[]> = { own: [], peer: [], wide: [] };
    // The first round warms up and is not kept.
    for (let round = -1; round < MINIMUM_ROUNDS; round += 1)
      for (const [name, contender] of contenders) {
        if (round < 0 && name === 'peer') continue;
        const took = await contender.round();
        if (round >= 0) times[name].push(took);
      }
    const check = faults.length === 0 ? 'equal' : faults.join('; ');
    return [...lines(times, check), ...(await signalLines(browser))];
  } finally {
    await browser.close();
  }
}

function lines(times: Times, check: string): readonly BenchResult[] {
  for (const name of NAMES) {
    const [low, mid, high] = [0, 0.5, 1].map((q) => quantile(times[name], q).toPrecision(4));
    process.stderr.write(
      `  ${name}: ${String(low)} / ${String(mid)} / ${String(high)} ms of the main thread a frame\n`,
    );
  }
  const line = (peer: string, ratios: readonly number[], goal: number): BenchResult =>
    resultOf(ratios, { area: 'g13', peer, goal, check });
  const ratios = times.peer.map((time, round) => time / (times.own[round] ?? Number.NaN));
  return [
    line('echarts heatmap 500 × 1000, main thread', ratios, GOAL),
    line(
      `limit of ${String(LIMIT_MS)} ms a frame, 500 × 1000`,
      times.own.map((time) => LIMIT_MS / time),
      1,
    ),
    line(
      `limit of ${String(WIDE_LIMIT_MS)} ms a frame, 500 × 2000`,
      times.wide.map((time) => WIDE_LIMIT_MS / time),
      1,
    ),
  ];
}
