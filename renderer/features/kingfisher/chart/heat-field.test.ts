import { describe, expect, it } from 'vitest';
import type { LiquidationHeatmapView } from '#shared/contract/liquidations.ts';
import { cellAt, decodeFloats, heatField, levelEdges, newestColumn, putColumns } from './heat-field.ts';

const WIDTH = Math.log1p(0.002);
const MINUTES_15 = 900_000;

const base64 = (values: readonly number[]): string => Buffer.from(Float32Array.from(values).buffer).toString('base64');

/** Columns whose worth is `100 × column number + bin`, from a bin on. */
function told(first: number, columns: number, bin: number, levels: number): LiquidationHeatmapView {
  const worth = Array.from({ length: columns * levels }, (_, at) => {
    const column = first + Math.floor(at / levels);
    return 100 * column + bin + (at % levels);
  });
  return {
    symbol: 'XBTUSDTM',
    label: 'estimated',
    from: first * MINUTES_15,
    columnMs: MINUTES_15,
    columns,
    levels,
    lowest: Math.exp(bin * WIDTH),
    width: WIDTH,
    origin: bin,
    known: Array.from({ length: columns }, () => true),
    greatest: 1,
    worth: base64(worth),
    z: base64(worth.map((one) => one / 1_000)),
    coverage: {
      from: 0,
      to: 0,
      openInterest: 1,
      openInterestAt: null,
      formOnly: false,
      realisedAt: null,
      stale: false,
      low: false,
    },
  };
}

describe('columns of the host', () => {
  it('are read from base64 as little-endian floats', () => {
    expect([...decodeFloats(base64([1, -2.5, 3e7]))]).toEqual([1, -2.5, 3e7]);
    expect([...decodeFloats('AACAPw==')]).toEqual([1]);
  });

  it('have their place by bin and time', () => {
    const field = heatField(told(10, 4, 5_000, 6));
    expect(field.origin).toBe(5_000);
    expect(newestColumn(field)).toBe(3);
    const [low, high] = levelEdges(field, 2);
    expect(cellAt(field, 12.5 * MINUTES_15, Math.sqrt(low * high))).toEqual({ column: 2, level: 2 });
    expect(field.worth[2 * 6 + 2]).toBe(100 * 12 + 5_002);
    expect(cellAt(field, 9 * MINUTES_15, low * 0.9)).toEqual({ column: -1, level: -1 });
  });

  it('take newer ones in place although their bins begin elsewhere', () => {
    const field = heatField(told(10, 4, 5_000, 6));
    expect(putColumns(field, told(13, 3, 5_002, 6))).toEqual({ from: 3, to: 6 });
    expect(newestColumn(field)).toBe(5);
    expect([...field.worth.subarray(5 * 6, 6 * 6)]).toEqual([0, 0, 6_502, 6_503, 6_504, 6_505]);
  });

  it('refuse what has another grid or lies beyond their room', () => {
    const field = heatField(told(10, 4, 5_000, 6));
    expect(putColumns(field, told(200, 1, 5_000, 6))).toBeNull();
    expect(putColumns(field, { ...told(13, 1, 5_000, 6), width: WIDTH / 2 })).toBeNull();
    expect(putColumns(field, { ...told(13, 1, 5_000, 6), symbol: 'ETHUSDTM' })).toBeNull();
  });
});
