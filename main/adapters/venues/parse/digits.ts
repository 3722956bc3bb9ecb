/** Zeros that follow each message in the cursor's buffer: what reads several bytes at once never leaves it. */
export const PADDING = 160;

/** So many digits always fit a double exactly; more take the slow way. */
export const EXACT_DIGITS = 15;

/** Powers of ten that a double holds exactly. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${String(exponent)}`));

const QUOTE = 0x22;
const POINT = 0x2e;
const ZERO = 0x30;
const BACKSLASH = 0x5c;

/** Bytes that go on with a text: all but controls, the quote and the backslash. */
export const PLAIN = new Uint8Array(256).fill(1, 0x20);
PLAIN[QUOTE] = 0;
PLAIN[BACKSLASH] = 0;

const TENS = Float64Array.of(1, 10, 100, 1_000);
const ZEROS = 0x30303030;
const SIXES = 0x06060606;
const HIGH = 0xf0f0f0f0 | 0;

/** Four digits, the first in the highest byte, as a number: neighbours are joined, then the pairs. */
function joined(digits: number): number {
  const pairs = Math.imul((digits >>> 8) & 0x00ff00ff, 10) + (digits & 0x00ff00ff);
  return Math.imul(pairs >>> 16, 100) + (pairs & 0xffff);
}

/**
 * Reads digits with at most one point between them: `values[cell] ÷ 10^decimals[cell]` is the number, exact. Four bytes at
 * a time, because byte by byte the chain of multiplications takes the time.
 * @returns where they end; −1 for what is no such number or has more than {@link EXACT_DIGITS}, and then nothing was
 *   written. What follows the number is for the caller to look at.
 */
export function scanDecimal(
  view: DataView,
  first: number,
  values: Float64Array,
  decimals: Uint8Array,
  cell: number,
): number {
  let at = first;
  let point = -1;
  let units = 0;
  for (;;) {
    const word = view.getInt32(at) ^ ZEROS;
    // A digit is now below ten, and six more leave its upper half empty. A byte from 0xca on carries one into the byte
    // before it, which then may pass for no digit: the number seems to end early, at a digit, where no number ends.
    const others = ((word + SIXES) | word) & HIGH;
    if (others === 0) {
      units = units * 10_000 + joined(word);
      at += 4;
      continue;
    }
    const count = Math.clz32(others) >>> 3;
    // Shifted in two steps, because a shift by 32 is none. No branch: how many digits there are cannot be foreseen.
    units = units * (TENS[count] ?? 0) + joined((word >>> 1) >>> (31 - 8 * count));
    at += count;
    if (point >= 0 || ((word >>> (24 - 8 * count)) & 0xff) !== (POINT ^ ZERO)) break;
    point = at;
    at += 1;
  }
  if (!isWellFormed(view, first, point, at)) return -1;
  values[cell] = units;
  decimals[cell] = point < 0 ? 0 : at - point - 1;
  return at;
}

/** Digits on both sides of the point, no zero before others, not too many. */
function isWellFormed(view: DataView, first: number, point: number, end: number): boolean {
  const length = end - first;
  if (length === 0 || length > EXACT_DIGITS || point === first || point === end - 1) return false;
  return length === 1 || point === first + 1 || view.getUint8(first) !== ZERO;
}

/** Passes over the bytes of a plain text, quickly where it is a number. @returns the first byte that is not plain. */
export function scanPlain(view: DataView, first: number): number {
  let at = first;
  for (;;) {
    const word = view.getInt32(at, true);
    // All four from "#" to "?", which are digits, points and signs.
    if ((word & 0xc0c0c0c0) !== 0 || ((word + 0x5d5d5d5d) & 0x80808080) !== (0x80808080 | 0)) break;
    at += 4;
  }
  while (PLAIN[view.getUint8(at)] === 1) at += 1;
  return at;
}
