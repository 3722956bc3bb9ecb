import { describe, expect, it } from 'vitest';
import type { LiquidationMapView } from '#shared/contract/liquidations.ts';
import type { HeatField } from './heat-field.ts';
import { binAt, mapBars } from './map-bars.ts';
import { opticalField } from './optical.ts';
import { readingAt } from './reading.ts';
import { realisedBins } from './realised.ts';
import type { Scene } from './scene.ts';
import { nextEdge, streakAt } from './streaks.ts';

const WIDTH = Math.log1p(0.002);
const COLUMN = 900_000;

/** One level, 100 wide of a price of 100, with these worths by column. */
function oneLevel(worths: readonly number[], known = worths.map(() => 1)): HeatField {
  const origin = Math.floor(Math.log(100) / WIDTH);
  return {
    symbol: 'XBTUSDTM',
    from: 0,
    columnMs: COLUMN,
    columns: worths.length,
    levels: 1,
    origin,
    width: WIDTH,
    worth: Float32Array.from(worths),
    z: Float32Array.from(worths, (worth) => worth / 10),
    known: Uint8Array.from(known),
  };
}

describe('streaks', () => {
  it('begin where a level was opened and end where it was taken', () => {
    const field = oneLevel([0, 0, 8, 10, 9, 0, 0, 0]);
    expect(streakAt(field, 3, 0)).toEqual({ begin: 2, end: 4, open: false });
    expect(streakAt(field, 6, 0)).toBeNull();
    expect([nextEdge(field, 3, 0, -1), nextEdge(field, 3, 0, 1), nextEdge(field, 6, 0, 1)]).toEqual([2, 5, 7]);
  });

  it('are open up to the newest known column, and another one where the level is much larger', () => {
    const field = oneLevel([1, 1, 9, 9, 9, 0], [1, 1, 1, 1, 1, 0]);
    expect(streakAt(field, 3, 0)).toEqual({ begin: 2, end: 4, open: true });
    expect(streakAt(field, 0, 0)).toMatchObject({ begin: 0, open: true });
  });
});

const MAP = {
  price: 100,
  prices: [97, 99, 101, 103],
  leverages: [10, 25],
  long: [
    [6, 4, 0, 0],
    [1, 2, 0, 0],
  ],
  short: [
    [0, 0, 3, 8],
    [0, 0, 5, 7],
  ],
} as unknown as LiquidationMapView;

describe('bars of the map', () => {
  it('run outward from the price', () => {
    const bars = mapBars(MAP, { tiers: null, optical: false });
    expect([...bars.totals]).toEqual([7, 6, 8, 15]);
    expect([...bars.outward]).toEqual([13, 6, 8, 23]);
    expect([bars.longs, bars.shorts]).toEqual([13, 23]);
  });

  it('count only the leverages chosen, and far away only high ones when optical', () => {
    expect([...mapBars(MAP, { tiers: [25], optical: false }).totals]).toEqual([1, 2, 5, 7]);
    const far = { ...MAP, prices: [90, 99, 101, 112] };
    expect([...mapBars(far, { tiers: null, optical: true }).totals]).toEqual([1, 6, 8, 7]);
  });

  it('know the bin of a price', () => {
    const prices = Array.from({ length: 5 }, (_, at) => 100 * Math.exp(at * WIDTH));
    const zeros = prices.map(() => 0);
    const bars = mapBars(
      { ...MAP, prices, long: [zeros], short: [zeros], leverages: [10] },
      { tiers: null, optical: false },
    );
    expect([binAt(bars, 100 * Math.exp(2.4 * WIDTH)), binAt(bars, 90), binAt(bars, 130)]).toEqual([2, -1, -1]);
  });
});

describe('optical', () => {
  it('has every leverage near the price of the time, and high ones beyond', () => {
    const all = oneLevel([10, 10, 10]);
    const medium = oneLevel([4, 4, 4]);
    const price = (ts: number) => (ts <= COLUMN ? 100 : 150);
    expect([...opticalField(all, medium, price).worth]).toEqual([10, 4, 4]);
  });
});

describe('realised', () => {
  it('sums by side and span and weighs the price; estimates do not count', () => {
    const bins = realisedBins(
      [
        { ts: 10, side: 'long', price: 100, worth: 3, kind: 'realised' },
        { ts: 90, side: 'long', price: 104, worth: 1, kind: 'realised', origin: 'imported: told.csv' },
        { ts: 50, side: 'short', price: 90, worth: 2, kind: 'realised' },
        { ts: 50, side: 'short', price: 90, worth: 2, kind: 'estimated' },
      ],
      100,
    );
    expect(bins).toEqual([
      { ts: 0, side: 'long', worth: 4, price: 101, imported: true },
      { ts: 0, side: 'short', worth: 2, price: 90, imported: false },
    ]);
  });
});

describe('what the cross-hair reads', () => {
  const field = oneLevel([0, 8, 8, 8, 0, 0]);
  const at = (ts: number, high: number) => ({ ts, open: 99, high, low: 98, close: 99 });
  const bars = [at(0, 99), at(COLUMN, 99), at(2 * COLUMN, 99), at(3 * COLUMN, 99.5), at(4 * COLUMN, 101)];
  const column = (name: 'ts' | 'open' | 'high' | 'low' | 'close') => Float64Array.from(bars, (bar) => bar[name]);
  const scene = {
    field,
    timeframeMs: COLUMN,
    mark: 101,
    bars: null,
    candles: {
      ts: column('ts'),
      open: column('open'),
      high: column('high'),
      low: column('low'),
      close: column('close'),
    },
  } as unknown as Scene;
  const price = Math.exp((field.origin + 0.5) * WIDTH);

  it('tells side, distance and age of then, and when the level was swept', () => {
    const reading = readingAt(scene, price, 2.5 * COLUMN);
    expect(reading).toMatchObject({ side: 'short', worth: 8, ageMs: 2 * COLUMN, fate: 'swept', endedAt: 4 * COLUMN });
    expect(reading?.distance).toBeCloseTo(price / 99 - 1, 9);
  });

  it('calls faded what no price came to, and is empty where nothing is', () => {
    const calm = { ...scene, candles: null };
    expect(readingAt(calm, price, 2.5 * COLUMN)?.fate).toBe('faded');
    expect(readingAt(scene, price, 0.5 * COLUMN)).toBeNull();
    expect(readingAt(scene, price, null)).toBeNull();
  });
});
