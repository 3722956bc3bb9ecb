import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candle } from '#shared/domain/candle.ts';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { walk } from '#tests/support/path/sample-candles.ts';
import { FEATURES, type FeatureName } from './feature-table.ts';
import { FeatureStore } from './feature-store.ts';
import { placeAmong } from './percentile.ts';

const A = contractSymbol('XBTUSDTM');
const B = contractSymbol('ETHUSDTM');
const C = contractSymbol('SOLUSDTM');
const HOURS = 560;

/** The row after these candles, value by name. */
function after(series: ReadonlyMap<ContractSymbol, readonly Candle[]>, symbol = A): Record<string, number | null> {
  const store = new FeatureStore([...series.keys()]);
  const length = Math.max(...[...series.values()].map((one) => one.length));
  for (let i = 0; i < length; i += 1) {
    for (const [of, candles] of series) {
      const candle = candles[i];
      if (candle !== undefined) store.onHour(of, candle);
    }
  }
  return read(store, symbol, (series.get(symbol)?.at(-1)?.ts ?? 0) + HOUR);
}

function read(store: FeatureStore, symbol: ContractSymbol, now: number): Record<string, number | null> {
  const row = store.row(symbol, now);
  return Object.fromEntries(FEATURES.map(({ name }) => [name, row.reason(name) === null ? row.get(name) : null]));
}

const returnsOf = (candles: readonly Candle[]): number[] =>
  candles.slice(1).map(({ close }, i) => Math.log(close / (candles[i]?.close ?? Number.NaN)));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Every feature of hourly candles by its formula over plain arrays, a second time and in another way. */
function byFormula(
  candles: readonly Candle[],
  others: readonly (readonly Candle[])[],
): Partial<Record<FeatureName, number>> {
  const closes = candles.map(({ close }) => close);
  const last = closes.at(-1) ?? Number.NaN;
  const week = candles.slice(-169);
  const weekReturns = returnsOf(week);
  const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);
  const average = mean(weekReturns);
  const turnovers = candles.map(({ volume, close }) => volume * close);
  const high = closes.slice(-504);
  const steps = closes.slice(-49);
  const eta = ({ high: top, low }: Candle): number => (Math.log(top) + Math.log(low)) / 2;
  const spread = week
    .slice(0, -1)
    .map((candle, i) => (Math.log(candle.close) - eta(candle)) * (Math.log(candle.close) - eta(week[i + 1] ?? candle)));
  const ups = squares(weekReturns.filter((value) => value > 0));
  const downs = squares(weekReturns.filter((value) => value <= 0));
  const own = returnsOf(candles).slice(-337, -1);
  const all = others.map((other) => returnsOf(other).slice(-337, -1));
  const market = own.map((_, i) => mean(all.map((one) => one[i] ?? Number.NaN)));
  const [meanOwn, meanMarket] = [mean(own), mean(market)];
  const covariance = mean(own.map((value, i) => (value - meanOwn) * ((market[i] ?? 0) - meanMarket)));
  const deviations = Math.sqrt(
    mean(own.map((value) => (value - meanOwn) ** 2)) * mean(market.map((value) => (value - meanMarket) ** 2)),
  );
  const span = returnsOf(candles).slice(-504);
  const daily = span
    .slice(23)
    .map((_, i) => squares(span.slice(i, i + 24)) / 24)
    .slice(1);
  return {
    return24h: Math.log(last / (closes.at(-25) ?? Number.NaN)),
    volatility: Math.sqrt((squares(weekReturns.map((value) => value - average)) / 167) * 8760),
    turnover24h: mean(turnovers.slice(-24)) * 24,
    volumeGrowth: mean(turnovers.slice(-24)) / mean(turnovers.slice(-192, -24)),
    efficiency:
      (last - (steps[0] ?? 0)) / steps.slice(1).reduce((sum, close, i) => sum + Math.abs(close - (steps[i] ?? 0)), 0),
    impact: mean(weekReturns.map((value, i) => Math.abs(value) / (turnovers.slice(-168)[i] ?? Number.NaN))) * 1e10,
    spreadEstimate: Math.sqrt(Math.max(0, 4 * mean(spread))) * 1e4,
    asymmetry: (ups - downs) / (ups + downs),
    drawdown: 1 - last / Math.max(...high),
    rangePlace: (2 * (last - Math.min(...high))) / (Math.max(...high) - Math.min(...high)) - 1,
    correlation: covariance / deviations,
    volatilityPercentile: placeAmong(Float64Array.from(daily), daily.at(-1) ?? Number.NaN),
  };
}

