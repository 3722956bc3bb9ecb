import { encodeModule } from '../../wasm/encoder.ts';
import { compile, instantiate } from '../../wasm/host.ts';
import { fusedConstants, fusedKernel } from './fused-kernel.ts';
import { tickKernel } from './tick-kernel.ts';

/** Modules are encoded and compiled once, at first use. Where the host has no WebAssembly the callers compute in plain JS. */

/** The bank's hot path: both answer 1, or 0 when the row is still warming up. */
export interface TickKernel {
  peek(row: number): number;
  commit(row: number): number;
}

/** Byte address of the first state row; the output row and the inputs lie before it in cache lines of their own. */
export const ROWS_AT = 128;
/** Byte address of high, low and close of the candle that the kernel takes. */
export const INPUTS_AT = 96;

let tickModule: object | null | undefined;

/** The tick kernel over a memory with room for `stateBytes` of state rows; undefined without WebAssembly SIMD. */
export function loadTickKernel(stateBytes: number): { buffer: ArrayBuffer; kernel: TickKernel } | undefined {
  tickModule ??= compile(encodeModule(tickKernel(0, INPUTS_AT))) ?? null;
  if (tickModule === null) return undefined;
  const { buffer, exports } = instantiate(tickModule, ROWS_AT + stateBytes);
  return { buffer, kernel: exports as TickKernel };
}

/** The batch kernel: candles from byte address `a` (and `b`) of the high columns until `a` reaches `end`. */
export interface FusedKernel {
  span(a: number, b: number, end: number): void;
}

const fusedModules = new Map<number, object | undefined>();

/** The batch kernel for columns `stride` bytes apart over a memory of `bytes`; undefined without WebAssembly SIMD. */
export function loadFusedKernel(
  stride: number,
  bytes: number,
): { buffer: ArrayBuffer; kernel: FusedKernel } | undefined {
  if (!fusedModules.has(stride))
    fusedModules.set(stride, compile(encodeModule([fusedKernel(stride)], [fusedConstants()])));
  const module = fusedModules.get(stride);
  if (module === undefined) return undefined;
  const { buffer, exports } = instantiate(module, bytes);
  return { buffer, kernel: exports as FusedKernel };
}
