/** Argon2's work on blocks of 1 KiB (RFC 9106, section 3.5), each 128 words of 64 bits kept as pairs of 32: low, high. */

/** Numbers of 32 bits in a block. */
export const BLOCK_WORDS = 256;

/** The high half of the last 64-bit result; the low one is what the function gives. */
let high = 0;

/** The high 32 bits of the product of two unsigned 32-bit numbers. */
export function productHigh(a: number, b: number): number {
  const [al, ah, bl, bh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const lowHigh = al * bh;
  const highLow = ah * bl;
  const carry = ((al * bl) >>> 16) + (lowHigh & 0xffff) + (highLow & 0xffff);
  return (ah * bh + (lowHigh >>> 16) + (highLow >>> 16) + (carry >>> 16)) >>> 0;
}

/** a + b + 2 · low(a) · low(b), modulo 2^64. */
function blamka(aLow: number, aHigh: number, bLow: number, bHigh: number): number {
  const al = aLow & 0xffff;
  const ah = aLow >>> 16;
  const bl = bLow & 0xffff;
  const bh = bLow >>> 16;
  const lowHigh = al * bh;
  const highLow = ah * bl;
  const carry = ((al * bl) >>> 16) + (lowHigh & 0xffff) + (highLow & 0xffff);
  const productLow = Math.imul(aLow, bLow);
  const productTop = ah * bh + (lowHigh >>> 16) + (highLow >>> 16) + (carry >>> 16);
  const low = (aLow >>> 0) + (bLow >>> 0) + ((productLow << 1) >>> 0);
  const over = low >= 8_589_934_592 ? 2 : low >= 4_294_967_296 ? 1 : 0;
  high = (aHigh + bHigh + ((productTop << 1) | (productLow >>> 31)) + over) | 0;
  return low | 0;
}

/** The mixing of four words; `a` to `d` are the places of their low halves. */
function mix(z: Int32Array, a: number, b: number, c: number, d: number): void {
  let [bLow, bHigh, dLow, dHigh] = [z[b] ?? 0, z[b + 1] ?? 0, z[d] ?? 0, z[d + 1] ?? 0];
  let aLow = blamka(z[a] ?? 0, z[a + 1] ?? 0, bLow, bHigh);
  let aHigh = high;
  let low = dLow ^ aLow;
  dLow = dHigh ^ aHigh;
  dHigh = low;
  let cLow = blamka(z[c] ?? 0, z[c + 1] ?? 0, dLow, dHigh);
  let cHigh = high;
  low = bLow ^ cLow;
  let top = bHigh ^ cHigh;
  bLow = (low >>> 24) | (top << 8);
  bHigh = (top >>> 24) | (low << 8);
  aLow = blamka(aLow, aHigh, bLow, bHigh);
  aHigh = high;
  low = dLow ^ aLow;
  top = dHigh ^ aHigh;
  dLow = (low >>> 16) | (top << 16);
  dHigh = (top >>> 16) | (low << 16);
  cLow = blamka(cLow, cHigh, dLow, dHigh);
  cHigh = high;
  low = bLow ^ cLow;
  top = bHigh ^ cHigh;
  z[a] = aLow;
  z[a + 1] = aHigh;
  z[b] = (low << 1) | (top >>> 31);
  z[b + 1] = (top << 1) | (low >>> 31);
  z[c] = cLow;
  z[c + 1] = cHigh;
  z[d] = dLow;
  z[d + 1] = dHigh;
}

/** The permutation P on sixteen words: eight pairs that begin at `at` and are `step` apart. */
function permute(z: Int32Array, at: number, step: number): void {
  const place = (word: number): number => at + (word >> 1) * step + (word & 1) * 2;
  const [v0, v1, v2, v3] = [place(0), place(1), place(2), place(3)];
  const [v4, v5, v6, v7] = [place(4), place(5), place(6), place(7)];
  const [v8, v9, v10, v11] = [place(8), place(9), place(10), place(11)];
  const [v12, v13, v14, v15] = [place(12), place(13), place(14), place(15)];
  mix(z, v0, v4, v8, v12);
  mix(z, v1, v5, v9, v13);
  mix(z, v2, v6, v10, v14);
  mix(z, v3, v7, v11, v15);
  mix(z, v0, v5, v10, v15);
  mix(z, v1, v6, v11, v12);
  mix(z, v2, v7, v8, v13);
  mix(z, v3, v4, v9, v14);
}

const ROWS = 8;
const ROW_WORDS = 32;
const PAIR_WORDS = 4;

const scratch = new Int32Array(BLOCK_WORDS);
const unmixed = new Int32Array(BLOCK_WORDS);

/**
 * The compression function: writes G(x, y) to `out`, or, when `keep`, G(x, y) xor what is there. The places are the first
 * words of blocks in `memory`; they may be the same.
 */
export function compressBlock(memory: Int32Array, x: number, y: number, out: number, keep: boolean): void {
  const z = scratch;
  for (let i = 0; i < BLOCK_WORDS; i += 1) z[i] = (memory[x + i] ?? 0) ^ (memory[y + i] ?? 0);
  unmixed.set(z);
  for (let row = 0; row < ROWS; row += 1) permute(z, row * ROW_WORDS, PAIR_WORDS);
  for (let column = 0; column < ROWS; column += 1) permute(z, column * PAIR_WORDS, ROW_WORDS);
  for (let i = 0; i < BLOCK_WORDS; i += 1) {
    const mixed = (z[i] ?? 0) ^ (unmixed[i] ?? 0);
    memory[out + i] = keep ? mixed ^ (memory[out + i] ?? 0) : mixed;
  }
}

/** Overwrites what the last compression left. */
export function wipeScratch(): void {
  scratch.fill(0);
  unmixed.fill(0);
}