describe('features of hourly candles', () => {
  it('are those of their formulas, from whatever moment on the stream was read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 300 }), (seed, more) => {
        const series = [A, B, C].map((symbol, i) => [symbol, walk(seed + i, HOURS + more, 0, HOUR)] as const);
        const whole = after(new Map(series));
        const [first, ...others] = series.map(([, candles]) => candles);
        for (const [name, value] of Object.entries(byFormula(first ?? [], others))) {
          const got = whole[name];
          expect(got, name).not.toBeNull();
          expect(Math.abs((got ?? Number.NaN) - value), name).toBeLessThan(1e-7 * Math.max(1, Math.abs(value)));
        }
        const late = after(new Map(series.map(([symbol, candles]) => [symbol, candles.slice(-HOURS)])));
        for (const { name } of FEATURES) expect(late[name] ?? 0, name).toBeCloseTo(whole[name] ?? 0, 9);
      }),
      { numRuns: 20 },
    );
  });

  it('are equal whoever of the symbols reports first', () => {
    const series = [A, B, C].map((symbol, i) => [symbol, walk(40 + i, HOURS, 0, HOUR)] as const);
    expect(after(new Map([...series].reverse()))).toEqual(after(new Map(series)));
  });

  it('are equal when one symbol is read to its end before the next', () => {
    const series = [A, B, C].map((symbol, i) => [symbol, walk(50 + i, HOURS, 0, HOUR)] as const);
    const store = new FeatureStore([A, B, C]);
    for (const [symbol, candles] of series) {
      for (const candle of candles) store.onHour(symbol, candle);
      // Asked for in between, it must not stay what it was then.
      read(store, A, HOURS * HOUR);
    }
    expect(read(store, A, HOURS * HOUR)).toEqual(after(new Map(series)));
  });

  it('have no value before their warm-up, and one from its last bar on', () => {
    const candles = [A, B].map((symbol, i) => [symbol, walk(9 + i, HOURS, 0, HOUR)] as const);
    const store = new FeatureStore([A, B]);
    for (let i = 0; i < HOURS; i += 1) {
      for (const [symbol, of] of candles) store.onHour(symbol, of[i] as Candle);
      const row = store.row(A, (i + 1) * HOUR);
      for (const { name, warmUp, sources } of FEATURES) {
        if (sources[0] !== 'candles' || warmUp === null) continue;
        expect(row.reason(name) === null, `${name} after ${String(i + 1)}`).toBe(i + 1 >= warmUp.bars);
        if (i + 1 < warmUp.bars) expect(row.reason(name)).toBe('warming-up');
      }
    }
  });

  it('by hand: a price that only rises, a tenth a day', () => {
    const candles = Array.from({ length: HOURS }, (_, i): Candle => {
      const close = 100 * Math.exp(0.001 * i);
      return { ts: i * HOUR, open: close, high: close, low: close, close, volume: 1000 / close };
    });
    expect(after(new Map([[A, candles]]))).toMatchObject({
      return24h: expect.closeTo(0.024, 12) as number,
      turnover24h: expect.closeTo(24_000, 6) as number,
      volumeGrowth: expect.closeTo(1, 12) as number,
      efficiency: expect.closeTo(1, 12) as number,
      asymmetry: 1,
      drawdown: 0,
      rangePlace: 1,
      impact: expect.closeTo((0.001 / 1000) * 1e10, 4) as number,
      // A universe of one has no market.
      correlation: null,
    });
  });

  it('are missing when candles are, and too old when none come any more', () => {
    const candles = walk(3, HOURS, 0, HOUR);
    const gaps = candles.filter((_, i) => i < HOURS - 100 || i % 3 === 0 || i === HOURS - 1);
    expect(after(new Map([[A, gaps]]))).toMatchObject({ volatility: null, efficiency: null });
    const few = candles.filter((_, i) => i !== HOURS - 30);
    expect(after(new Map([[A, few]]))['volatility']).not.toBeNull();
    const store = new FeatureStore([A]);
    for (const candle of candles) store.onHour(A, candle);
    const row = store.row(A, (HOURS + 3) * HOUR);
    expect(row.reason('volatility')).toBe('stale');
    expect(row.get('volatility')).toBeNaN();
    expect(row.at('volatility')).toBe(HOURS * HOUR);
  });

  it('of a flat price that cannot be divided by are missing, not 0', () => {
    const flat = Array.from({ length: HOURS }, (_, i): Candle => {
      return { ts: i * HOUR, open: 5, high: 5, low: 5, close: 5, volume: 0 };
    });
    expect(after(new Map([[A, flat]]))).toMatchObject({
      efficiency: null,
      asymmetry: null,
      rangePlace: null,
      impact: null,
      volumeGrowth: null,
      volatility: 0,
    });
  });
});

describe('the cycle', () => {
  const days = (count: number, closeOn: (day: number) => number): FeatureStore => {
    const store = new FeatureStore([A]);
    for (let day = 0; day < count; day += 1) {
      const close = closeOn(day + 1);
      store.onDay(A, { ts: day * DAY, open: close, high: close, low: close, close, volume: 1 });
    }
    return store;
  };

  it('says that a young coin has none', () => {
    const row = days(364, (day) => day).row(A, 364 * DAY);
    expect(row.words('cyclePercentile')).toBe('cyclePercentile: insufficient history');
  });

  it('by hand: finds the power law a price follows, and puts a price far above it at the top', () => {
    const store = days(400, (day) => 3 * day ** 2 * (day === 400 ? 2 : 1 + (day % 2) * 1e-9));
    const fit = store.cycleFit(A);
    expect(fit?.days).toBe(400);
    expect(fit?.slope).toBeCloseTo(2, 1);
    expect(store.row(A, 400 * DAY).get('cyclePercentile')).toBe(1);
  });

  it('moves little with the price', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.3, max: 0.3, noNaN: true }), (shift) => {
        const at = (extra: number): number =>
          days(500, (day) => Math.exp(Math.sin(day) + (day === 500 ? shift + extra : 0)))
            .row(A, 500 * DAY)
            .get('cyclePercentile');
        expect(Math.abs(at(1e-6) - at(0))).toBeLessThan(1e-3);
      }),
      { numRuns: 30 },
    );
  });
});
