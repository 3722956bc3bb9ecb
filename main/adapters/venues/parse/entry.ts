import { scanDecimal, scanPlain } from './digits.ts';
import { QUOTE, type Writing } from './json-cursor.ts';

/** What is done with a value. */
export const PASS = 0;
export const BARE = 1;
export const QUOTED = 2;
/** Values that the quick way knows nothing of. */
export const OTHER = 3;

/** Of a value that is a number; of one that nobody reads for null. What may be written either way is left to the full reading. */
export function entryKind(writing: Writing | null): number {
  if (writing === null) return PASS;
  return writing === 'bare' ? BARE : writing === 'quoted' ? QUOTED : OTHER;
}

/**
 * The quick way over one value, plain text or a number as {@link scanDecimal} reads it.
 * @returns behind it; −1 when it is none that this way knows.
 */
export function scanEntry(
  view: DataView,
  start: number,
  kind: number,
  values: Float64Array,
  decimals: Uint8Array,
  cell: number,
): number {
  const quoted = view.getUint8(start) === QUOTE;
  if (kind !== PASS && quoted !== (kind === QUOTED)) return -1;
  if (!quoted) return scanDecimal(view, start, values, decimals, cell);
  const end = kind === PASS ? scanPlain(view, start + 1) : scanDecimal(view, start + 1, values, decimals, cell);
  return end >= 0 && view.getUint8(end) === QUOTE ? end + 1 : -1;
}
