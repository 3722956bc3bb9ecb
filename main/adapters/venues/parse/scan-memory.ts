import { encodeModule } from '#core/wasm/encoder.ts';
import { compile, instantiate, PAGE, type WasmMemory } from '#core/wasm/host.ts';
import { PADDING } from './digits.ts';
import { END, FREE, RECORD, scanData, scanKernel, STEPS } from './scan-kernel.ts';

/** Values of a row, and those of them that are taken. */
export const MOST_PLACES = 64;
export const MOST_COLUMNS = 16;
/** Rows of one scan. */
export const MOST_ROWS = 1_024;

/** Columns are shifted against each other: at equal distance in a page they would share one set of the first cache. */
const STAGGER_BYTES = 320;
export const COLUMN_BYTES = MOST_ROWS * 8 + STAGGER_BYTES;
export const RECORDS_AT = FREE;
export const STEPS_AT = RECORDS_AT + MOST_PLACES * RECORD.bytes;
export const COLUMNS_AT = STEPS_AT + MOST_COLUMNS * STEPS.bytes;
export const MESSAGE_AT = Math.ceil((COLUMNS_AT + MOST_COLUMNS * COLUMN_BYTES) / PAGE) * PAGE;

interface Exports {
  scan(at: number, first: number, last: number, close: number, most: number): number;
}

/** The kernel with its memory: one for the process, because each takes a large range of addresses. */
export class ScanMemory {
  readonly #memory: WasmMemory;
  readonly exports: Exports;
  bytes: Uint8Array;
  /** The columns as doubles and as pairs of addresses. */
  columns: readonly Float64Array[] = [];
  texts: readonly Uint32Array[] = [];
  #ends: Uint32Array;

  constructor(module: object) {
    const { memory, exports } = instantiate(module, MESSAGE_AT + PAGE);
    this.#memory = memory;
    this.exports = exports as Exports;
    this.bytes = new Uint8Array(memory.buffer);
    this.#ends = new Uint32Array(memory.buffer, END, 1);
    this.#look();
  }

  /** The address behind the last whole row. */
  get end(): number {
    return this.#ends[0] ?? 0;
  }

  /** Takes over the bytes of a message from `start` to `end`, with padding behind them. */
  copy(message: Uint8Array, start: number, end: number): void {
    const missing = MESSAGE_AT + end + PADDING - this.bytes.length;
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / PAGE));
      this.#look();
    }
    this.bytes.set(message.subarray(start, end), MESSAGE_AT + start);
    this.bytes.fill(0, MESSAGE_AT + end, MESSAGE_AT + end + PADDING);
  }

  #look(): void {
    const { buffer } = this.#memory;
    const at = (column: number): number => COLUMNS_AT + column * COLUMN_BYTES;
    this.bytes = new Uint8Array(buffer);
    this.#ends = new Uint32Array(buffer, END, 1);
    this.columns = Array.from({ length: MOST_COLUMNS }, (_, column) => new Float64Array(buffer, at(column), MOST_ROWS));
    this.texts = Array.from(
      { length: MOST_COLUMNS },
      (_, column) => new Uint32Array(buffer, at(column), 2 * MOST_ROWS),
    );
  }
}

let shared: ScanMemory | null | undefined;

/** The one of the process; null where the host has no WebAssembly with SIMD, and all is read in plain JS. */
export function scanMemory(): ScanMemory | null {
  if (shared === undefined) {
    const module = compile(encodeModule([scanKernel()], scanData()));
    shared = module === undefined ? null : new ScanMemory(module);
  }
  return shared;
}
