import { performance } from 'node:perf_hooks';
import { CohortBook } from '#core/liquidation/cohort-book.ts';
import { FlowGatherer } from '#core/liquidation/flow-gatherer.ts';
import { emptyBar, type ModelBar } from '#core/liquidation/model-bar.ts';
import { LIQUIDATION_DEFAULTS, LONG } from '#core/liquidation/settings.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import type { FeedEvent } from '#core/ports/market-feed.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { FLAT_TERMS } from '#tests/support/liquidation/model-world.ts';
import { quantile, type BenchResult } from '../harness.ts';

const MINUTE = 60_000;
const YEAR_BARS = 365 * 1_440;
const EVENTS = 400_000;
/** Events between two looks at the clock, which costs as much as one of them. */
const BATCH = 100;
/** Limits: an event on the feed's way, a minute's bar, a symbol-year of bars. */
const EVENT_US = 2;
const BAR_US = 100;
const YEAR_MS = 5_000;

function fillBar(bar: ModelBar, i: number, price: number, next: number, random: Sfc32): ModelBar {
  bar.ts = i * MINUTE;
  bar.ms = MINUTE;
  bar.open = price;
  bar.close = next;
  bar.high = Math.max(price, next) * (1 + 0.0003 * random.next());
  bar.low = Math.min(price, next) * (1 - 0.0003 * random.next());
  bar.markHigh = bar.high;
  bar.markLow = bar.low;
  bar.openInterest = 100_000 * (1 + 0.2 * Math.sin(i / 5_000)) + 50 * random.next();
  bar.funding = 0.0001;
  bar.bought = random.next();
  bar.sold = random.next();
  return bar;
}

/** A year of minutes: time in all, and of each bar. */
function year(): { readonly ms: number; readonly bars: Float64Array; readonly sound: boolean } {
  const random = new Sfc32(1);
  const book = new CohortBook(FLAT_TERMS, LIQUIDATION_DEFAULTS);
  const bar = emptyBar();
  const bars = new Float64Array(YEAR_BARS);
  let price = 50_000;
  let ms = 0;
  for (let i = 0; i < YEAR_BARS; i += 1) {
    const next = price * Math.exp(0.0008 * (random.next() + random.next() - 1));
    fillBar(bar, i, price, next, random);
    price = next;
    const from = performance.now();
    book.update(bar);
    const took = performance.now() - from;
    bars[i] = took * 1_000;
    ms += took;
  }
  const held = book.cohorts.total(LONG);
  return { ms, bars, sound: book.refused === 0 && held > 0 && held <= book.openInterest };
}

/** Trades and tickers through the gatherer, µs an event, by batches. */
function events(): Float64Array {
  const random = new Sfc32(2);
  const symbol = contractSymbol('XBTUSDTM');
  const gatherer = new FlowGatherer(0.001);
  const trades = Array.from({ length: 1_024 }, (): Extract<FeedEvent, { kind: 'trade' }> => ({
    kind: 'trade',
    symbol,
    price: 50_000 + 100 * random.next(),
    lots: 1 + Math.floor(10 * random.next()),
    takerSide: random.next() < 0.5 ? 'buy' : 'sell',
    tsVenue: 0,
  }));
  const took = new Float64Array(EVENTS / BATCH);
  for (let batch = 0; batch < took.length; batch += 1) {
    const from = performance.now();
    for (let i = 0; i < BATCH; i += 1) {
      const trade = trades[(batch * BATCH + i) % trades.length];
      if (trade !== undefined) gatherer.onTrade(trade);
    }
    took[batch] = ((performance.now() - from) * 1_000) / BATCH;
  }
  return took;
}

/** The liquidation model against its limits: an event, a minute's bar, and a symbol-year built again from stored bars. */
export function run(): Promise<readonly BenchResult[]> {
  const { ms, bars, sound } = year();
  const told = events();
  const show = (value: number): string => value.toFixed(2);
  console.log(
    `model per event: p50 ${show(quantile(told, 0.5))} µs, p99 ${show(quantile(told, 0.99))} µs; ` +
      `per bar: p50 ${show(quantile(bars, 0.5))} µs, p99 ${show(quantile(bars, 0.99))} µs; ` +
      `symbol-year of ${String(YEAR_BARS)} bars: ${ms.toFixed(0)} ms`,
  );
  const line = (peer: string, median: number, quarter: number): BenchResult => ({
    area: 'liquidation',
    peer,
    rounds: YEAR_BARS,
    ratio_median: median,
    ratio_p25: quarter,
    goal: 1,
    check: sound ? 'equal' : 'the model holds more than open interest',
  });
  return Promise.resolve([
    line(
      `limit of ${String(EVENT_US)} µs an event, p99`,
      EVENT_US / quantile(told, 0.5),
      EVENT_US / quantile(told, 0.99),
    ),
    line(`limit of ${String(BAR_US)} µs a bar, p99`, BAR_US / quantile(bars, 0.5), BAR_US / quantile(bars, 0.99)),
    line(`limit of ${String(YEAR_MS)} ms a symbol-year`, YEAR_MS / ms, YEAR_MS / ms),
  ]);
}
