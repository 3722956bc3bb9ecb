import { ATR, BollingerBands, EMA, MACD, RSI, SMA } from '@debut/indicators';
import * as ts from 'trading-signals';
import { IndicatorBank } from '#core/indicators/bank.ts';
import { STANDARD_COLUMN } from '#core/indicators/standard-set.ts';
import { compare, measure, printTimes, type BenchResult } from '../harness.ts';
import { close, generator, walk } from './series.ts';

/**
 * G2: one tick on one of 500 symbols, all six indicators with the open candle.
 * Every candidate sees the same 300 closed candles per symbol and then the same random ticks.
 */

const SYMBOLS = 500;
const HISTORY = 300;
const TICKS = 1 << 17;
const SLOW_TICKS = 1 << 14;
/** The bank and @debut/indicators repeat their ticks, so that a round lasts long enough to be timed. */
const BANK_PASSES = 16;
const DEBUT_PASSES = 2;
const { rsi, macd, signal, histogram, upper, middle, lower, atr, sma, ema } = STANDARD_COLUMN;

interface Ticks {
  readonly slot: Int32Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

const createDebut = () => ({
  rsi: new RSI(14),
  macd: new MACD(12, 26, 9),
  bands: new BollingerBands(20, 2),
  atr: new ATR(14),
  sma: new SMA(20),
  ema: new EMA(20),
});

const createSignals = () => ({
  rsi: new ts.RSI(14),
  macd: new ts.MACD(new ts.EMA(12), new ts.EMA(26), new ts.EMA(9)),
  bands: new ts.BollingerBands(20, 2),
  atr: new ts.ATR(14),
  sma: new ts.SMA(20),
  ema: new ts.EMA(20),
});

type Debut = ReturnType<typeof createDebut>;
type Signals = ReturnType<typeof createSignals>;

/** Everything the three contenders hold after the same history. */
function prepare() {
  const bank = new IndicatorBank(SYMBOLS);
  const debut: Debut[] = [];
  const signals: Signals[] = [];
  const last = new Float64Array(SYMBOLS);
  for (let k = 0; k < SYMBOLS; k++) {
    const series = walk(HISTORY, 7 + k);
    const [d, t] = [createDebut(), createSignals()];
    for (let i = 0; i < HISTORY; i++) {
      const [h, l, c] = [series.high[i] ?? NaN, series.low[i] ?? NaN, series.close[i] ?? NaN];
      bank.commit(k, h, l, c);
      for (const part of [d.rsi, d.macd, d.bands, d.sma, d.ema]) part.nextValue(c);
      d.atr.nextValue(h, l, c);
      for (const part of [t.rsi, t.macd, t.bands, t.sma, t.ema]) part.update(c, false);
      t.atr.update({ high: h, low: l, close: c }, false);
      last[k] = c;
    }
    for (const part of [t.rsi, t.macd, t.bands, t.sma, t.ema]) part.update(last[k] ?? NaN, false);
    t.atr.update({ high: last[k] ?? NaN, low: last[k] ?? NaN, close: last[k] ?? NaN }, false);
    debut.push(d);
    signals.push(t);
  }
  return { bank, debut, signals, last };
}

/** Random ticks near each symbol's last close; Each tick is one state of the open candle. */
function createTicks(last: Float64Array): Ticks {
  const next = generator(99);
  const ticks = {
    slot: new Int32Array(TICKS),
    high: new Float64Array(TICKS),
    low: new Float64Array(TICKS),
    close: new Float64Array(TICKS),
  };
  for (let i = 0; i < TICKS; i++) {
    const slot = Math.floor(next() * SYMBOLS);
    const price = (last[slot] ?? NaN) * (1 + (next() - 0.5) * 0.01);
    ticks.slot[i] = slot;
    ticks.close[i] = price;
    ticks.high[i] = price * (1 + next() * 0.002);
    ticks.low[i] = price * (1 - next() * 0.002);
  }
  return ticks;
}

type Setup = ReturnType<typeof prepare> & { readonly ticks: Ticks };

let sink = 0;

function runBank({ bank, ticks }: Setup): void {
  const { slot, high, low, close: price } = ticks;
  const row = bank.row;
  let sum = 0;
  for (let i = 0; i < TICKS; i++) {
    bank.peek(slot[i] as number, high[i] as number, low[i] as number, price[i] as number);
    sum += (row[rsi] as number) + (row[histogram] as number) + (row[upper] as number) + (row[atr] as number);
  }
  sink += sum;
}

function runDebut({ debut, ticks }: Setup): void {
  let sum = 0;
  for (let i = 0; i < TICKS; i++) {
    const d = debut[ticks.slot[i] as number] as Debut;
    const c = ticks.close[i] as number;
    d.sma.momentValue(c);
    d.ema.momentValue(c);
    sum += (d.rsi.momentValue(c) ?? 0) + (d.macd.momentValue(c).histogram ?? 0) + d.bands.momentValue(c).upper;
    sum += d.atr.momentValue(ticks.high[i] as number, ticks.low[i] as number) ?? 0;
  }
  sink += sum;
}

function runSignals({ signals, ticks }: Setup): void {
  let sum = 0;
  for (let i = 0; i < SLOW_TICKS; i++) {
    const t = signals[ticks.slot[i] as number] as Signals;
    const c = ticks.close[i] as number;
    t.sma.replace(c);
    t.ema.replace(c);
    sum += (t.rsi.replace(c) ?? 0) + (t.macd.replace(c)?.histogram ?? 0) + (t.bands.replace(c)?.upper ?? 0);
    sum += t.atr.replace({ high: ticks.high[i] as number, low: ticks.low[i] as number, close: c }) ?? 0;
  }
  sink += sum;
}

/** Column of the bank's row and the peer's value of it. */
type Compared = readonly [number, number | null | undefined];

/** The first disagreement between two lists of named values, or undefined. */
function difference(own: Float64Array, theirs: Readonly<Record<string, Compared>>, tick: number): string | undefined {
  for (const [name, [column, given]] of Object.entries(theirs)) {
    const value = given ?? NaN;
    const mine = own[column] ?? NaN;
    if (!close(mine, value, own[middle] ?? NaN)) return `${name} differs at tick ${tick}: ${mine} and ${value}`;
  }
  return undefined;
}

function checkDebut({ bank, debut, ticks }: Setup): string {
  for (let i = 0; i < SLOW_TICKS; i++) {
    const slot = ticks.slot[i] as number;
    const d = debut[slot] as Debut;
    const [h, l, c] = [ticks.high[i] as number, ticks.low[i] as number, ticks.close[i] as number];
    bank.peek(slot, h, l, c);
    const [m, b] = [d.macd.momentValue(c), d.bands.momentValue(c)];
    const found = difference(
      bank.row,
      {
        rsi: [rsi, d.rsi.momentValue(c)],
        macd: [macd, m.macd],
        signal: [signal, m.signal],
        histogram: [histogram, m.histogram],
        upper: [upper, b.upper],
        middle: [middle, b.middle],
        lower: [lower, b.lower],
        atr: [atr, d.atr.momentValue(h, l)],
        sma: [sma, d.sma.momentValue(c)],
        ema: [ema, d.ema.momentValue(c)],
      },
      i,
    );
    if (found !== undefined) return found;
  }
  return 'equal';
}

/** MACD columns of trading-signals. */
function convergence(t: Signals, price: number) {
  const value = t.macd.replace(price);
  return {
    macd: [macd, value?.macd],
    signal: [signal, value?.signal],
    histogram: [histogram, value?.histogram],
  } as const;
}

/** trading-signals starts its EMAs, MACD and ATR from the first candle; after 300 candles the starts have died away. */
function checkSignals({ bank, signals, ticks }: Setup): string {
  for (let i = 0; i < SLOW_TICKS; i++) {
    const slot = ticks.slot[i] as number;
    const t = signals[slot] as Signals;
    const [h, l, c] = [ticks.high[i] as number, ticks.low[i] as number, ticks.close[i] as number];
    bank.peek(slot, h, l, c);
    const bands = t.bands.replace(c);
    const values = {
      rsi: [rsi, t.rsi.replace(c)],
      ...convergence(t, c),
      upper: [upper, bands?.upper],
      middle: [middle, bands?.middle],
      lower: [lower, bands?.lower],
      atr: [atr, t.atr.replace({ high: h, low: l, close: c })],
      sma: [sma, t.sma.replace(c)],
      ema: [ema, t.ema.replace(c)],
    } as const;
    const found = difference(bank.row, values, i);
    if (found !== undefined) return found;
  }
  return 'equal';
}

/** Runs something several times. */
const repeat = (times: number, action: () => void) => (): void => {
  for (let pass = 0; pass < times; pass++) action();
};

/** Bytes the heap grows by per peek over eight passes (about a million ticks), after warm-up. */
function bytesPerTick(setup: Setup): number {
  const passes = 8;
  runBank(setup);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let pass = 0; pass < passes; pass++) runBank(setup);
  return (process.memoryUsage().heapUsed - before) / (passes * TICKS);
}

