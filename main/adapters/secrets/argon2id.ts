import { BLOCK_WORDS, compressBlock, productHigh, wipeScratch } from './argon2-block.ts';
import { blake2b } from './blake2b.ts';
import type { KdfCost } from './vault-format.ts';

const VERSION = 0x13;
const ARGON2ID = 2;
const SLICES = 4;
const BLOCK_BYTES = 1_024;
const HASH_BYTES = 64;
const ADDRESSES_PER_BLOCK = 128;
/** About ten milliseconds of work. */
const BLOCKS_AT_ONCE = 6 * ADDRESSES_PER_BLOCK;

const le32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** The hash of any length that RFC 9106 calls H' (section 3.3). */
function longHash(input: Buffer, length: number): Buffer {
  const first = Buffer.concat([le32(length), input]);
  if (length <= HASH_BYTES) return blake2b(first, length);
  const parts: Buffer[] = [];
  let hash = blake2b(first, HASH_BYTES);
  let left = length;
  while (left > HASH_BYTES) {
    parts.push(hash.subarray(0, HASH_BYTES / 2));
    left -= HASH_BYTES / 2;
    hash = blake2b(hash, left > HASH_BYTES ? HASH_BYTES : left);
  }
  return Buffer.concat([...parts, hash]);
}

/** The first hash, over all parameters; there is neither a secret nor associated data. */
function seed(password: Buffer, salt: Buffer, { memoryKiB, passes, lanes }: KdfCost, length: number): Buffer {
  const numbers = [lanes, length, memoryKiB, passes, VERSION, ARGON2ID].map(le32);
  const texts = [password, salt, Buffer.alloc(0), Buffer.alloc(0)].flatMap((text) => [le32(text.length), text]);
  return blake2b(Buffer.concat([...numbers, ...texts]), HASH_BYTES);
}

interface Matrix {
  readonly memory: Int32Array;
  readonly lanes: number;
  /** Blocks of a lane, and of a lane's part in one slice. */
  readonly columns: number;
  readonly segment: number;
  /** Where the addresses of the data-independent part are made: input, output, zeros. */
  readonly addresses: Int32Array;
  readonly passes: number;
}

interface Place {
  readonly pass: number;
  readonly slice: number;
  readonly lane: number;
}

function newMatrix({ memoryKiB, passes, lanes }: KdfCost): Matrix {
  const segment = Math.floor(memoryKiB / (SLICES * lanes));
  const columns = SLICES * segment;
  const memory = new Int32Array(lanes * columns * BLOCK_WORDS);
  return { memory, lanes, columns, segment, passes, addresses: new Int32Array(3 * BLOCK_WORDS) };
}

/** The next 128 addresses of the part whose order of access does not depend on the password. */
function nextAddresses({ addresses }: Matrix): void {
  const [input, output, zeros] = [0, BLOCK_WORDS, 2 * BLOCK_WORDS];
  addresses[12] = (addresses[12] ?? 0) + 1;
  compressBlock(addresses, zeros, input, output, false);
  compressBlock(addresses, zeros, output, output, false);
}

function startAddresses(matrix: Matrix, { pass, lane, slice }: Place): void {
  const { addresses, lanes, columns, passes } = matrix;
  addresses.fill(0);
  [pass, lane, slice, lanes * columns, passes, ARGON2ID].forEach((value, i) => {
    addresses[2 * i] = value;
  });
}

/** Which earlier block goes into the one at `index` of a segment, by two pseudo-random numbers. */
function reference(matrix: Matrix, { pass, slice, lane }: Place, index: number, j1: number, j2: number): number {
  const { lanes, columns, segment } = matrix;
  const first = pass === 0;
  const from = first && slice === 0 ? lane : (j2 >>> 0) % lanes;
  const finished = first ? slice * segment : columns - segment;
  const own = from === lane;
  const area = own ? finished + index - 1 : finished - (index === 0 ? 1 : 0);
  const back = area - 1 - productHigh(area, productHigh(j1, j1));
  const start = first || slice === SLICES - 1 ? 0 : (slice + 1) * segment;
  return (from * columns + ((start + back) % columns)) * BLOCK_WORDS;
}

