import { expect, it } from 'vitest';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { NO_CANDLES } from './candle-series.ts';
import { overlapOf } from './candle-overlap.ts';

function columns(...rows: readonly (readonly [ts: number, close: number])[]): CandleColumns {
  const prices = Float64Array.from(rows, ([, close]) => close);
  return {
    ts: Float64Array.from(rows, ([ts]) => ts),
    ...{ open: prices, high: prices, low: prices, close: prices, volume: prices },
  };
}

it('tells new candles from stored ones and from those that would replace others', () => {
  const stored = columns([0, 1], [60, 2], [180, 4], [300, 5]);
  expect(overlapOf(columns([60, 2], [120, 3], [180, 9], [240, 1]), stored)).toEqual({ fresh: 2, changed: 1, same: 1 });
  expect(overlapOf(stored, stored)).toEqual({ fresh: 0, changed: 0, same: 4 });
  expect(overlapOf(stored, NO_CANDLES)).toEqual({ fresh: 4, changed: 0, same: 0 });
});
