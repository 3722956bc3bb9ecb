import * as technical from 'technicalindicators';
import { IndicatorBank } from '#core/indicators/bank.ts';
import { FusedBatch } from '#core/indicators/fused.ts';
import { STANDARD_COLUMN, STANDARD_WIDTH } from '#core/indicators/standard-set.ts';
import { compare, measure, printTimes, type BenchResult } from '../harness.ts';
import { close, walk, type BenchSeries } from '../indicators/series.ts';

/**
 * G3: score and rank 1,000 symbols of 500 candles each. The peer computes six indicators anew for a hundred of them; the
 * program once anew for all (cold) and once with the open candle on top of what it keeps (streaming), ranking included.
 * All judge by the same four figures. Checked: every score of the peer, and the order of its symbols.
 */

const SYMBOLS = 1_000;
const PEER_SYMBOLS = 100;
const CANDLES = 500;
const STREAMING_PASSES = 64;
const STREAMING_GOAL = 1_500;
const COLD_GOAL = 100;
const { rsi, histogram, upper, middle, atr, ema } = STANDARD_COLUMN;

interface Lists {
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
}

const clamp = (value: number): number => (value > 1 ? 1 : value < -1 ? -1 : value);

/** Trend, momentum, oscillator and place in the band, each −1…+1, in equal parts. */
const scoreOf = (
  last: number,
  r: number,
  h: number,
  top: number,
  mid: number,
  range: number,
  average: number,
): number =>
  25 *
  (clamp((last - average) / (2 * range)) +
    clamp(h / (0.4 * range)) +
    clamp((r - 50) / 25) +
    clamp((last - mid) / (top - mid)));

function peerScore({ high, low, close: values }: Lists): number {
  const macd = technical.MACD.calculate({
    values,
    fastPeriod: 12,
    slowPeriod: 26,
    signalPeriod: 9,
    SimpleMAOscillator: false,
    SimpleMASignal: false,
  });
  const bands = technical.BollingerBands.calculate({ values, period: 20, stdDev: 2 }).at(-1);
  technical.SMA.calculate({ values, period: 20 });
  const range = technical.ATR.calculate({ high, low, close: values, period: 14 }).at(-1) ?? Number.NaN;
  const average = technical.EMA.calculate({ values, period: 20 }).at(-1) ?? Number.NaN;
  const strength = technical.RSI.calculate({ values, period: 14 }).at(-1) ?? Number.NaN;
  const last = values.at(-1) ?? Number.NaN;
  const h = macd.at(-1)?.histogram ?? Number.NaN;
  return scoreOf(last, strength, h, bands?.upper ?? Number.NaN, bands?.middle ?? Number.NaN, range, average);
}

const order = new Uint32Array(SYMBOLS);

/** Places by score, best first; equal scores by place. */
function rank(scores: Float64Array): Uint32Array {
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  return order.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
}

const rowScore = (row: Float64Array, last: number): number =>
  scoreOf(
    last,
    row[rsi] as number,
    row[histogram] as number,
    row[upper] as number,
    row[middle] as number,
    row[atr] as number,
    row[ema] as number,
  );

/** What every contender starts from: columns in the batch's buffer, closed candles in the bank, plain lists for the peer. */
function prepare(series: readonly BenchSeries[]) {
  const bank = new IndicatorBank(SYMBOLS);
  // Two at a time through one buffer: what was computed of the last pair is still in the cache.
  const batch = new FusedBatch(2, CANDLES);
  for (const [slot, { high, low, close: closes }] of series.entries()) {
    for (let i = 0; i < CANDLES - 1; i += 1)
      bank.commit(slot, high[i] as number, low[i] as number, closes[i] as number);
  }
  const lists = series
    .slice(0, PEER_SYMBOLS)
    .map(({ high, low, close: closes }): Lists => ({ high: [...high], low: [...low], close: [...closes] }));
  return { bank, batch, lists, streaming: new Float64Array(SYMBOLS), cold: new Float64Array(SYMBOLS) };
}

type Setup = ReturnType<typeof prepare>;

function runStreaming({ bank, streaming }: Setup, series: readonly BenchSeries[]): void {
  const at = CANDLES - 1;
  for (let slot = 0; slot < SYMBOLS; slot += 1) {
    const { high, low, close: closes } = series[slot] as BenchSeries;
    const last = closes[at] as number;
    bank.peek(slot, high[at] as number, low[at] as number, last);
    streaming[slot] = rowScore(bank.row, last);
  }
  rank(streaming);
}

const coldRow = new Float64Array(STANDARD_WIDTH);
const COLUMNS = ['rsi', 'histogram', 'upper', 'middle', 'atr', 'ema'] as const;

function runCold({ batch, cold }: Setup, series: readonly BenchSeries[]): void {
  for (let first = 0; first < SYMBOLS; first += 2) {
    for (const lane of [0, 1]) batch.load(lane, series[first + lane] as BenchSeries);
    batch.compute(CANDLES);
    for (const lane of [0, 1]) {
      for (const name of COLUMNS) coldRow[STANDARD_COLUMN[name]] = batch.column(lane, name)[CANDLES - 1] as number;
      cold[first + lane] = rowScore(coldRow, batch.input(lane).close[CANDLES - 1] as number);
    }
  }
  rank(cold);
}

/** The peer prints its RSI with two decimals: a hundredth of a point of the score is all it may differ by. */
const ROUNDED = 1e-4;

/** Equal scores and, among the peer's symbols, the same order wherever two differ by more than the peer rounds. */
function check(own: Float64Array, peer: readonly number[]): string {
  const wrong = peer.findIndex((score, slot) => !close(score, own[slot] ?? Number.NaN, 100, ROUNDED));
  if (wrong >= 0) return `symbol ${String(wrong)}: ${String(own[wrong])} against the peer's ${String(peer[wrong])}`;
  const ordered = peer
    .map((score, slot) => ({ score, own: own[slot] ?? Number.NaN }))
    .sort((a, b) => b.score - a.score);
  const risen = ordered.some((one, i) => one.own > (ordered[i - 1]?.own ?? Number.POSITIVE_INFINITY) + 100 * ROUNDED);
  return risen ? 'the ranks differ' : 'equal';
}

export async function run(): Promise<BenchResult[]> {
  const series = Array.from({ length: SYMBOLS }, (_, slot) => walk(CANDLES, 31 + slot));
  const setup = prepare(series);
  let peer: readonly number[] = [];
  const measurement = await measure([
    {
      name: 'streaming',
      units: SYMBOLS * STREAMING_PASSES,
      run: () => {
        for (let pass = 0; pass < STREAMING_PASSES; pass += 1) runStreaming(setup, series);
      },
    },
    { name: 'cold', units: SYMBOLS, run: () => runCold(setup, series) },
    {
      name: 'technicalindicators',
      units: PEER_SYMBOLS,
      run: () => {
        peer = setup.lists.map(peerScore);
        peer.map((_, slot) => slot).sort((a, b) => (peer[b] ?? 0) - (peer[a] ?? 0) || a - b);
      },
    },
  ]);
  printTimes(measurement, 'symbol');
  const line = (subject: 'streaming' | 'cold', goal: number): BenchResult =>
    compare(measurement, {
      area: `g3 ${subject}`,
      subject,
      peer: 'technicalindicators',
      goal,
      check: check(setup[subject], peer),
    });
  return [line('streaming', STREAMING_GOAL), line('cold', COLD_GOAL)];
}
