import { describe, expect, it } from 'vitest';
import { candleAt, candleFrame, spreadLabels } from './candle-geometry.ts';

const candles = { ts: [0, 60, 120], open: [10, 11, 12], high: [12, 13, 14], low: [9, 10, 11], close: [11, 12, 13] };
const box = { width: 200, height: 120, axisWidth: 80, timeRow: 18 };

describe('candleFrame', () => {
  it('holds every candle and every level', () => {
    const frame = candleFrame(candles, { entry: 13, stop: 8, target: 20 }, box);
    expect(frame.y(20)).toBeCloseTo(frame.top, 6);
    expect(frame.y(8)).toBeCloseTo(frame.bottom, 6);
    expect(frame.x(2)).toBeLessThan(frame.right);
    expect(frame.right).toBe(120);
  });
});

it('finds the candle of a moment', () => {
  expect(candleAt(candles.ts, -1)).toBe(-1);
  expect(candleAt(candles.ts, 60)).toBe(1);
  expect(candleAt(candles.ts, 119)).toBe(1);
  expect(candleAt(candles.ts, 999)).toBe(2);
});

describe('spreadLabels', () => {
  it('moves what overlaps apart and keeps the order', () => {
    const [a, b, c] = spreadLabels([50, 52, 54], 14, 0, 200);
    expect(b! - a!).toBeGreaterThanOrEqual(14);
    expect(c! - b!).toBeGreaterThanOrEqual(14);
  });

  it('stays inside the box', () => {
    const placed = spreadLabels([95, 98, 99], 14, 0, 100);
    expect(Math.max(...placed)).toBeLessThanOrEqual(100);
    expect([...placed].sort((x, y) => x - y)).toEqual(placed);
  });
});
