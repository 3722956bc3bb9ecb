import { STANDARD_WIDTH } from './standard-set.ts';

/** How a batch lies in its buffer: first the running state of two series, then one block of columns per series. */

/** Running values of the batch, each two doubles: lane 0 for the first series of a pair, lane 1 for the second. */
export const LANE = {
  previousClose: 0,
  averageGain: 1,
  averageLoss: 2,
  fast: 3,
  slow: 4,
  atr: 5,
  ema: 6,
  signal: 7,
  mean: 8,
  squares: 9,
  repeats: 10,
} as const;

/** Name of a running value. */
export type LaneValue = keyof typeof LANE;

/** Input columns in the order they lie in a series' block; the output columns follow. */
export const INPUT = { high: 0, low: 1, close: 2 } as const;

/** Columns per series: three in, nine out. */
export const BLOCK_WIDTH = 3 + STANDARD_WIDTH;

/** Byte offset of the first series' block. */
export const BLOCKS_AT = 1024;

/** Columns are shifted by five cache lines against each other: equal offsets would fight for one set of the L1 cache. */
const STAGGER_BYTES = 320;

/**
 * Bytes from one column to the next for series of up to `capacity` candles. Capacities are rounded up to powers of
 * two, because the distance is compiled into the kernel and few distances mean few kernels.
 */
export function columnStride(capacity: number): number {
  let rows = 1024;
  while (rows < capacity) rows *= 2;
  return rows * 8 + STAGGER_BYTES;
}