/** Measures G2. */
export async function run(): Promise<BenchResult[]> {
  const prepared = prepare();
  const setup: Setup = { ...prepared, ticks: createTicks(prepared.last) };
  const checks = { debut: checkDebut(setup), signals: checkSignals(setup) };
  const measured = await measure(
    [
      { name: 'bank', units: TICKS * BANK_PASSES, run: repeat(BANK_PASSES, () => runBank(setup)) },
      { name: '@debut/indicators', units: TICKS * DEBUT_PASSES, run: repeat(DEBUT_PASSES, () => runDebut(setup)) },
      { name: 'trading-signals', units: SLOW_TICKS, run: () => runSignals(setup) },
    ],
    11,
    3,
  );
  printTimes(measured, 'tick');
  const bytes = bytesPerTick(setup);
  process.stderr.write(`  bank: ${bytes.toFixed(4)} bytes allocated per tick (sum ${sink.toPrecision(6)})\n`);
  const allocates = bytes > 0.01 ? `${bytes.toFixed(3)} bytes allocated per tick` : undefined;
  const line = { area: 'g2', subject: 'bank' };
  return [
    compare(measured, { ...line, peer: '@debut/indicators', goal: 8, check: allocates ?? checks.debut }),
    compare(measured, { ...line, peer: 'trading-signals', goal: 40, check: allocates ?? checks.signals }),
  ];
}