/** Fills the blocks `from` to `to` of a lane's part in a slice. */
function fillBlocks(matrix: Matrix, place: Place, from: number, to: number): void {
  const { memory, columns, segment, addresses } = matrix;
  const { pass, slice, lane } = place;
  const independent = pass === 0 && slice < SLICES / 2;
  for (let index = from; index < to; index += 1) {
    if (independent && (index % ADDRESSES_PER_BLOCK === 0 || index === from)) nextAddresses(matrix);
    const column = slice * segment + index;
    const previous = (lane * columns + (column === 0 ? columns - 1 : column - 1)) * BLOCK_WORDS;
    const [source, at] = independent
      ? [addresses, BLOCK_WORDS + 2 * (index % ADDRESSES_PER_BLOCK)]
      : [memory, previous];
    const other = reference(matrix, place, index, source[at] ?? 0, source[at + 1] ?? 0);
    compressBlock(memory, previous, other, (lane * columns + column) * BLOCK_WORDS, pass > 0);
  }
}

/** Fills a lane's part in a slice, with pauses. */
async function fillSegment(matrix: Matrix, place: Place, breathe: () => Promise<void>): Promise<void> {
  startAddresses(matrix, place);
  const { segment } = matrix;
  let from = place.pass === 0 && place.slice === 0 ? 2 : 0;
  while (from < segment) {
    // Whole groups of addresses, so that the next part begins with a new one.
    const to = Math.min(segment, (Math.floor(from / BLOCKS_AT_ONCE) + 1) * BLOCKS_AT_ONCE);
    fillBlocks(matrix, place, from, to);
    await breathe();
    from = to;
  }
}

function firstBlocks(matrix: Matrix, hash: Buffer): void {
  const { memory, lanes, columns } = matrix;
  for (let lane = 0; lane < lanes; lane += 1) {
    for (let column = 0; column < 2; column += 1) {
      const bytes = longHash(Buffer.concat([hash, le32(column), le32(lane)]), BLOCK_BYTES);
      const start = (lane * columns + column) * BLOCK_WORDS;
      for (let i = 0; i < BLOCK_WORDS; i += 1) memory[start + i] = bytes.readInt32LE(4 * i);
    }
  }
}

function lastBlock({ memory, lanes, columns }: Matrix): Buffer {
  const bytes = Buffer.alloc(BLOCK_BYTES);
  for (let i = 0; i < BLOCK_WORDS; i += 1) {
    let word = 0;
    for (let lane = 0; lane < lanes; lane += 1) word ^= memory[((lane + 1) * columns - 1) * BLOCK_WORDS + i] ?? 0;
    bytes.writeInt32LE(word, 4 * i);
  }
  return bytes;
}

/**
 * Argon2id (RFC 9106) for runtimes whose crypto library lacks it, as Electron's does. About ten times slower than the
 * native one; it pauses every few milliseconds, so that the process goes on with its other work.
 */
export async function argon2id(
  password: Buffer,
  salt: Buffer,
  cost: KdfCost,
  length: number,
  breathe: () => Promise<void> = () => new Promise((resolve) => setImmediate(resolve)),
): Promise<Buffer> {
  const matrix = newMatrix(cost);
  firstBlocks(matrix, seed(password, salt, cost, length));
  for (let pass = 0; pass < cost.passes; pass += 1) {
    for (let slice = 0; slice < SLICES; slice += 1) {
      for (let lane = 0; lane < cost.lanes; lane += 1) {
        await fillSegment(matrix, { pass, slice, lane }, breathe);
      }
    }
  }
  const tag = longHash(lastBlock(matrix), length);
  matrix.memory.fill(0);
  wipeScratch();
  return tag;
}
