import { compare, type BenchResult } from '../harness.ts';
import { interleaved, withPage } from './page-bench.ts';

const GOAL = 8;
const UPDATES = { 'all bars': 15, 'the window': 60 };

/** Two charts of the library over the same 100,000 candles: one with all of them, one with the window of the console. */
const SCRIPT = `
import { CandlestickSeries, createChart } from 'lightweight-charts';
import { joinNewer, windowOf } from '#renderer/features/console/chart/bar-window.ts';

const BARS = 100_000;
const MINUTE = 60_000;
const column = (of) => Array.from({ length: BARS }, (_, i) => of(i));
const close = (i) => 4_000 + 200 * Math.sin(i / 900) + 12 * Math.sin(i / 7);
const page = {
  ts: column((i) => i * MINUTE),
  open: column((i) => close(i - 1)),
  high: column((i) => Math.max(close(i), close(i - 1)) + 3),
  low: column((i) => Math.min(close(i), close(i - 1)) - 3),
  close: column(close),
  volume: column((i) => 100 + (i % 17)),
  studies: [],
};
const barOf = (w, i) => ({ time: w.ts[i] / 1_000, open: w.open[i], high: w.high[i], low: w.low[i], close: w.close[i] });
const open = (window) => {
  const place = document.createElement('div');
  Object.assign(place.style, { width: '900px', height: '420px' });
  document.body.append(place);
  const chart = createChart(place, { width: 900, height: 420 });
  const series = chart.addSeries(CandlestickSeries);
  series.setData(window.ts.map((_, i) => barOf(window, i)));
  chart.timeScale().setVisibleLogicalRange({ from: window.ts.length - 200, to: window.ts.length + 5 });
  return { series, last: barOf(window, window.ts.length - 1), ticks: 0 };
};
const all = windowOf(page, true);
const empty = { ...all, ts: [], open: [], high: [], low: [], close: [], volume: [], outputs: [] };
const near = joinNewer(empty, page, true);
const charts = { 'all bars': open(all), 'the window': open(near) };
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const tick = (chart) => {
  chart.ticks += 1;
  const at = chart.last.close + 2 * Math.sin(chart.ticks);
  chart.last = { ...chart.last, close: at, high: Math.max(chart.last.high, at), low: Math.min(chart.last.low, at) };
  chart.series.update(chart.last);
};
globalThis.bench = {
  async run(name, updates) {
    for (let i = 0; i < updates; i += 1) {
      tick(charts[name]);
      await frame();
    }
    await frame();
  },
  wrong() {
    const [a, b] = Object.values(charts);
    for (const chart of [a, b]) Object.assign(chart, { ticks: 0, last: barOf(all, BARS - 1) });
    for (const chart of [a, b]) for (let i = 0; i < 40; i += 1) tick(chart);
    const last = (chart) => JSON.stringify(chart.series.data().at(-1));
    const loaded = [a, b].map((chart) => chart.series.data().length);
    if (loaded[0] !== BARS || loaded[1] !== near.ts.length || loaded[1] > BARS / 10) return 'the charts hold ' + loaded.join(' and ') + ' bars';
    return last(a) === last(b) ? 'equal' : last(a) + ' is not ' + last(b);
  },
};
`;

/** A live tick on a chart with 100,000 candles: the window of the console against all bars in the library. */
export async function run(): Promise<BenchResult[]> {
  return withPage(SCRIPT, async (page) => {
    const times = await interleaved(page, UPDATES);
    const check = await page.ask<string>('bench.wrong()');
    return [compare(times, { area: 'g14', subject: 'the window', peer: 'all bars', goal: GOAL, check })];
  });
}
