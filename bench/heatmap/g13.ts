import { readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { findBrowser } from '#scripts/ensure-browser.mjs';
import { MINIMUM_ROUNDS, quantile, type BenchResult } from '../harness.ts';

const LEVELS = 500;
const GOAL = 1_000;
/** Main-thread ms a frame: of the goal, and half a frame at 60 Hz for twice the columns. */
const LIMIT_MS = 2;
const WIDE_LIMIT_MS = 8;
const CELLS_SEEN = 500;
/** The peer mixes colours where the ramp steps, at the edge of its last class: so many cells may lie there. */
const MIXED_CELLS = 20;
/** A page is at rest when its main thread did less than this within as long, ms. */
const REST_MS = 4;
const REST_LOOK_MS = 250;

/** Each in a page and process of its own; frames of a round: the peer's take seconds each. */
const CONTENDERS = {
  own: { which: 'own', columns: 1_000, frames: 30, slack: { tolerance: 0, around: 0 } },
  peer: { which: 'peer', columns: 1_000, frames: 1, slack: { tolerance: 6, around: 1 } },
  wide: { which: 'own', columns: 2_000, frames: 30, slack: { tolerance: 0, around: 0 } },
} as const;
type Name = keyof typeof CONTENDERS;
const NAMES = Object.keys(CONTENDERS) as readonly Name[];

const ARGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

/** Puts the drawing of the program, the peer and the bench of both into an empty page. */
async function prepare(page: Page): Promise<void> {
  const here = import.meta.dirname;
  const drawing = stripTypeScriptTypes(readFileSync(`${here}/../../renderer/charts/heat-pixels.ts`, 'utf8'));
  await page.setContent('<!doctype html><title>Heatmaps</title><body style="margin:0"></body>');
  await page.addScriptTag({
    type: 'module',
    content: `${drawing}\nglobalThis.heatRamp = heatRamp; globalThis.fillHeat = fillHeat;`,
  });
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('echarts/dist/echarts.min.js') });
  await page.addScriptTag({ type: 'module', content: readFileSync(`${here}/page.mjs`, 'utf8') });
  await page.waitForFunction('globalThis.bench !== undefined && globalThis.fillHeat !== undefined');
}

/** A contender in its page, drawn once. */
class Contender {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #name: Name;

  constructor(page: Page, session: CDPSession, name: Name) {
    this.#page = page;
    this.#session = session;
    this.#name = name;
  }

  static async open(browser: Browser, name: Name): Promise<Contender> {
    const { which, columns } = CONTENDERS[name];
    const context = await browser.newContext({ viewport: { width: columns, height: LEVELS } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    // Time the thread ran, not time that passed: what else the machine does is in neither side.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await prepare(page);
    await page.evaluate(`bench.open('${which}', ${String(LEVELS)}, ${String(columns)})`);
    const opened = new Contender(page, session, name);
    await opened.#rest();
    return opened;
  }

  /** Cells that have another colour than the ramp says. */
  wrong(): Promise<number> {
    const { which, columns, slack } = CONTENDERS[this.#name];
    const asked = [`${which} ${String(columns)}`, LEVELS, columns, slack].map((one) => JSON.stringify(one)).join(', ');
    return this.#page.evaluate<number>(`bench.wrong(${asked})`);
  }

  /** Main-thread ms a frame over a round, everything until the page is at rest. */
  async round(): Promise<number> {
    const { which, columns, frames } = CONTENDERS[this.#name];
    await this.#page.bringToFront();
    const before = await this.#tasks();
    await this.#page.evaluate(`bench.run('${which} ${String(columns)}', ${String(frames)})`);
    return ((await this.#rest()) - before) / frames;
  }

  /** Waits until the page has nothing to do; its main-thread ms by then. */
  async #rest(): Promise<number> {
    for (;;) {
      const before = await this.#tasks();
      await pause(REST_LOOK_MS);
      const now = await this.#tasks();
      if (now - before < REST_MS) return before;
    }
  }

  /** Main-thread ms in tasks since the page began, as the developer tools count them. */
  async #tasks(): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const found = metrics.find(({ name }) => name === 'TaskDuration');
    if (found === undefined) throw new Error('The browser tells no TaskDuration');
    return found.value * 1_000;
  }
}

type Times = Readonly<Record<Name, readonly number[]>>;

/** The heatmap of 500 × 1000 cells, all drawn anew, against echarts in one run of Chromium; and of 500 × 2000 on its own. */
export async function run(): Promise<readonly BenchResult[]> {
  const executablePath = await findBrowser();
  const browser = await chromium.launch({ args: ARGS, ...(executablePath === undefined ? {} : { executablePath }) });
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
    return lines(times, faults.length === 0 ? 'equal' : faults.join('; '));
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
  const line = (peer: string, ratios: readonly number[], goal: number): BenchResult => ({
    area: 'g13',
    peer,
    rounds: ratios.length,
    ratio_median: Number(quantile(ratios, 0.5).toPrecision(4)),
    ratio_p25: Number(quantile(ratios, 0.25).toPrecision(4)),
    goal,
    check,
  });
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
