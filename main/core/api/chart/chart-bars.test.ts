import { describe, expect, it } from 'vitest';
import type { Candle, CandleColumns } from '#shared/domain/candle.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import { CandleSeries } from '../../market/candle-series.ts';
import { INDICATORS } from '../../indicators/registry.ts';
import type { CandleStore } from '../../ports/store.ts';
import { chartPage, LiveBars } from './chart-bars.ts';
import { readStudies, type ChartStudy } from './chart-study.ts';

const symbol = contractSymbol('XBTUSDTM');
const START = 20_000 * DAY;

const priceAt = (minute: number): number => 100 + 5 * Math.sin(minute / 37) + (minute % 7) * 0.1;
const candleAt = (minute: number): Candle => ({
  ts: START + minute * MINUTE,
  open: priceAt(minute),
  high: priceAt(minute) + 0.4,
  low: priceAt(minute) - 0.3,
  close: priceAt(minute + 1),
  volume: 1 + (minute % 5),
});

/** A store that holds so many one-minute candles, and can be given more. */
function minuteStore(count: number, without: (minute: number) => boolean = () => false) {
  const candles: Candle[] = [];
  const add = (minute: number): void => {
    if (!without(minute)) candles.push(candleAt(minute));
  };
  for (let minute = 0; minute < count; minute += 1) add(minute);
  const read = (_: unknown, __: unknown, from: number, to: number): CandleColumns => {
    const series = new CandleSeries(16);
    for (const { ts, open, high, low, close, volume } of candles)
      if (ts >= from && ts < to) series.pushValues(ts, open, high, low, close, volume);
    return series.columns();
  };
  const series = () => [{ symbol, timeframe: '1m' }];
  return { store: { read, series } as unknown as CandleStore, add };
}

