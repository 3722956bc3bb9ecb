import { describe, expect, it } from 'vitest';
import { encodeModule, signed, unsigned } from './encoder.ts';
import { f64, f64x2, get, i32, int, real, repeatWhile, set, v128, when } from './instructions.ts';
import { compile, instantiate } from './host.ts';

describe('encoder', () => {
  it('writes LEB128 as the specification shows', () => {
    expect(unsigned(624485)).toEqual([0xe5, 0x8e, 0x26]);
    expect(unsigned(0)).toEqual([0]);
    expect(signed(-123456)).toEqual([0xc0, 0xbb, 0x78]);
    expect(signed(64)).toEqual([0xc0, 0x00]);
  });

  it('makes modules that loop, branch and work on the imported memory', () => {
    const sum = set(1, f64.add(get(1), f64.load(get(0), 8)));
    const bytes = encodeModule(
      [
        {
          name: 'sumOf3',
          params: ['i32'],
          results: ['f64'],
          locals: ['f64'],
          body: [
            ...repeatWhile([...sum, ...set(0, i32.add(get(0), int(8)))], i32.lessThan(get(0), int(24))),
            ...when(f64.lessThan(get(1), real(0)), set(1, real(-1))),
            ...get(1),
          ],
        },
      ],
      [{ at: 8, bytes: [0, 0, 0, 0, 0, 0, 0xf0, 0x3f] }],
    );
    const module = compile(bytes);
    if (module === undefined) throw new Error('this host has no WebAssembly');
    const { buffer, exports } = instantiate(module, 64);
    const { sumOf3 } = exports as { sumOf3: (from: number) => number };
    const memory = new Float64Array(buffer);
    expect(memory[1]).toBe(1);
    memory.set([4, 5], 2);
    expect(sumOf3(0)).toBe(10);
    memory.set([-40], 2);
    expect(sumOf3(0)).toBe(-1);
  });

  it('shuffles and compares lanes as documented', () => {
    const store = (offset: number, value: readonly number[]) => v128.store(int(0), offset, value);
    const [a, b] = [v128.load(int(0), 0), v128.load(int(0), 16)];
    const module = compile(
      encodeModule([
        {
          name: 'run',
          params: [],
          results: [],
          locals: [],
          body: [
            ...store(32, v128.lows(a, b)),
            ...store(48, v128.highs(a, b)),
            ...store(64, f64x2.pmax(a, b)),
            ...store(80, v128.select(a, b, f64x2.atLeast(a, b))),
          ],
        },
      ]),
    );
    if (module === undefined) throw new Error('this host has no WebAssembly');
    const { buffer, exports } = instantiate(module, 96);
    const memory = new Float64Array(buffer, 0, 12);
    memory.set([1, 9, 5, 2]);
    (exports as { run: () => void }).run();
    expect([...memory.subarray(4)]).toEqual([1, 5, 9, 2, 5, 9, 5, 9]);
  });

  it('answers undefined for bytes the host refuses', () => {
    expect(compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 9, 9, 9, 9]))).toBeUndefined();
  });
});
