/**
 * How a column of doubles is written when it can be written shorter without losing a bit. A kind is one byte: one of these,
 * or `DECIMALS` plus a number of decimals.
 */
export const RAW = 0;
/** `first + i × step`: two doubles for the times of candles without a gap. */
export const STEPS = 1;
/** Each value is that of another column one row before: one double for the first. Opens are often the closes before them. */
export const ROW_BEFORE = 2;
/** Whole numbers of 32 bits that, divided by a power of ten, are the values. */
export const DECIMALS = 16;
const MOST_DECIMALS = 15;

/** Powers of ten that a double holds exactly. */
const POWERS_OF_TEN = Float64Array.from({ length: MOST_DECIMALS + 1 }, (_, exponent) =>
  Number(`1e${String(exponent)}`),
);

/** Where a packed column lies; `at` is a multiple of eight. */
export interface PackedColumn {
  readonly kind: number;
  readonly buffer: ArrayBufferLike;
  readonly at: number;
}

const WIDTH = Float64Array.BYTES_PER_ELEMENT;

/** Bytes of a column of this kind, a multiple of eight; −1 for no kind. */
export function packedBytes(kind: number, count: number): number {
  if (kind === RAW) return count * WIDTH;
  if (kind === STEPS) return 2 * WIDTH;
  if (kind === ROW_BEFORE) return WIDTH;
  return kind >= DECIMALS && kind <= DECIMALS + MOST_DECIMALS ? Math.ceil(count / 2) * WIDTH : -1;
}

/** The shortest kind for a column. @param other the column it may repeat one row later; null when there is none. */
export function kindOfColumn(values: Float64Array, other: Float64Array | null): number {
  if (isSteps(values)) return STEPS;
  if (other !== null && repeats(values, other)) return ROW_BEFORE;
  const decimals = decimalsOf(values);
  return decimals < 0 ? RAW : DECIMALS + decimals;
}

function isSteps(values: Float64Array): boolean {
  const first = values[0] ?? 0;
  const step = (values[1] ?? first) - first;
  for (let row = 2; row < values.length; row += 1) if (values[row] !== first + row * step) return false;
  return true;
}

function repeats(values: Float64Array, other: Float64Array): boolean {
  for (let row = 1; row < values.length; row += 1) if (values[row] !== other[row - 1]) return false;
  return true;
}

/** The fewest decimals by which all values are whole numbers of 32 bits; −1 when there are none. */
function decimalsOf(values: Float64Array): number {
  let decimals = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    while (!isDecimal(value, decimals)) {
      decimals += 1;
      if (decimals > MOST_DECIMALS || Math.abs(value) * (POWERS_OF_TEN[decimals] ?? 1) > 2 ** 31) return -1;
    }
  }
  // More decimals than the first values needed may be too many for them.
  return values.every((value) => isDecimal(value, decimals)) ? decimals : -1;
}

function isDecimal(value: number, decimals: number): boolean {
  const power = POWERS_OF_TEN[decimals] ?? 1;
  const whole = Math.round(value * power);
  return whole === (whole | 0) && whole / power === value;
}

/** Writes a column in a kind that fits it. All hosts of the program are little-endian, so blocks are copied. */
export function packColumn({ kind, buffer, at }: PackedColumn, values: Float64Array): void {
  const [first = 0, second = first] = values;
  if (kind === RAW) new Float64Array(buffer, at, values.length).set(values);
  else if (kind === STEPS) new Float64Array(buffer, at, 2).set([first, second - first]);
  else if (kind === ROW_BEFORE) new Float64Array(buffer, at, 1).set([first]);
  else {
    const power = POWERS_OF_TEN[kind - DECIMALS] ?? 1;
    const wholes = new Int32Array(buffer, at, values.length);
    for (let row = 0; row < wholes.length; row += 1) wholes[row] = Math.round((values[row] ?? 0) * power);
  }
}

/**
 * Reads a column back into `column`, from row `to` on.
 * @param other the column it may repeat one row later; it must have been read before.
 */
export function unpackColumn(
  packed: PackedColumn,
  count: number,
  column: Float64Array,
  to: number,
  other: Float64Array,
): void {
  const { kind, buffer, at } = packed;
  if (kind === RAW) column.set(new Float64Array(buffer, at, count), to);
  else if (kind >= DECIMALS) fillDecimals(new Int32Array(buffer, at, count), kind - DECIMALS, column, to);
  else if (kind === STEPS) fillSteps(new Float64Array(buffer, at, 2), count, column, to);
  else {
    column.set(new Float64Array(buffer, at, 1), to);
    column.set(other.subarray(to, to + count - 1), to + 1);
  }
}

function fillDecimals(wholes: Int32Array, decimals: number, column: Float64Array, to: number): void {
  const power = POWERS_OF_TEN[decimals] ?? Number.NaN;
  // A whole number divided by an exact power of ten is rounded once, so it is the double nearest to the decimal.
  for (let row = 0; row < wholes.length; row += 1) column[to + row] = (wholes[row] ?? Number.NaN) / power;
}

function fillSteps(
  [first = Number.NaN, step = Number.NaN]: Float64Array,
  count: number,
  column: Float64Array,
  to: number,
): void {
  for (let row = 0; row < count; row += 1) column[to + row] = first + row * step;
}
