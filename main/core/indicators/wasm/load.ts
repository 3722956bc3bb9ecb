import { encodeModule } from './encoder.ts';
import { fusedConstants, fusedKernel } from './fused-kernel.ts';
import { tickKernel } from './tick-kernel.ts';

/** Modules are encoded and compiled once, at first use. Where the host has no WebAssembly the callers compute in plain JS. */

/** The bank's hot path: both answer 1, or 0 when the row is still warming up. */
export interface TickKernel {
  peek(row: number, high: number, low: number, close: number): number;
  commit(row: number, high: number, low: number, close: number): number;
}

/** Byte address of the first state row; the output row lies before it in cache lines of its own. */
export const ROWS_AT = 128;

const PAGE = 65_536;

/** The part of the host's `WebAssembly` used here; named as a type of our own, because not every host has it. */
interface WasmHost {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Memory: new (descriptor: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

const host = (globalThis as unknown as { readonly WebAssembly?: WasmHost }).WebAssembly;

let tickModule: object | null | undefined;

/** Whether this host compiles the module; a host without WebAssembly or without SIMD answers undefined. */
export function compile(bytes: Uint8Array<ArrayBuffer>): object | undefined {
  try {
    return host === undefined ? undefined : new host.Module(bytes);
  } catch {
    return undefined;
  }
}

/** A fresh memory of at least `bytes` and an instance of the module working on it. */
export function instantiate(module: object, bytes: number): { buffer: ArrayBuffer; exports: unknown } {
  if (host === undefined) throw new Error('a compiled module without WebAssembly');
  const memory = new host.Memory({ initial: Math.ceil(bytes / PAGE) });
  return { buffer: memory.buffer, exports: new host.Instance(module, { env: { memory } }).exports };
}

/** The tick kernel over a memory with room for `stateBytes` of state rows; undefined without WebAssembly SIMD. */
export function loadTickKernel(stateBytes: number): { buffer: ArrayBuffer; kernel: TickKernel } | undefined {
  tickModule ??= compile(encodeModule(tickKernel(0))) ?? null;
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
