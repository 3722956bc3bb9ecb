/** BLAKE2b without a key (RFC 7693), on whole 64-bit integers: it is called a few hundred times, never in a hot path. */

const IV: readonly bigint[] = [
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
];

/** The order of message words in each round, in hex digits. */
const SIGMA: readonly string[] = [
  '0123456789abcdef',
  'ea489fd61c02b753',
  'b8c052fdae367194',
  '7931dcbe265a40f8',
  '905724afe1bc683d',
  '2c6a0b834d75fe19',
  'c51fed4a0763928b',
  'db7ec13950f4862a',
  '6fe9b308c2d714a5',
  'a2847615fb9e3cd0',
];

/** The words that each of the eight steps of a round mixes. */
const STEPS: readonly (readonly [number, number, number, number])[] = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
];

const BLOCK_BYTES = 128;
const ROUNDS = 12;
const LONGEST = 64;

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const turnRight = (value: bigint, bits: bigint): bigint => u64((value >> bits) | (value << (64n - bits)));

function compress(h: BigUint64Array, block: DataView, bytesSoFar: number, last: boolean): void {
  const m = BigUint64Array.from({ length: 16 }, (_, i) => block.getBigUint64(i * 8, true));
  const v = BigUint64Array.from([...h, ...IV]);
  const at = (i: number): bigint => v[i] ?? 0n;
  v[12] = at(12) ^ BigInt(bytesSoFar);
  if (last) v[14] = u64(~at(14));
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = SIGMA[round % SIGMA.length] ?? '';
    STEPS.forEach(([a, b, c, d], step) => {
      const x = m[Number.parseInt(order[2 * step] ?? '', 16)] ?? 0n;
      const y = m[Number.parseInt(order[2 * step + 1] ?? '', 16)] ?? 0n;
      v[a] = u64(at(a) + at(b) + x);
      v[d] = turnRight(at(d) ^ at(a), 32n);
      v[c] = u64(at(c) + at(d));
      v[b] = turnRight(at(b) ^ at(c), 24n);
      v[a] = u64(at(a) + at(b) + y);
      v[d] = turnRight(at(d) ^ at(a), 16n);
      v[c] = u64(at(c) + at(d));
      v[b] = turnRight(at(b) ^ at(c), 63n);
    });
  }
  for (let i = 0; i < 8; i += 1) h[i] = (h[i] ?? 0n) ^ at(i) ^ at(i + 8);
}

/** The hash of `input` in `length` bytes, 1 to 64. */
export function blake2b(input: Uint8Array, length: number): Buffer {
  if (!Number.isInteger(length) || length < 1 || length > LONGEST)
    throw new RangeError(`No BLAKE2b of ${length} bytes`);
  const h = BigUint64Array.from(IV);
  h[0] = (h[0] ?? 0n) ^ 0x01010000n ^ BigInt(length);
  const blocks = Math.max(1, Math.ceil(input.length / BLOCK_BYTES));
  const padded = new Uint8Array(blocks * BLOCK_BYTES);
  padded.set(input);
  for (let i = 0; i < blocks; i += 1) {
    const last = i === blocks - 1;
    const block = new DataView(padded.buffer, i * BLOCK_BYTES, BLOCK_BYTES);
    compress(h, block, last ? input.length : (i + 1) * BLOCK_BYTES, last);
  }
  padded.fill(0);
  return Buffer.from(h.buffer).subarray(0, length);
}
