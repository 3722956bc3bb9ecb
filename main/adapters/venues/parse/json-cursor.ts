import { UnreadableMessage } from '../exact-json.ts';
import { EXACT_DIGITS, PADDING, PLAIN, POWERS_OF_TEN, scanDecimal, scanPlain } from './digits.ts';

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;

/** Deeper nesting than any venue sends; more is refused before it costs anything. */
const DEEPEST = 32;
/** Longer than any answer with market data, of which lists of contracts are the longest (2 MB). */
const LONGEST_MESSAGE = 8 * 1_024 * 1_024;

const SMALLEST_BUFFER = 1_024;

/** Longer numbers are no numbers of a market. */
const LONGEST_NUMBER = 64;

/** How a venue writes a number: `1.5`, `"1.5"`, or now this and now that. */
export type Writing = 'bare' | 'quoted' | 'either';

/** Messages that were opened so far. */
let opened = 0;

/** What may stand behind the digits of a number: 1 behind a bare one, 2 behind one in quotes. */
const NUMBER_END = new Uint8Array(256);
for (const code of [0x09, 0x0a, 0x0d, 0x20, COMMA, CLOSE_LIST, CLOSE_OBJECT]) NUMBER_END[code] = 1;
NUMBER_END[QUOTE] = 2;

const WORDS: readonly (readonly [word: string, value: boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/**
 * Walks through a JSON message byte by byte and checks its grammar on the way; it builds nothing. Every reader either
 * advances behind a whole value or throws, so that a message that is cut, twisted or of another shape is refused whole.
 */
export class JsonCursor {
  /** The message and {@link PADDING} zeros, in a buffer that is used again and again. */
  #bytes = new Uint8Array(SMALLEST_BUFFER);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  #at = 0;
  /** A number of its own for each message that any cursor opened. */
  message = 0;
  readonly #mantissa = new Float64Array(1);
  readonly #decimals = new Uint8Array(1);
  /** The number last read: `mantissa ÷ 10^decimals`, exact. `mantissa` is NaN when it had too many digits for a double. */
  mantissa = Number.NaN;
  decimals = 0;
  /** Where the text or number last read lies. */
  from = 0;
  to = 0;

  /** Starts on a message, which is copied. @throws UnreadableMessage when it is longer than any answer with market data. */
  open(bytes: Uint8Array): void {
    this.#at = 0;
    this.#length = bytes.length;
    opened += 1;
    this.message = opened;
    if (bytes.length > LONGEST_MESSAGE) this.fail(`the message is longer than ${String(LONGEST_MESSAGE)} bytes`);
    if (bytes.length + PADDING > this.#bytes.length) {
      this.#bytes = new Uint8Array(2 ** Math.ceil(Math.log2(bytes.length + PADDING)));
      this.#view = new DataView(this.#bytes.buffer);
    }
    this.#bytes.set(bytes);
    this.#bytes.fill(0, bytes.length, bytes.length + PADDING);
  }

  /** Where the cursor is. Setting it is for readers that checked everything up to there themselves. */
  get position(): number {
    return this.#at;
  }

  set position(at: number) {
    this.#at = at;
  }

  /** Bytes of the message. */
  get length(): number {
    return this.#length;
  }

  /** The message and what follows it: {@link PADDING} zeros and anything. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** As {@link bytes}. */
  get view(): DataView {
    return this.#view;
  }

  /** The byte at the cursor behind any blanks; 0 at the end. Does not advance over it. */
  peek(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    let code = bytes[at] ?? 0;
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = bytes[++at] ?? 0;
    this.#at = at;
    return code;
  }

  /** Takes one byte of punctuation. @throws UnreadableMessage when something else is there. */
  expect(code: number): void {
    if (this.#bytes[this.#at] !== code && this.peek() !== code) this.fail(`"${String.fromCharCode(code)}" is missing`);
    this.#at += 1;
  }

  /** Takes `code` when it is there. */
  take(code: number): boolean {
    if (this.peek() !== code) return false;
    this.#at += 1;
    return true;
  }

  /** The message must be over. @throws UnreadableMessage */
  end(): void {
    if (this.peek() !== 0 || this.#at < this.#length) this.fail('there is more behind the end');
  }

  /** @throws UnreadableMessage always: what is wrong, and where. */
  fail(what: string): never {
    throw new UnreadableMessage(`At byte ${String(this.#at)} of ${String(this.#length)}: ${what}`);
  }

  /** Opens an object or list that may be empty: true when there is a first member. */
  enter(open: number, close: number): boolean {
    this.expect(open);
    return !this.take(close);
  }

  /** Behind a member: true when another follows, false when the object or list ends. */
  more(close: number): boolean {
    const code = this.#bytes[this.#at] === COMMA ? COMMA : this.peek();
    if (code !== COMMA && code !== close) this.fail(`"," or "${String.fromCharCode(close)}" is missing`);
    this.#at += 1;
    return code === COMMA;
  }

  /**
   * A plain text: its bytes lie from `from` to `to`.
   * @throws UnreadableMessage also when it has escapes: keys, symbols and words of venues have none.
   */
  plainText(): void {
    this.expect(QUOTE);
    const bytes = this.#bytes;
    let at = this.#at;
    this.from = at;
    while (PLAIN[bytes[at] ?? 0] === 1) at += 1;
    if (bytes[at] !== QUOTE) this.fail('a plain text is broken off or has an escape');
    this.to = at;
    this.#at = at + 1;
  }

  /** A key and its colon, as {@link plainText}. */
  key(): void {
    this.plainText();
    this.expect(COLON);
  }

  /** The text last read; allocates. */
  text(): string {
    return String.fromCharCode(...this.#bytes.subarray(this.from, Math.min(this.to, this.from + 256)));
  }

  /** Whether the text last read is `word`. */
  is(word: Uint8Array): boolean {
    const { from, to } = this;
    if (to - from !== word.length) return false;
    const bytes = this.#bytes;
    for (let i = 0; i < word.length; i += 1) if (bytes[from + i] !== word[i]) return false;
    return true;
  }

  /** A finite number, bit-equal to what `Number()` makes of its digits. @throws UnreadableMessage */
  number(writing: Writing): number {
    this.decimal(writing);
    const { mantissa, decimals } = this;
    if (mantissa === mantissa && decimals >= 0) {
      // A double divided by an exact power of ten is rounded once, so it is the nearest to the decimal.
      return decimals === 0 ? mantissa : mantissa / (POWERS_OF_TEN[decimals] ?? Number.NaN);
    }
    if (this.to - this.from > LONGEST_NUMBER) this.fail('a number has more digits than any price');
    const value = Number(this.text());
    if (!Number.isFinite(value)) this.fail(`${this.text().slice(0, 40)} is no finite number`);
    return value;
  }

  /** A whole number within ±(2^53 − 1). @throws UnreadableMessage */
  integer(writing: Writing): number {
    const value = this.number(writing);
    if (!Number.isSafeInteger(value)) this.fail(`${this.text().slice(0, 40)} is not a whole number below 2^53`);
    return value;
  }

  /** Reads a number into `mantissa` and `decimals`. @throws UnreadableMessage */
  decimal(writing: Writing): void {
    const quoted = this.#bytes[this.#at] === QUOTE;
    const right = writing === 'either' || quoted === (writing === 'quoted');
    if (!right || !this.#fewDigits(quoted)) this.#anyDecimal(writing);
  }

  /** Nearly all numbers have no sign, no exponent and few digits. */
  #fewDigits(quoted: boolean): boolean {
    const first = quoted ? this.#at + 1 : this.#at;
    const end = scanDecimal(this.#view, first, this.#mantissa, this.#decimals, 0);
    if (end < 0 || NUMBER_END[this.#bytes[end] ?? 0] !== (quoted ? 2 : 1)) return false;
    this.mantissa = this.#mantissa[0] ?? 0;
    this.decimals = this.#decimals[0] ?? 0;
    this.from = first;
    this.to = end;
    this.#at = quoted ? end + 1 : end;
    return true;
  }

  /** As {@link decimal}: signs, many digits, exponents, blanks before, and whatever is wrong. */
  #anyDecimal(writing: Writing): void {
    let code = this.#bytes[this.#at] ?? 0;
    if (code <= 0x20) code = this.peek();
    const quoted = code === QUOTE;
    if (quoted === (writing === 'bare') && writing !== 'either')
      this.fail(quoted ? 'a text stands where a number must be' : 'a number must stand in quotes here');
    if (quoted) this.#at += 1;
    this.#digits();
    if (!quoted) return;
    if (this.#bytes[this.#at] !== QUOTE) this.fail('a number is followed by something else');
    this.#at += 1;
  }

  /** Takes the comma between two entries of a row of known width. @throws UnreadableMessage */
  comma(): void {
    if (this.#bytes[this.#at] !== COMMA && this.peek() !== COMMA) this.fail('an entry is missing');
    this.#at += 1;
  }

  /** The digits of a decimal right at the cursor, into `mantissa` and `decimals`: for texts made of parts. */
  part(): void {
    this.#digits();
  }

  /** Takes exactly these bytes, blanks not passed over. True when they are there. */
  takeRaw(word: Uint8Array): boolean {
    for (let i = 0; i < word.length; i += 1) if (this.#bytes[this.#at + i] !== word[i]) return false;
    this.#at += word.length;
    return true;
  }

  /** A time stamp in ms, µs or ns, told apart by its digits and cut to whole ms. @throws UnreadableMessage */
  stamp(writing: Writing): number {
    this.decimal(writing);
    const length = this.to - this.from;
    if (this.decimals !== 0 || (length !== 13 && length !== 16 && length !== 19)) this.fail('this is no time stamp');
    if (length === 13 && this.mantissa > 0) return this.mantissa;
    let value = 0;
    for (let i = this.from; i < this.to; i += 1) {
      const digit = (this.#bytes[i] ?? 0) - ZERO;
      if (digit >>> 0 > 9) this.fail('this is no time stamp');
      if (i < this.from + 13) value = value * 10 + digit;
    }
    return value;
  }

  /** Passes over a text, number or word, not over lists or objects. @throws UnreadableMessage */
  skipScalar(): void {
    const code = this.#bytes[this.#at] === QUOTE ? QUOTE : this.peek();
    if (code === QUOTE) this.#skipText();
    else if (code === MINUS || (code >= ZERO && code <= 0x39)) this.#digits();
    else this.word();
  }

  /** Passes over any value, checking its grammar. @throws UnreadableMessage */
  skip(): void {
    const code = this.#bytes[this.#at];
    if (code === QUOTE) this.#skipText();
    else this.#skip(0);
  }

  #skip(depth: number): void {
    if (depth > DEEPEST) this.fail(`nested deeper than ${String(DEEPEST)}`);
    const code = this.peek();
    if (code === QUOTE) this.#skipText();
    else if (code === OPEN_LIST) {
      if (!this.enter(OPEN_LIST, CLOSE_LIST)) return;
      do this.#skip(depth + 1);
      while (this.more(CLOSE_LIST));
    } else if (code === OPEN_OBJECT) {
      if (!this.enter(OPEN_OBJECT, CLOSE_OBJECT)) return;
      do {
        this.peek();
        this.#skipText();
        this.expect(COLON);
        this.#skip(depth + 1);
      } while (this.more(CLOSE_OBJECT));
    } else if (code === MINUS || (code >= ZERO && code <= 0x39)) this.#digits();
    else this.word();
  }

  /** `true`, `false` or `null`. @throws UnreadableMessage */
  word(): boolean | null {
    this.peek();
    for (const [word, value] of WORDS) {
      if (!this.#startsWith(word)) continue;
      this.#at += word.length;
      return value;
    }
    return this.fail('no JSON value stands here');
  }

  /** Takes `null` when it stands here. */
  takeNull(): boolean {
    if (this.peek() !== 0x6e) return false;
    this.word();
    return true;
  }

  #startsWith(word: string): boolean {
    for (let i = 0; i < word.length; i += 1) if (this.#bytes[this.#at + i] !== word.charCodeAt(i)) return false;
    return true;
  }

  /** A text that nobody reads; its escapes are checked. */
  #skipText(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    if (bytes[at] !== QUOTE) this.fail('a text is missing');
    for (at += 1; ; at += 1) {
      at = scanPlain(this.#view, at);
      if (bytes[at] === QUOTE) break;
      if (bytes[at] !== BACKSLASH) this.fail('a text is broken off');
      at = this.#escape(at + 1);
    }
    this.#at = at + 1;
  }

  /** Returns where the escape ends. */
  #escape(at: number): number {
    const code = String.fromCharCode(this.#bytes[at] ?? 0);
    if (code !== 'u') {
      if (!'"\\/bfnrt'.includes(code)) this.fail('a text has an unknown escape');
      return at;
    }
    const digits = String.fromCharCode(...this.#bytes.subarray(at + 1, at + 5));
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail('a text has a broken escape');
    return at + 4;
  }

  /** The digits of a number by JSON's grammar: no leading zeros, no `+`, digits on both sides of the point. */
  #digits(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    this.from = at;
    const negative = bytes[at] === MINUS;
    if (negative) at += 1;
    const first = at;
    let mantissa = 0;
    let code = (bytes[at] ?? 0) - ZERO;
    for (; code >>> 0 <= 9; code = (bytes[++at] ?? 0) - ZERO) mantissa = mantissa * 10 + code;
    const whole = at - first;
    if (whole === 0 || (whole > 1 && bytes[first] === ZERO)) this.fail('no number stands here');
    if (code === POINT - ZERO) return this.#fraction(at, mantissa, negative);
    this.#finish(at, mantissa, 0, whole, negative);
  }

  #fraction(point: number, whole: number, negative: boolean): void {
    const bytes = this.#bytes;
    let at = point + 1;
    let code = (bytes[at] ?? 0) - ZERO;
    let mantissa = whole;
    for (; code >>> 0 <= 9; code = (bytes[++at] ?? 0) - ZERO) mantissa = mantissa * 10 + code;
    const decimals = at - point - 1;
    if (decimals === 0) this.fail('a number ends with its point');
    this.#finish(at, mantissa, decimals, at - 1 - this.from, negative);
  }

  #finish(at: number, mantissa: number, decimals: number, digits: number, negative: boolean): void {
    this.mantissa = negative ? -mantissa : mantissa;
    this.decimals = decimals;
    this.#at = at;
    if (((this.#bytes[at] ?? 0) | 0x20) === 0x65) this.#at = this.#exponent(at + 1);
    else if (digits <= EXACT_DIGITS) {
      this.to = at;
      return;
    }
    this.mantissa = Number.NaN;
    this.to = this.#at;
  }

  #exponent(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    if (bytes[at] === MINUS || bytes[at] === PLUS) at += 1;
    const first = at;
    while ((bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= 0x39) at += 1;
    if (at === first) this.fail('an exponent has no digits');
    return at;
  }
}
