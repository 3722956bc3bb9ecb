import { double, type Code, type DataSegment, type FunctionSource } from '#core/wasm/encoder.ts';
import {
  block,
  choose,
  f64,
  f64x2,
  get,
  i16x8,
  i32,
  i8x16,
  int,
  leave,
  Locals,
  real,
  repeatWhile,
  set,
  v128,
  when,
} from '#core/wasm/instructions.ts';
import { COMMA, QUOTE } from './json-cursor.ts';
import { EXACT_DIGITS, POWERS_OF_TEN } from './digits.ts';

/**
 * Reads rows that all look alike, such as `["37000.1","2.5"]` or `{"symbol":"A","price":"1.5"}`, sixteen bytes at a time. What
 * stands before each value, the brackets, commas and keys, is compared with the place's record; the value goes into its column.
 * At the first byte that is not as the records say it ends behind the last whole row: what comes then is for the full reader.
 *
 * `scan(at, first, last, close, most)` takes the addresses of the first row, of the first record and behind the last one,
 * the byte that ends a row, and eight times the most rows; it returns eight times the rows it read and leaves the address behind
 * them at END.
 */

/** What a place holds. A value to pass is a plain text or a number. */
export const VALUE = { pass: 0, text: 1, number: 2, steps: 3, stamp: 4 } as const;

/** A place's record: 32-bit numbers, then what stands before the value in blocks of 16 bytes, each with a mask behind it. */
export const RECORD = { length: 0, kind: 4, quoted: 8, column: 12, detail: 16, before: 32, bytes: 128 } as const;
/** Bytes that may stand before a value. */
export const LONGEST_BEFORE = 48;

/**
 * What counts steps, as doubles. By a number's decimals: how many steps a unit of its digits is, NaN where that is no whole number;
 * then the powers of ten to multiply and to divide the digits by, NaN where no double is exact. The units of a step; the least
 * steps there may be.
 */
export const STEPS = { perUnit: 0, up: 16 * 8, down: 32 * 8, units: 48 * 8, least: 49 * 8, bytes: 50 * 8 } as const;

const POWERS_AT = 0;
export const END = 128;
const CONTROLS_AT = 256;
/** The first address that the kernel does not use itself. */
export const FREE = 8_192;

const DIGIT_ZERO = 0x30;
const POINT = 0x2e;
const BACKSLASH = 0x5c;
const LANES = 16;
const [AT, FIRST, LAST, CLOSE, MOST] = [0, 1, 2, 3, 4] as const;

const lanes = (value: number): Code => new Array<number>(LANES).fill(value);
const pairs = (first: number, second: number): Code =>
  Array.from({ length: LANES / 4 }, () => [first & 0xff, first >> 8, second & 0xff, second >> 8]).flat();

/** Registers that the loop needs, loaded once: built in place, the compiler would build them anew in every turn. */
const REGISTERS = {
  zeros: lanes(DIGIT_ZERO),
  aboveNine: lanes(0x80 - 10),
  quotes: lanes(QUOTE),
  backslashes: lanes(BACKSLASH),
  blanks: lanes(0x20),
  lows: pairs(0xff, 0xff),
  tens: pairs(10, 10),
  hundreds: pairs(100, 1),
  thousands: pairs(10_000, 1),
  millions: [...double(1e8), ...double(1)],
} as const satisfies Readonly<Record<string, Code>>;
type Register = keyof typeof REGISTERS;
const REGISTER_NAMES = Object.keys(REGISTERS) as readonly Register[];
const REGISTERS_AT = 6_144;

/** Powers of ten, and for each place of the point and of the end how the digits move to the right of a register. */
export function scanData(): readonly DataSegment[] {
  const controls: number[] = [];
  for (let point = 0; point < LANES; point += 1) {
    for (let end = 0; end <= LANES; end += 1) controls.push(...control(point, end));
  }
  return [
    { at: POWERS_AT, bytes: [...POWERS_OF_TEN.subarray(0, LANES)].flatMap(double) },
    { at: CONTROLS_AT, bytes: controls },
    { at: REGISTERS_AT, bytes: Object.values(REGISTERS).flat() },
  ];
}

/** Without a point the two are the same. */
function control(point: number, end: number): Code {
  const digits = Array.from({ length: end }, (_, lane) => lane).filter((lane) => lane !== point);
  return [...new Array<number>(LANES - digits.length).fill(0x80), ...digits];
}

export function scanKernel(): FunctionSource {
  const writer = new ScanWriter();
  const body = writer.write();
  return {
    name: 'scan',
    params: ['i32', 'i32', 'i32', 'i32', 'i32'],
    results: ['i32'],
    locals: writer.locals.types,
    body,
  };
}

