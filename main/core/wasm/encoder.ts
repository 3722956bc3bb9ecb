/**
 * Writes WebAssembly modules: just enough of the binary format (WebAssembly core specification 2.0, chapter 5) for
 * kernels that work on one imported memory and call nothing.
 */

/** A piece of encoded instructions or data. */
export type Code = readonly number[];

/** Value types by their binary code. */
export const VALUE_TYPE = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;

/** Name of a value type. */
export type ValueType = keyof typeof VALUE_TYPE;

/** One exported function. */
export interface FunctionSource {
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** Bytes written to the memory when the module is instantiated. */
export interface DataSegment {
  readonly at: number;
  readonly bytes: Code;
}

/** Unsigned LEB128. */
export function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): Code {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

/** The eight bytes of a double, little endian. */
export function double(value: number): Code {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return [...bytes];
}

const text = (value: string): Code => {
  const bytes = [...new TextEncoder().encode(value)];
  return [...unsigned(bytes.length), ...bytes];
};

const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const types = (list: readonly ValueType[]): Code => vector(list.map((type) => [VALUE_TYPE[type]]));

/** A function body: its locals, one group each, its code and the closing `end`. */
function functionBody({ locals, body }: FunctionSource): Code {
  const content = [...vector(locals.map((type) => [1, VALUE_TYPE[type]])), ...body, 0x0b];
  return [...unsigned(content.length), ...content];
}

/** An active data segment: memory 0 at a constant address. */
const segment = ({ at, bytes }: DataSegment): Code => [
  0x00,
  ...[0x41, ...signed(at), 0x0b],
  ...unsigned(bytes.length),
  ...bytes,
];

/** A module that imports the memory `env.memory`, exports the given functions and fills in the data. */
export function encodeModule(
  functions: readonly FunctionSource[],
  data: readonly DataSegment[] = [],
): Uint8Array<ArrayBuffer> {
  const noUpperLimit = 0x00;
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(functions.map(({ params, results }) => [0x60, ...types(params), ...types(results)]))),
    ...section(2, vector([[...text('env'), ...text('memory'), 0x02, noUpperLimit, 0x01]])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]))),
    ...section(10, vector(functions.map(functionBody))),
    ...section(11, vector(data.map(segment))),
  ]);
}
