import { double, signed, unsigned, type Code, type ValueType } from './encoder.ts';

/** WebAssembly instructions as expressions: every helper returns the encoded code of its operands and itself. */

const simd = (opcode: number, ...immediates: number[]): Code => [0xfd, ...unsigned(opcode), ...immediates];
const binary =
  (operation: Code) =>
  (a: Code, b: Code): Code => [...a, ...b, ...operation];
const unary =
  (operation: Code) =>
  (a: Code): Code => [...a, ...operation];
/** Alignment hint (log2 of bytes) and offset of a memory access. */
const access = (align: number, offset: number): Code => [align, ...unsigned(offset)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const block = (...parts: readonly Code[]): Code => parts.flat();

export const int = (value: number): Code => [0x41, ...signed(value)];
export const real = (value: number): Code => [0x44, ...double(value)];

export const i32 = {
  add: binary([0x6a]),
  sub: binary([0x6b]),
  mul: binary([0x6c]),
  and: binary([0x71]),
  or: binary([0x72]),
  shiftLeft: binary([0x74]),
  shiftRight: binary([0x76]),
  /** Zeros below the lowest set bit; 32 when there is none. */
  trailingZeros: unary([0x68]),
  isZero: unary([0x45]),
  lessThan: binary([0x49]),
  above: binary([0x4b]),
  equal: binary([0x46]),
  notEqual: binary([0x47]),
  /** Whole part of a non-negative double. */
  fromReal: unary([0xab]),
  load: (address: Code, offset: number): Code => [...address, 0x28, ...access(2, offset)],
  load8: (address: Code, offset: number): Code => [...address, 0x2d, ...access(0, offset)],
  store: (address: Code, offset: number, value: Code): Code => [...address, ...value, 0x36, ...access(2, offset)],
};

export const f64 = {
  add: binary([0xa0]),
  sub: binary([0xa1]),
  mul: binary([0xa2]),
  div: binary([0xa3]),
  sqrt: unary([0x9f]),
  equal: binary([0x61]),
  lessThan: binary([0x63]),
  atLeast: binary([0x66]),
  truncate: unary([0x9d]),
  load: (address: Code, offset: number): Code => [...address, 0x2b, ...access(3, offset)],
  store: (address: Code, offset: number, value: Code): Code => [...address, ...value, 0x39, ...access(3, offset)],
};

/** Sixteen bytes at once; comparisons fill a lane with ones or zeros. */
export const i8x16 = {
  sub: binary(simd(0x71)),
  equal: binary(simd(0x23)),
  lessThan: binary(simd(0x26)),
  /** Unsigned sums of at most 255. */
  addSaturated: binary(simd(0x70)),
  /** The highest bit of each lane. */
  mask: unary(simd(0x64)),
  /** Lanes of `a` picked by the indexes in `b`; an index from 16 on gives zero. */
  swizzle: binary(simd(0x0e)),
};

/** Eight 16-bit whole numbers at once. */
export const i16x8 = {
  add: binary(simd(0x8e)),
  mul: binary(simd(0x95)),
  shiftRight: binary(simd(0x8d)),
  /** Products of signed lanes, neighbours added: four 32-bit sums. */
  dot: binary(simd(0xba)),
  /** The 32-bit lanes of both as unsigned 16-bit ones. */
  narrow: binary(simd(0x86)),
};

/** Two doubles at once. `pmax(a, b)` is `a < b ? b : a`, `pmin(a, b)` is `b < a ? b : a`. */
export const f64x2 = {
  splat: unary(simd(0x14)),
  lane: (value: Code, lane: 0 | 1): Code => [...value, ...simd(0x21, lane)],
  withLane: (vector: Code, lane: 0 | 1, value: Code): Code => [...vector, ...value, ...simd(0x22, lane)],
  equal: binary(simd(0x47)),
  atLeast: binary(simd(0x4c)),
  sqrt: unary(simd(0xef)),
  add: binary(simd(0xf0)),
  sub: binary(simd(0xf1)),
  mul: binary(simd(0xf2)),
  div: binary(simd(0xf3)),
  pmin: binary(simd(0xf6)),
  pmax: binary(simd(0xf7)),
  /** The two lower ones of four unsigned 32-bit lanes. */
  fromLow32: unary(simd(0xff)),
  constant: (low: number, high: number): Code => [...simd(0x0c), ...double(low), ...double(high)],
};

export const v128 = {
  load: (address: Code, offset: number): Code => [...address, ...simd(0x00), ...access(3, offset)],
  loadSplat: (address: Code, offset: number): Code => [...address, ...simd(0x0a), ...access(3, offset)],
  store: (address: Code, offset: number, value: Code): Code => [
    ...address,
    ...value,
    ...simd(0x0b),
    ...access(3, offset),
  ],
  and: binary(simd(0x4e)),
  or: binary(simd(0x50)),
  xor: binary(simd(0x51)),
  /** 1 when any bit is set. */
  any: unary(simd(0x53)),
  /** `a` with the bits of `b` cleared. */
  andNot: binary(simd(0x4f)),
  /** Bits of `a` where `mask` is set, of `b` elsewhere. */
  select: (a: Code, b: Code, mask: Code): Code => [...a, ...b, ...mask, ...simd(0x52)],
  /** (a[0], b[0]). */
  lows: binary(simd(0x0d, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)),
  /** (a[1], b[1]). */
  highs: binary(simd(0x0d, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31)),
};

/** Runs `body`, and again as long as `condition` holds after it. */
export const repeatWhile = (body: Code, condition: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0x00, 0x0b];

/** Runs `body` when `condition` is not zero. */
export const when = (condition: Code, body: Code): Code => [...condition, 0x04, 0x40, ...body, 0x0b];

/** Runs one of two pieces. */
export const choose = (condition: Code, then: Code, otherwise: Code): Code => [
  ...[...condition, 0x04, 0x40],
  ...then,
  0x05,
  ...otherwise,
  0x0b,
];

/** Leaves the function with `value`. */
export const leave = (value: Code): Code => [...value, 0x0f];

/** Hands out local indexes by name while a function is written; parameters come first. */
export class Locals {
  readonly #types: ValueType[] = [];
  readonly #params: number;

  constructor(params: number) {
    this.#params = params;
  }

  /** A new local of the given type. */
  add(type: ValueType): number {
    this.#types.push(type);
    return this.#params + this.#types.length - 1;
  }

  /** Types of all locals so far, in order. */
  get types(): readonly ValueType[] {
    return this.#types;
  }
}
