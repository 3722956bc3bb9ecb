import type { CandleColumns } from '#shared/domain/candle.ts';
import { BYTES_PER_CANDLE, COLUMN_NAMES } from './candle-columns.ts';

/** Time slots of one chunk: a chunk holds at most this many candles. */
export const SLOTS_PER_CHUNK = 1_000;

const WIDTH = Float64Array.BYTES_PER_ELEMENT;

/** The columns one after the other as little-endian doubles (all hosts of the program are little-endian). */
export function encodeChunk(columns: CandleColumns): Buffer {
  const count = columns.ts.length;
  const bytes = Buffer.allocUnsafe(count * BYTES_PER_CANDLE);
  COLUMN_NAMES.forEach((name, index) => {
    const column = columns[name];
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), index * count * WIDTH);
  });
  return bytes;
}

/** The times of a stored chunk. */
export function chunkTimes(chunk: Uint8Array, count: number): Float64Array {
  const times = new Float64Array(count);
  new Uint8Array(times.buffer).set(chunk.subarray(0, count * WIDTH));
  return times;
}

/** Copies candles `start` to `end` of a stored chunk behind the first `at` candles of columns, given as their bytes. */
export function copyChunk(
  chunk: Uint8Array,
  count: number,
  start: number,
  end: number,
  into: readonly Uint8Array[],
  at: number,
): void {
  for (const [index, column] of into.entries()) {
    const from = (index * count + start) * WIDTH;
    column.set(chunk.subarray(from, from + (end - start) * WIDTH), at * WIDTH);
  }
}
