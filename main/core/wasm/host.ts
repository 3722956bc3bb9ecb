/** The part of the host's `WebAssembly` used here; named as types of our own, because not every host has it. */
interface WasmHost {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Memory: new (descriptor: { readonly initial: number }) => WasmMemory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/** A memory; growing it makes a new `buffer` and detaches the old one. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Bytes of a page, by which memories grow. */
export const PAGE = 65_536;

const host = (globalThis as unknown as { readonly WebAssembly?: WasmHost }).WebAssembly;

/** Whether this host compiles the module; a host without WebAssembly or without SIMD answers undefined. */
export function compile(bytes: Uint8Array<ArrayBuffer>): object | undefined {
  try {
    return host === undefined ? undefined : new host.Module(bytes);
  } catch {
    return undefined;
  }
}

/** A fresh memory of at least `bytes` and an instance of the module working on it. */
export function instantiate(
  module: object,
  bytes: number,
): { readonly memory: WasmMemory; readonly buffer: ArrayBuffer; readonly exports: unknown } {
  if (host === undefined) throw new Error('a compiled module without WebAssembly');
  const memory = new host.Memory({ initial: Math.ceil(bytes / PAGE) });
  return { memory, buffer: memory.buffer, exports: new host.Instance(module, { env: { memory } }).exports };
}
