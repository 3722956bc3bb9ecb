import { describe, expect, it } from 'vitest';
import type { ChartBar, ChartPage } from '#shared/contract/chart.ts';
import { barIndexOf, blanksBetween, joinNewer, joinOlder, momentAt, takeBar, windowOf } from './bar-window.ts';

const MINUTE = 60_000;

const pageOf = (from: number, count: number): ChartPage => {
  const ts = Array.from({ length: count }, (_, row) => (from + row) * MINUTE);
  const values = ts.map((at) => at / MINUTE);
  return {
    ts,
    open: values,
    high: values,
    low: values,
    close: values,
    volume: values,
    studies: [{ study: 'ema', outputs: [{ name: 'ema', values }] }],
  };
};

const barAt = (minute: number, close: number): ChartBar => ({
  key: String(minute * MINUTE),
  ts: minute * MINUTE,
  closed: false,
  open: minute,
  high: close,
  low: minute,
  close,
  volume: 1,
  values: [close],
});

const minutes = ({ ts }: { readonly ts: readonly number[] }): readonly number[] => ts.map((at) => at / MINUTE);

describe('the window of bars', () => {
  it('takes older pages in without a bar twice, and lets the newest go when full', () => {
    const window = windowOf(pageOf(100, 10), true);
    const older = joinOlder(window, pageOf(95, 8), 100);
    expect(minutes(older)).toEqual([95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109]);
    expect(older.outputs[0]).toEqual(minutes(older));
    expect(older.reachesNow).toBe(true);
    const full = joinOlder(window, pageOf(90, 10), 12);
    expect(minutes(full)).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101]);
    expect(full.reachesNow).toBe(false);
  });

  it('takes newer pages in, and lets the oldest go when full', () => {
    const window = windowOf(pageOf(100, 5), false);
    expect(minutes(joinNewer(window, pageOf(103, 5), true, 6))).toEqual([102, 103, 104, 105, 106, 107]);
  });

  it('changes its last bar, grows by the next, and asks for what lies between', () => {
    const window = windowOf(pageOf(100, 3), true);
    const changed = takeBar(window, barAt(102, 7), MINUTE);
    expect(changed.kind === 'changed' && changed.window.close).toEqual([100, 101, 7]);
    const grown = takeBar(window, barAt(103, 8), MINUTE);
    expect(grown.kind === 'changed' && [grown.window.close, grown.window.outputs[0]]).toEqual([
      [100, 101, 102, 8],
      [100, 101, 102, 8],
    ]);
    expect(takeBar(window, barAt(105, 8), MINUTE).kind).toBe('gap');
    expect(takeBar(window, barAt(101, 8), MINUTE).kind).toBe('same');
    expect(takeBar({ ...window, reachesNow: false }, barAt(103, 8), MINUTE).kind).toBe('same');
  });
});

describe('places on the time axis', () => {
  it('a hole is as wide as what is missing, up to a bound', () => {
    expect(blanksBetween(0, MINUTE, MINUTE)).toEqual([]);
    expect(blanksBetween(0, 4 * MINUTE, MINUTE)).toEqual([MINUTE, 2 * MINUTE, 3 * MINUTE]);
    expect(blanksBetween(0, 10_000 * MINUTE, MINUTE)).toHaveLength(60);
  });

  it('a moment and its place are two ways of one thing, beyond the ends too', () => {
    const times = [10, 11, 12, 15, 16].map((minute) => minute * MINUTE);
    for (const minute of [5, 10, 11.5, 13.5, 16, 20]) {
      const index = barIndexOf(times, minute * MINUTE, MINUTE) ?? NaN;
      expect(momentAt(times, index, MINUTE)).toBeCloseTo(minute * MINUTE, 3);
    }
    expect(barIndexOf(times, 13.5 * MINUTE, MINUTE)).toBe(2.5);
    expect(barIndexOf(times, 18 * MINUTE, MINUTE)).toBe(6);
    expect(barIndexOf([], 0, MINUTE)).toBeNull();
  });
});
