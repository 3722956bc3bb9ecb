import { describe, expect, it } from 'vitest';
import { matrixColumns, type Column } from './columns.ts';
import {
  columnAt,
  GROUP_GAP,
  matrixLayout,
  NO_ZOOM,
  placeAt,
  rowHeightFor,
  tooltipSpot,
  zoomedBy,
  zoomedRow,
  zoomLimits,
} from './matrix-layout.ts';

const columns = matrixColumns('both', ['5m', '1h', '4h'], '4h', new Set(['sentiment', 'model'] as const));

describe('matrixLayout', () => {
  const layout = matrixLayout(columns, 12, 800, 40);

  it('fills the width without going beyond it', () => {
    expect(layout.width).toBeLessThanOrEqual(800);
    expect(layout.width).toBeGreaterThan(800 - columns.length);
  });

  it('keeps a wider gap between timeframes and agents', () => {
    const end = layout.lefts[2]! + layout.widths[2]!;
    expect(layout.lefts[3]! - end).toBe(GROUP_GAP);
    expect(layout.lefts[1]! - layout.lefts[0]! - layout.widths[0]!).toBe(2);
  });

  it('draws agents without a source narrow', () => {
    const silent = columns.findIndex(({ id }) => id === 'model');
    expect(layout.widths[silent]!).toBeLessThan(layout.widths[0]! * 0.6);
  });

  it('finds the cell under a point and none between columns', () => {
    expect(placeAt(layout, layout.lefts[3]! + 1, 41)).toEqual({ row: 1, column: 3 });
    expect(placeAt(layout, layout.lefts[3]! - 4, 41)).toBeNull();
    expect(placeAt(layout, 10, 480)).toBeNull();
    expect(placeAt(layout, 10, -1)).toBeNull();
  });
});

describe('the columns of time', () => {
  const moments = Array.from({ length: 500 }, (_, step): Column => ({
    ...{ kind: 'time', id: String(step), label: '', timeframe: '4h', ts: step, step },
  }));

  it('share the width evenly, a pixel each of a stretched picture until marks have room', () => {
    const small = matrixLayout(moments, 500, 1_000, 26);
    expect([small.width, small.widths[7], small.lefts[7], small.flat]).toEqual([1_000, 2, 14, true]);
    const large = matrixLayout(moments, 500, 12_000, 26);
    expect([large.width, large.widths[7], large.lefts[7], large.flat]).toEqual([12_000, 22, 168, false]);
    expect(matrixLayout(moments, 500, 12_000, 10).flat).toBe(true);
  });

  it('are found under a point', () => {
    const layout = matrixLayout(moments, 500, 1_250, 2);
    expect(placeAt(layout, 1_249, 999)).toEqual({ row: 499, column: 499 });
    expect([-4, 0, 2.4, 2.6, 9_000].map((x) => columnAt(layout, x))).toEqual([0, 0, 0, 1, 499]);
  });

  it('zoom in to large cells and out to the whole matrix', () => {
    const limits = zoomLimits(moments, 500, 1_000, 26, 650);
    expect(limits.leastY).toBeCloseTo(0.05, 9);
    expect(zoomedRow(26, limits.leastY, 650 / 500)).toBeCloseTo(1.3, 9);
    expect(zoomedBy(NO_ZOOM, 1e-9, 1e-9, limits)).toEqual({ x: 1, y: limits.leastY });
    const most = zoomedBy(NO_ZOOM, 1e9, 1e9, limits);
    expect([most.x * 1_000, zoomedRow(26, most.y, 1.3)]).toEqual([48_000, 64]);
  });
});

describe('rowHeightFor', () => {
  it('is as tall as the room allows, from 26 to 40', () => {
    expect(rowHeightFor(12, 700)).toBe(40);
    expect(rowHeightFor(24, 720)).toBe(30);
    expect(rowHeightFor(200, 700)).toBe(26);
  });
});

describe('tooltipSpot', () => {
  const size = { width: 200, height: 150 };
  const room = { width: 800, height: 500 };
  it('lies right of the cell, left of it at the right edge, above the lower edge', () => {
    expect(tooltipSpot({ left: 100, top: 40, width: 60 }, size, room)).toEqual({ left: 168, top: 40 });
    expect(tooltipSpot({ left: 700, top: 40, width: 60 }, size, room).left).toBe(492);
    expect(tooltipSpot({ left: 100, top: 480, width: 60 }, size, room).top).toBe(350);
  });
});
