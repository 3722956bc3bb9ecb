import { describe, expect, it } from 'vitest';
import { paneFrames, timeAxis, valueRange, type ChartPane } from './pane-geometry.ts';

const pane = (values: readonly number[], share: number, levels: readonly number[] = []): ChartPane => ({
  name: 'Equity',
  values: Float64Array.from(values),
  share,
  baseline: null,
  levels,
  line: '#fff',
  fill: '#fff',
  format: String,
});

describe('valueRange', () => {
  it('holds the data and the levels', () => {
    const { low, high } = valueRange(Float64Array.of(10, 30), [50, -50]);
    expect(low).toBeLessThan(-50);
    expect(high).toBeGreaterThan(50);
  });

  it('gives level data room and no data a range', () => {
    const { low, high } = valueRange(Float64Array.of(7, 7), []);
    expect(high).toBeGreaterThan(low);
    expect(valueRange(new Float64Array(0), [])).toEqual({ low: 0, high: 1 });
  });
});

describe('paneFrames', () => {
  it('divides the height by share, without overlap', () => {
    const [first, second] = paneFrames([pane([1, 2], 3), pane([0, -1], 1)], 300);
    expect(first!.bottom).toBeLessThan(second!.top);
    expect(second!.bottom).toBeLessThanOrEqual(280);
    expect((first!.bottom - first!.top) / (second!.bottom - second!.top)).toBeCloseTo(3, 6);
    expect(first!.y(first!.low)).toBeCloseTo(first!.bottom, 6);
    expect(first!.y(first!.high)).toBeCloseTo(first!.top, 6);
  });
});

it('the time axis runs from the first to the last moment', () => {
  const axis = timeAxis(Float64Array.of(100, 200, 300), 400, 60);
  expect(axis.x(100)).toBe(axis.left);
  expect(axis.x(300)).toBe(axis.right);
  expect(axis.right).toBe(340);
});
