import { createRequire } from 'node:module';
import type { Browser } from '@playwright/test';
import { build } from 'esbuild';
import { MINIMUM_ROUNDS, quantile, resultOf, type BenchResult } from '../harness.ts';
import { MeasuredPage } from './measured-page.ts';
import { SIGNAL_PAGE } from './signal-page.ts';

const GOAL = 1_000;
/** A frame at 60 Hz; and the main-thread ms that may be spent on all cells at once. */
const FRAME_MS = 1_000 / 60;
const LIMIT_MS = 2;
const CELLS_SEEN = 500;
/** The peer mixes colours between the steps of its scale: so many cells may lie beside one. */
const MIXED_CELLS = 20;
const FRAMES = 30;
const MOVING_FRAMES = 120;

const SIDE = 500;
const SMALL = { rows: SIDE, columns: SIDE, width: SIDE, height: SIDE, cell: 1 };
/** Whole in view, and cells with their marks of which about 2,000 are in view. */
const VIEWS = {
  'pixel cells': { ...SMALL, cell: 4, width: 1_200, height: 800 },
  'marked cells': { ...SMALL, cell: 22, width: 1_200, height: 800 },
} as const;

const ROOT = `${import.meta.dirname}/../..`;

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: SIGNAL_PAGE, resolveDir: ROOT, loader: 'ts', sourcefile: 'signal-page.ts' },
    ...{ bundle: true, write: false, minify: true, format: 'iife', target: 'es2023', logLevel: 'error' },
  });
  return outputFiles[0]?.text ?? '';
}

async function open(browser: Browser, script: string, asked: object): Promise<MeasuredPage> {
  const measured = await MeasuredPage.open(browser, { width: 1_200, height: 800 });
  const { page } = measured;
  await page.setContent('<!doctype html><title>Signal heatmap</title><body style="margin:0"></body>');
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('echarts/dist/echarts.min.js') });
  await page.addScriptTag({ content: script });
  await page.waitForFunction('globalThis.bench !== undefined');
  await page.evaluate(`bench.open(${JSON.stringify(asked)})`);
  await measured.rest();
  return measured;
}

const told = (name: string, values: readonly number[], digits = 4): string =>
  `  ${name}: ${[0, 0.5, 0.99, 1].map((q) => quantile(values, q).toPrecision(digits)).join(' / ')}`;

/** All 500 × 500 scores anew against the peer, cells a pixel each on both sides. */
async function redraw(browser: Browser, script: string): Promise<readonly BenchResult[]> {
  const own = await open(browser, script, { which: 'own', ...SMALL });
  const peer = await open(browser, script, { which: 'peer', ...SMALL });
  const faults: string[] = [];
  for (const [name, { page }, most, slack] of [
    ['own', own, 0, { tolerance: 0, around: 0 }],
    ['peer', peer, MIXED_CELLS, { tolerance: 6, around: 1 }],
  ] as const) {
    const wrong = await page.evaluate<number>(`bench.wrong(${JSON.stringify(slack)})`);
    process.stderr.write(`  signal ${name}: ${String(wrong)} of ${String(CELLS_SEEN)} cells differ\n`);
    if (wrong > most) faults.push(`${name}: ${String(wrong)} of ${String(CELLS_SEEN)} cells have another colour`);
  }
  const times: { own: number[]; peer: number[] } = { own: [], peer: [] };
  // The first round warms up and is not kept.
  await own.spend(`bench.run(${String(FRAMES)})`);
  for (let round = 0; round < MINIMUM_ROUNDS; round += 1) {
    times.own.push((await own.spend(`bench.run(${String(FRAMES)})`)) / FRAMES);
    times.peer.push(await peer.spend('bench.run(1)'));
  }
  process.stderr.write(
    `${told('signal own, ms a frame', times.own)}\n${told('signal peer, ms a frame', times.peer)}\n`,
  );
  const check = faults.length === 0 ? 'equal' : faults.join('; ');
  const ratios = times.peer.map((time, round) => time / (times.own[round] ?? Number.NaN));
  return [
    line('echarts heatmap, signal heatmap 500 × 500 all anew, main thread', ratios, GOAL, check),
    line(
      `limit of ${String(LIMIT_MS)} ms a frame, signal heatmap 500 × 500`,
      times.own.map((time) => LIMIT_MS / time),
      1,
      check,
    ),
  ];
}

interface Moved {
  readonly between: readonly number[];
  readonly script: readonly number[];
}

/** Panned to and fro while a tenth of the cells changes with every frame: the main thread's ms a frame against a frame's time. */
async function move(browser: Browser, script: string, name: keyof typeof VIEWS): Promise<BenchResult> {
  const measured = await open(browser, script, { which: 'own', ...VIEWS[name] });
  const spent: number[] = [];
  const moved: Moved[] = [];
  for (let round = 0; round < MINIMUM_ROUNDS; round += 1) {
    const key = 'globalThis.moved';
    const took = await measured.spend(`bench.move(${String(MOVING_FRAMES)}).then((told) => (${key} = told, 0))`);
    spent.push(took / MOVING_FRAMES);
    moved.push(await measured.page.evaluate<Moved>(key));
  }
  const scriptMs = moved.flatMap(({ script: ms }) => ms);
  const between = moved.flatMap(({ between: ms }) => ms);
  const over = scriptMs.filter((ms) => ms > FRAME_MS).length;
  const late = between.filter((ms) => ms > 1.5 * FRAME_MS).length;
  process.stderr.write(
    `${told(`${name}, ms of script a frame`, scriptMs)}\n${told(`${name}, ms of the main thread a frame`, spent)}\n`,
  );
  process.stderr.write(
    `  ${name}: of ${String(between.length)} frames ${String(over)} with script over 16.7 ms, ${String(late)} shown late\n`,
  );
  return line(
    `frame of 16.7 ms, signal heatmap 500 × 500 dragged with 10 % changed each frame, ${name}`,
    spent.map((ms) => FRAME_MS / ms),
    1,
    'equal',
  );
}

const line = (peer: string, ratios: readonly number[], goal: number, check: string): BenchResult =>
  resultOf(ratios, { area: 'g13', peer, goal, check });

/** The signal heatmap of 500 × 500 cells: drawn anew against echarts, and panned and changed against the time of a frame. */
export async function signalLines(browser: Browser): Promise<readonly BenchResult[]> {
  const script = await bundled();
  return [
    ...(await redraw(browser, script)),
    await move(browser, script, 'pixel cells'),
    await move(browser, script, 'marked cells'),
  ];
}
