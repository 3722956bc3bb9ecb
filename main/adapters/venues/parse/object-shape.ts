import { POWERS_OF_TEN } from './digits.ts';
import { OTHER, PASS, scanEntry } from './entry.ts';
import { CLOSE_OBJECT, COMMA } from './json-cursor.ts';

/** What is remembered of an object, however strange it is. */
const MOST_PLACES = 64;
/** With a byte of text each; {@link PADDING} has room for two bytes each and the punctuation. */
const LONGEST_KEY = 60;
/** Words of four bytes that a key with its punctuation takes at most. */
const KEY_WORDS = 32;

/**
 * The keys of the last object in their order. Venues keep it, and as long as an object follows it byte by byte its keys are
 * compared and not looked up, its numbers put into columns without a call for each.
 */
export class ObjectShape {
  /** Places of the last object; 0 when it was too strange to be remembered. */
  places = 0;
  /** Where {@link follow} stopped: at this place, its value at `value`, or at its key when that is −1. */
  place = 0;
  value = -1;
  /** What stands before a value: the brace or comma, the key with its quotes, the colon. The last word may overlap. */
  readonly #words = new Int32Array(MOST_PLACES * KEY_WORDS);
  readonly #lengths = new Int32Array(MOST_PLACES);
  readonly #kinds = new Uint8Array(MOST_PLACES);
  readonly #columns = new Int32Array(MOST_PLACES);
  readonly #mantissa = new Float64Array(1);
  readonly #decimals = new Uint8Array(1);

  /** Notes the key of a place; false when it cannot be remembered. @param column −1 when its value goes into none. */
  note(place: number, key: string, kind: number, column: number): boolean {
    if (place >= MOST_PLACES || key.length > LONGEST_KEY) return false;
    const bytes = new TextEncoder().encode(`${place === 0 ? '{' : ','}"${key}":`);
    const view = new DataView(bytes.buffer);
    const last = Math.ceil(bytes.length / 4) - 1;
    for (let word = 0; word <= last; word += 1)
      this.#words[place * KEY_WORDS + word] = view.getInt32(Math.min(word * 4, bytes.length - 4));
    this.#lengths[place] = bytes.length;
    this.#kinds[place] = kind;
    this.#columns[place] = column;
    return true;
  }

  /** Follows the shape from a place on and returns how far it came: behind a value. */
  follow(view: DataView, start: number, from: number, columns: readonly Float64Array[], row: number): number {
    const kinds = this.#kinds;
    const words = this.#words;
    const lengths = this.#lengths;
    const { places } = this;
    let at = start;
    let place = from;
    let value = -1;
    for (; place < places; place += 1) {
      value = behindKey(view, at, words, place * KEY_WORDS, lengths[place] ?? 0);
      if (value < 0) break;
      const kind = kinds[place] ?? OTHER;
      const end = kind === OTHER ? -1 : scanEntry(view, value, kind, this.#mantissa, this.#decimals, 0);
      if (end < 0) break;
      // Where the object does not go on there may be blanks, or an exponent.
      const next = view.getUint8(end);
      if (next !== COMMA && next !== CLOSE_OBJECT) break;
      if (kind !== PASS) this.#put(columns[this.#columns[place] ?? -1], row);
      at = end;
    }
    this.place = place;
    this.value = value;
    return at;
  }

  #put(column: Float64Array | undefined, row: number): void {
    const mantissa = this.#mantissa[0] ?? 0;
    const decimals = this.#decimals[0] ?? 0;
    // A double divided by an exact power of ten is rounded once, so it is the nearest to the decimal.
    if (column !== undefined) column[row] = decimals === 0 ? mantissa : mantissa / (POWERS_OF_TEN[decimals] ?? 1);
  }
}

/** Where the value begins when exactly these bytes stand at `at`, else −1. */
function behindKey(view: DataView, at: number, words: Int32Array, first: number, length: number): number {
  const end = at + length;
  let word = first;
  for (let from = at; from < end - 4; from += 4) {
    if (view.getInt32(from) !== words[word]) return -1;
    word += 1;
  }
  return view.getInt32(end - 4) === words[word] ? end : -1;
}
