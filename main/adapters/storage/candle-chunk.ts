import type { CandleColumns } from '#shared/domain/candle.ts';
import { StoreFailure } from '#core/ports/store.ts';
import { allocateColumns, BYTES_PER_CANDLE, COLUMN_NAMES, sliceColumns } from './candle-columns.ts';
import { kindOfColumn, packColumn, packedBytes, RAW, unpackColumn, type PackedColumn } from './packed-column.ts';

/** Time slots of one chunk: a chunk holds at most this many candles. */
export const SLOTS_PER_CHUNK = 1_000;

/**
 * A packed chunk begins with this byte, the kinds of its columns in the order of COLUMN_NAMES, and a zero; the columns follow.
 * A chunk without a header is 48 bytes for each candle: six columns of doubles. A packed one is shorter, which tells them apart.
 */
const PACKED = 1;
const HEADER_BYTES = 8;
/** The order of unpacking: closes before the opens that repeat them. */
const UNPACKING = [0, 4, 1, 2, 3, 5] as const;

/** A chunk as it is stored: packed when that is shorter and every bit comes back from it, else the doubles as they are. */
export function encodeChunk(columns: CandleColumns): Buffer {
  const kinds = COLUMN_NAMES.map((name) => kindOfColumn(columns[name], name === 'open' ? columns.close : null));
  const count = columns.ts.length;
  if (kinds.reduce((sum, kind) => sum + packedBytes(kind, count), HEADER_BYTES) < count * BYTES_PER_CANDLE) {
    const packed = pack(columns, kinds, HEADER_BYTES);
    packed.set([PACKED, ...kinds, 0]);
    const again = allocateColumns(count);
    unpackChunk(packed, count, again, 0);
    // A zero may have a sign, which the kinds do not ask about.
    if (COLUMN_NAMES.every((name) => bytesOf(again[name]).equals(bytesOf(columns[name])))) return packed;
  }
  return pack(columns, PLAIN, 0);
}

const PLAIN = COLUMN_NAMES.map(() => RAW);

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** The columns one after the other behind room for a header. */
function pack(columns: CandleColumns, kinds: readonly number[], headerBytes: number): Buffer {
  const count = columns.ts.length;
  const buffer = new ArrayBuffer(kinds.reduce((sum, kind) => sum + packedBytes(kind, count), headerBytes));
  let at = headerBytes;
  for (const [index, name] of COLUMN_NAMES.entries()) {
    const kind = kinds[index] ?? RAW;
    packColumn({ kind, buffer, at }, columns[name]);
    at += packedBytes(kind, count);
  }
  return Buffer.from(buffer);
}

/** Where the columns of a chunk lie. @throws StoreFailure when the bytes are no chunk of so many candles. */
function columnsOf(chunk: Uint8Array, count: number): readonly PackedColumn[] {
  const plain = chunk.length === count * BYTES_PER_CANDLE;
  if (!plain && chunk[0] !== PACKED)
    throw new StoreFailure(`A block of candles has the unknown format ${String(chunk[0])}; the file may be damaged.`);
  const { buffer, byteOffset } = chunk.byteOffset % HEADER_BYTES === 0 ? chunk : new Uint8Array(chunk);
  let at = byteOffset + (plain ? 0 : HEADER_BYTES);
  const columns = COLUMN_NAMES.map((_, index) => {
    const column = { kind: plain ? RAW : (chunk[1 + index] ?? -1), buffer, at };
    at += packedBytes(column.kind, count);
    return column;
  });
  if (at - byteOffset !== chunk.length)
    throw new StoreFailure('A block of candles has not the length that its header tells; the file may be damaged.');
  return columns;
}

/** The times of a stored chunk. */
export function chunkTimes(chunk: Uint8Array, count: number): Float64Array {
  const times = new Float64Array(count);
  const [packed] = columnsOf(chunk, count);
  if (packed !== undefined) unpackColumn(packed, count, times, 0, times);
  return times;
}

/** Reads all candles of a stored chunk into `into`, behind the first `at` there. */
export function unpackChunk(chunk: Uint8Array, count: number, into: CandleColumns, at: number): void {
  const columns = columnsOf(chunk, count);
  for (const index of UNPACKING) {
    const packed = columns[index];
    if (packed !== undefined) unpackColumn(packed, count, into[COLUMN_NAMES[index]], at, into.close);
  }
}

/** Reads candles `start` to `end` of a stored chunk into `into`, behind the first `at` there. */
export function copyChunk(
  chunk: Uint8Array,
  count: number,
  start: number,
  end: number,
  into: CandleColumns,
  at: number,
): void {
  if (start === 0 && end === count) return unpackChunk(chunk, count, into, at);
  const whole = allocateColumns(count);
  unpackChunk(chunk, count, whole, 0);
  const part = sliceColumns(whole, start, end);
  for (const name of COLUMN_NAMES) into[name].set(part[name], at);
}

/**
 * Gives the memory of a BLOB back at once: it then is not used again, and the next one, of the same size, finds it still in the
 * processor's cache. Left to the collector, a year of candles would fill fresh memory, which takes as long as reading it.
 */
export function release(blob: Uint8Array): void {
  const { buffer } = blob;
  // A view of something larger is not its own to give back.
  if (buffer.byteLength === blob.length && 'transfer' in buffer) (buffer as Transferable).transfer(0);
}

/** Of ES2024, which the hosts have. */
interface Transferable extends ArrayBuffer {
  transfer(length: number): ArrayBuffer;
}
