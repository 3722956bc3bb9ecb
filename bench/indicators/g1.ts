import { IndicatorsSync } from '@ixjb94/indicators';
import * as technical from 'technicalindicators';
import { FusedBatch } from '#core/indicators/fused.ts';
import type { StandardColumn } from '#core/indicators/standard-set.ts';
import { compare, measure, printTimes, type BenchResult } from '../harness.ts';
import { close, walk } from './series.ts';

/**
 * G1: six indicators, ten columns, batch, over two series of 1e5 candles.
 * Every candidate starts from its own input form, made before the clock starts: columns in the batch's buffer, which
 * is where the program keeps market data, or the plain arrays the peers ask for. Checked: every value of every column.
 */

const CANDLES = 100_000;
const SERIES = [walk(CANDLES, 11), walk(CANDLES, 12)];
/** One batch takes under a millisecond, too short beside peers that take seconds: a round repeats it. */
const PASSES = 32;
/** Peers with other EMA or ATR seeds are compared from here on: 0.93^2000 is far below the rounding of a double. */
const CONVERGED = 2_000;

interface Lists {
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
}

/** A peer's column: its values end with the last candle, so they are aligned at the end. */
type PeerColumns = Readonly<Record<StandardColumn, readonly (number | undefined)[]>>;

function runTechnical(lists: Lists): PeerColumns {
  const { high, low, close: values } = lists;
  const macd = technical.MACD.calculate({
    values,
    fastPeriod: 12,
    slowPeriod: 26,
    signalPeriod: 9,
    SimpleMAOscillator: false,
    SimpleMASignal: false,
  });
  const bands = technical.BollingerBands.calculate({ values, period: 20, stdDev: 2 });
  const results = {
    rsi: technical.RSI.calculate({ values, period: 14 }),
    atr: technical.ATR.calculate({ high, low, close: values, period: 14 }),
    sma: technical.SMA.calculate({ values, period: 20 }),
    ema: technical.EMA.calculate({ values, period: 20 }),
  };
  return {
    ...results,
    get macd() {
      return macd.map((entry) => entry.MACD);
    },
    get signal() {
      return macd.map((entry) => entry.signal);
    },
    get histogram() {
      return macd.map((entry) => entry.histogram);
    },
    get upper() {
      return bands.map((entry) => entry.upper);
    },
    get middle() {
      return bands.map((entry) => entry.middle);
    },
    get lower() {
      return bands.map((entry) => entry.lower);
    },
  };
}

const fast = new IndicatorsSync();

function runFast(lists: Lists): PeerColumns {
  const [macd, signal, histogram] = fast.macd(lists.close, 12, 26, 9) as [number[], number[], number[]];
  const [lower, middle, upper] = fast.bbands(lists.close, 20, 2) as [number[], number[], number[]];
  return {
    rsi: fast.rsi(lists.close, 14),
    macd,
    signal,
    histogram,
    upper,
    middle,
    lower,
    atr: fast.atr(lists.high, lists.low, lists.close, 14),
    sma: fast.sma(lists.close, 20),
    ema: fast.ema(lists.close, 20),
  };
}

/** How a peer's column is compared: from which candle on, and to which decimals it was rounded. */
interface Rule {
  readonly from: number;
  readonly decimals?: number;
}

/** Compares every value of every column; "equal" or the first difference. */
function check(batch: FusedBatch, series: number, peer: PeerColumns, rules: Partial<Record<StandardColumn, Rule>>) {
  for (const name of Object.keys(peer) as StandardColumn[]) {
    const own = batch.column(series, name);
    const theirs = peer[name];
    const shift = CANDLES - theirs.length;
    const rule = rules[name] ?? { from: 0 };
    for (let i = 0; i < CANDLES; i++) {
      const mine = own[i] ?? NaN;
      const value = i < shift ? NaN : (theirs[i - shift] ?? NaN);
      if (i < rule.from || (Number.isNaN(mine) && Number.isNaN(value))) continue;
      if (!agrees(mine, value, batch.column(series, 'sma')[i] ?? NaN, rule.decimals)) {
        return `${name} differs at candle ${i}: ${mine} and ${value}`;
      }
    }
  }
  return 'equal';
}

/** Agreement to 1e-9 of the price, or to half a unit of the peer's last printed decimal. */
function agrees(mine: number, value: number, scale: number, decimals: number | undefined): boolean {
  if (decimals === undefined) return close(mine, value, Number.isNaN(scale) ? value : scale);
  return Math.abs(mine - value) <= 0.5 * 10 ** -decimals + 1e-9;
}

/** Measures G1. */
export async function run(): Promise<BenchResult[]> {
  const lists: Lists[] = SERIES.map((s) => ({ high: [...s.high], low: [...s.low], close: [...s.close] }));
  const batch = new FusedBatch(SERIES.length, CANDLES);
  SERIES.forEach((series, index) => batch.load(index, series));
  const runBatch = () => {
    for (let pass = 0; pass < PASSES; pass++) batch.compute(CANDLES);
  };
  runBatch();
  const both = (peer: (lists: Lists) => PeerColumns, rules: Partial<Record<StandardColumn, Rule>>) =>
    lists.map((list, index) => check(batch, index, peer(list), rules)).find((found) => found !== 'equal') ?? 'equal';
  // technicalindicators rounds its RSI to two decimals.
  const technicalCheck = both(runTechnical, { rsi: { from: 0, decimals: 2 } });
  // @ixjb94/indicators starts its EMAs at the first close and its ATR at the first candle.
  const later = { from: CONVERGED };
  const fastCheck = both(runFast, { macd: later, signal: later, histogram: later, ema: later, atr: later });
  const units = CANDLES * SERIES.length;
  const measured = await measure([
    { name: 'fused', units: units * PASSES, run: runBatch },
    { name: 'technicalindicators', units, run: () => lists.forEach(runTechnical) },
    { name: '@ixjb94/indicators', units, run: () => lists.forEach(runFast) },
  ]);
  printTimes(measured, 'candle');
  const line = { area: 'g1', subject: 'fused' };
  return [
    compare(measured, { ...line, peer: 'technicalindicators', goal: 400, check: technicalCheck }),
    compare(measured, { ...line, peer: '@ixjb94/indicators', goal: 30, check: fastCheck }),
  ];
}