function studies(text: string): readonly ChartStudy[] {
  const read = readStudies(text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const column = (rows: readonly number[]): Float64Array => Float64Array.from(rows);

describe('studies of a chart', () => {
  it('say what is wrong with a text', () => {
    const sentence = (text: string): string => {
      const read = readStudies(text);
      return read.ok ? '' : read.error;
    };
    expect(sentence('emu:period=3')).toContain('no indicator "emu"');
    expect(sentence('ema:period=0')).toContain('period is 0');
    expect(sentence('ema:length=3')).toContain('no parameter');
    expect(readStudies('')).toEqual({ ok: true, value: [] });
  });

  it('start the average of the day anew at 00:00 UTC', () => {
    const { store } = minuteStore(3 * 1_440);
    const page = chartPage(store, { symbol, timeframe: '1m', studies: studies('vwap') }, START + DAY, START + 2 * DAY);
    const values = page.studies[0]?.outputs[0]?.values ?? [];
    const typical = ((page.high[0] ?? 0) + (page.low[0] ?? 0) + (page.close[0] ?? 0)) / 3;
    expect(values[0]).toBeCloseTo(typical, 12);
    expect(values[1]).not.toBeCloseTo(((page.high[1] ?? 0) + (page.low[1] ?? 0) + (page.close[1] ?? 0)) / 3, 6);
  });
});

describe('a page of bars', () => {
  const { store } = minuteStore(4_000);
  const request = { symbol, timeframe: '5m', studies: studies('ema:period=21,macd,bollinger') } as const;

  it('has the values of the indicators over the whole series', () => {
    const whole = chartPage(store, { ...request, studies: [] }, START, START + DAY * 3);
    const part = chartPage(store, request, START + 600 * 5 * MINUTE, START + DAY * 3);
    expect(part.ts[0]).toBe(START + 600 * 5 * MINUTE);
    const ema = INDICATORS.ema.batch({ close: column(whole.close) }, { period: 21 })['ema'] ?? column([]);
    const shown = part.studies[0]?.outputs[0]?.values ?? [];
    expect(shown).toHaveLength(part.ts.length);
    shown.forEach((value, row) => expect(value).toBeCloseTo(ema[600 + row] ?? NaN, 6));
  });

  it('tells null where a look-back is not full', () => {
    const page = chartPage(store, request, START, START + 200 * MINUTE);
    expect(page.studies[0]?.outputs[0]?.values.slice(0, 21)).toEqual([
      ...Array<null>(20).fill(null),
      expect.any(Number),
    ]);
    expect(page.studies[2]?.outputs.map(({ name }) => name)).toEqual([
      'upper',
      'middle',
      'lower',
      'percentB',
      'bandwidth',
    ]);
  });

  it('leaves out what is missing', () => {
    const holed = minuteStore(60, (minute) => minute >= 20 && minute < 30).store;
    const page = chartPage(holed, { symbol, timeframe: '5m', studies: [] }, START, START + 60 * MINUTE);
    expect(page.ts.map((ts) => (ts - START) / MINUTE)).toEqual([0, 5, 10, 15, 30, 35, 40, 45, 50, 55]);
  });
});

describe('the newest bars', () => {
  function world(minutes: number) {
    const held = minuteStore(minutes);
    const time = { now: START + minutes * MINUTE };
    let open: readonly Candle[] = [];
    const parts = {
      store: held.store,
      base: '1m' as const,
      now: () => time.now,
      open: (from: number) => open.filter(({ ts }) => ts >= from),
    };
    const request = { symbol, timeframe: '5m' as const, studies: studies('ema:period=9,rsi') };
    const bars = new LiveBars(parts, request);
    const at = (minute: number): void => {
      time.now = START + minute * MINUTE;
    };
    return { held, bars, at, request, show: (...candles: Candle[]) => (open = candles) };
  }

  it('are the last closed one and the open one, of closed minutes and what is open', () => {
    const { bars, show, at } = world(1_002);
    at(1_002.5);
    show({ ts: START + 1_002 * MINUTE, open: 100, high: 140, low: 99, close: 120, volume: 3 });
    const [closed, open] = bars.rows();
    expect(closed).toMatchObject({ ts: START + 995 * MINUTE, closed: true });
    const volume = candleAt(1_000).volume + candleAt(1_001).volume + 3;
    expect(open).toMatchObject({ ts: START + 1_000 * MINUTE, closed: false, high: 140, close: 120, volume });
    expect(open?.open).toBe(candleAt(1_000).open);
  });

  it('end as the page has them, bar for bar', () => {
    const { held, bars, at, request } = world(1_000);
    for (let minute = 1_000; minute < 1_030; minute += 1) {
      held.add(minute);
      at(minute + 1.1);
      const [closed] = bars.rows();
      if (closed === undefined) throw new Error('no closed bar');
      const page = chartPage(held.store, request, closed.ts, closed.ts + 5 * MINUTE);
      expect(closed.close).toBe(page.close[0]);
      const values = page.studies.flatMap(({ outputs }) => outputs.map(({ values: of }) => of[0] ?? NaN));
      closed.values.forEach((value, index) => expect(value).toBeCloseTo(values[index] ?? NaN, 6));
    }
    expect(bars.rows()[0]?.ts).toBe(START + 1_025 * MINUTE);
  });

  it('keep a bar open until its last minute came, late as it may be', () => {
    const { held, bars, at } = world(1_004);
    at(1_005.2);
    expect(bars.rows().map(({ ts, closed }) => [(ts - START) / MINUTE, closed])).toEqual([
      [995, true],
      [1_000, false],
    ]);
    held.add(1_004);
    expect(bars.rows()[0]).toMatchObject({ ts: START + 1_000 * MINUTE, closed: true });
  });

  it('looking at the open bar changes nothing', () => {
    const { bars, show, at } = world(1_000);
    at(1_000.5);
    show({ ts: START + 1_000 * MINUTE, open: 100, high: 500, low: 1, close: 300, volume: 9 });
    const first = bars.rows();
    for (let look = 0; look < 20; look += 1) bars.rows();
    expect(bars.rows()).toEqual(first);
  });
});