class ScanWriter {
  readonly locals = new Locals(5);
  readonly #registers = new Map(REGISTER_NAMES.map((name) => [name, this.locals.add('v128')]));
  readonly #row = this.locals.add('i32');
  readonly #end = this.locals.add('i32');
  readonly #place = this.locals.add('i32');
  readonly #kind = this.locals.add('i32');
  readonly #mask = this.locals.add('i32');
  readonly #from = this.locals.add('i32');
  readonly #point = this.locals.add('i32');
  readonly #stop = this.locals.add('i32');
  readonly #decimals = this.locals.add('i32');
  readonly #detail = this.locals.add('i32');
  readonly #bytes = this.locals.add('v128');
  readonly #value = this.locals.add('f64');
  readonly #units = this.locals.add('f64');

  write(): Code {
    return block(
      ...REGISTER_NAMES.map((name, at) => set(this.#local(name), v128.load(int(0), REGISTERS_AT + at * LANES))),
      set(this.#end, get(AT)),
      // Each row begins behind a comma, the first behind whatever comes before it.
      set(AT, i32.sub(get(AT), int(1))),
      repeatWhile(
        block(
          this.#step(1),
          set(this.#place, get(FIRST)),
          repeatWhile(
            block(this.#before(), this.#member(), set(this.#place, i32.add(get(this.#place), int(RECORD.bytes)))),
            i32.lessThan(get(this.#place), get(LAST)),
          ),
          this.#unless(i32.equal(this.#byte(), get(CLOSE))),
          this.#step(1),
          set(this.#end, get(AT)),
          set(this.#row, i32.add(get(this.#row), int(8))),
        ),
        i32.and(i32.lessThan(get(this.#row), get(MOST)), i32.equal(this.#byte(), int(COMMA))),
      ),
      this.#result(),
    );
  }

  #local(name: Register): number {
    return this.#registers.get(name) ?? Number.NaN;
  }

  #register(name: Register): Code {
    return get(this.#local(name));
  }

  #result(): Code {
    return block(i32.store(int(0), END, get(this.#end)), get(this.#row));
  }

  /** Gives up on this row when the condition does not hold. */
  #unless(condition: Code): Code {
    return when(i32.isZero(condition), block(i32.store(int(0), END, get(this.#end)), leave(get(this.#row))));
  }

  #step(count: number): Code {
    return set(AT, i32.add(get(AT), int(count)));
  }

  #byte(): Code {
    return i32.load8(get(AT), 0);
  }

  #field(offset: number): Code {
    return i32.load(get(this.#place), offset);
  }

  /** Compares what stands before a value, and goes behind it. */
  #before(): Code {
    const same = (offset: number): Code => {
      const record = RECORD.before + 2 * offset;
      const differing = v128.xor(v128.load(get(AT), offset), v128.load(get(this.#place), record));
      return i32.isZero(v128.any(v128.and(differing, v128.load(get(this.#place), record + LANES))));
    };
    const longer = (length: number, then: Code): Code => when(i32.above(this.#field(RECORD.length), int(length)), then);
    return block(
      this.#unless(same(0)),
      longer(LANES, block(this.#unless(same(LANES)), longer(2 * LANES, this.#unless(same(2 * LANES))))),
      set(AT, i32.add(get(AT), this.#field(RECORD.length))),
    );
  }

  #member(): Code {
    const kind = get(this.#kind);
    // A value to pass may be written with quotes or without.
    const quotedPass = block(
      when(
        i32.and(i32.isZero(kind), i32.equal(this.#byte(), int(QUOTE))),
        block(this.#step(1), set(this.#kind, int(-VALUE.text))),
      ),
    );
    const isText = i32.or(i32.equal(kind, int(VALUE.text)), i32.equal(kind, int(-VALUE.text)));
    return block(set(this.#kind, this.#field(RECORD.kind)), quotedPass, choose(isText, this.#text(), this.#number()));
  }

  /** A plain text; where it lies goes into its column as two addresses. */
  #text(): Code {
    const bytes = get(this.#bytes);
    const special = v128.or(
      v128.or(i8x16.equal(bytes, this.#register('quotes')), i8x16.equal(bytes, this.#register('backslashes'))),
      i8x16.lessThan(bytes, this.#register('blanks')),
    );
    const column = i32.add(this.#field(RECORD.column), get(this.#row));
    return block(
      set(this.#from, get(AT)),
      repeatWhile(
        block(set(this.#bytes, v128.load(get(AT), 0)), set(this.#mask, i8x16.mask(special)), this.#step(LANES)),
        i32.isZero(get(this.#mask)),
      ),
      set(AT, i32.add(i32.sub(get(AT), int(LANES)), i32.trailingZeros(get(this.#mask)))),
      this.#unless(i32.equal(this.#byte(), int(QUOTE))),
      when(
        i32.equal(get(this.#kind), int(VALUE.text)),
        block(i32.store(column, 0, get(this.#from)), i32.store(column, 4, get(AT))),
      ),
      this.#step(1),
    );
  }

  /** A number of at most 15 digits without sign and exponent: where its point and end are, then its value. */
  #number(): Code {
    const digits = i8x16.sub(v128.load(get(AT), 0), this.#register('zeros'));
    const point = get(this.#point);
    const mask = get(this.#mask);
    const leadingZero = i32.and(i32.above(point, int(1)), i32.equal(this.#byte(), int(DIGIT_ZERO)));
    const ends = block(
      set(this.#mask, i32.and(mask, i32.sub(mask, int(1)))),
      set(this.#stop, i32.trailingZeros(mask)),
      set(this.#decimals, i32.sub(i32.sub(get(this.#stop), point), int(1))),
      this.#unless(get(this.#decimals)),
    );
    return block(
      set(this.#bytes, digits),
      set(
        this.#mask,
        i32.or(i8x16.mask(i8x16.addSaturated(get(this.#bytes), this.#register('aboveNine'))), int(1 << LANES)),
      ),
      set(this.#point, i32.trailingZeros(mask)),
      this.#unless(i32.lessThan(i32.sub(point, int(1)), int(EXACT_DIGITS))),
      this.#unless(i32.isZero(leadingZero)),
      set(this.#stop, point),
      set(this.#decimals, int(0)),
      when(i32.equal(i32.load8(i32.add(get(AT), point), 0), int(POINT)), ends),
      set(AT, i32.add(get(AT), get(this.#stop))),
      when(get(this.#kind), this.#take()),
    );
  }

  #take(): Code {
    const kind = get(this.#kind);
    const quote = block(this.#unless(i32.equal(this.#byte(), int(QUOTE))), this.#step(1));
    return block(
      when(this.#field(RECORD.quoted), quote),
      this.#digits(),
      choose(
        i32.equal(kind, int(VALUE.number)),
        // A double divided by an exact power of ten is rounded once, so it is the nearest to the decimal.
        set(this.#value, f64.div(get(this.#value), this.#power(int(0), POWERS_AT))),
        choose(i32.equal(kind, int(VALUE.steps)), this.#steps(), this.#stamp()),
      ),
      f64.store(i32.add(this.#field(RECORD.column), get(this.#row)), 0, get(this.#value)),
    );
  }

  #power(table: Code, offset: number): Code {
    return f64.load(i32.add(table, i32.shiftLeft(get(this.#decimals), int(3))), offset);
  }

  /** The digits as one number: two, four and eight of them joined at a time. */
  #digits(): Code {
    const bytes = get(this.#bytes);
    const places = i32.add(i32.mul(get(this.#point), int(LANES + 1)), get(this.#stop));
    const controls = v128.load(i32.shiftLeft(places, int(4)), CONTROLS_AT);
    const tens = i16x8.mul(v128.and(bytes, this.#register('lows')), this.#register('tens'));
    return block(
      set(this.#bytes, i8x16.swizzle(bytes, controls)),
      set(this.#bytes, i16x8.dot(i16x8.add(tens, i16x8.shiftRight(bytes, int(8))), this.#register('hundreds'))),
      set(this.#bytes, i16x8.dot(i16x8.narrow(bytes, bytes), this.#register('thousands'))),
      set(this.#bytes, f64x2.mul(f64x2.fromLow32(bytes), this.#register('millions'))),
      set(this.#value, f64.add(f64x2.lane(bytes, 0), f64x2.lane(bytes, 1))),
    );
  }

  /** Whole steps: a product of whole numbers below 2^53 was not rounded. */
  #steps(): Code {
    const [value, units, detail] = [get(this.#value), get(this.#units), get(this.#detail)];
    return block(
      set(this.#detail, this.#field(RECORD.detail)),
      set(this.#units, f64.mul(value, this.#power(detail, STEPS.perUnit))),
      choose(f64.equal(units, units), set(this.#value, units), this.#dividedSteps()),
      this.#unless(
        i32.and(f64.atLeast(value, f64.load(detail, STEPS.least)), f64.atLeast(real(Number.MAX_SAFE_INTEGER), value)),
      ),
    );
  }

  /** With zeros at the end, or steps of several units: quotients were not rounded either when they are whole. */
  #dividedSteps(): Code {
    const [value, units, detail] = [get(this.#value), get(this.#units), get(this.#detail)];
    const isWhole = (number: Code): Code => f64.equal(f64.truncate(number), number);
    return block(
      set(this.#units, f64.div(f64.mul(value, this.#power(detail, STEPS.up)), this.#power(detail, STEPS.down))),
      this.#unless(i32.and(isWhole(units), f64.atLeast(real(Number.MAX_SAFE_INTEGER), units))),
      set(this.#value, f64.div(units, f64.load(detail, STEPS.units))),
      this.#unless(isWhole(value)),
    );
  }

  /** A whole number of as many digits as `detail` says, or of any when it says none; a time stamp is not zero. */
  #stamp(): Code {
    const asked = this.#field(RECORD.detail);
    const wrongLength = i32.notEqual(get(this.#stop), asked);
    return block(
      this.#unless(i32.isZero(get(this.#decimals))),
      when(asked, this.#unless(i32.and(i32.isZero(wrongLength), f64.lessThan(real(0), get(this.#value))))),
    );
  }
}
