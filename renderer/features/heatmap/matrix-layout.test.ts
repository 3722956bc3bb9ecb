import { describe, expect, it } from 'vitest';
import { matrixColumns } from './columns.ts';
import { GROUP_GAP, matrixLayout, placeAt, rowHeightFor, tooltipSpot } from './matrix-layout.ts';

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
