import type { DecimalStep } from '#core/market/decimal-step.ts';
import { POWERS_OF_TEN } from './digits.ts';
import { bytesOf } from './field-names.ts';
import { CLOSE_LIST, CLOSE_OBJECT, type Writing } from './json-cursor.ts';
import { COLUMN_BYTES, COLUMNS_AT, MOST_COLUMNS, MOST_PLACES, RECORDS_AT, STEPS_AT } from './scan-memory.ts';
import { LONGEST_BEFORE, RECORD, STEPS, VALUE } from './scan-kernel.ts';
import { stepsPerUnit } from './whole-steps.ts';

/** A value of a row: passed over, or taken into a column. */
export type Place =
  | { readonly kind: 'pass' }
  /** Where a plain text lies, as two 32-bit addresses. */
  | { readonly kind: 'text'; readonly column: number }
  | { readonly kind: 'number' | 'whole' | 'stamp'; readonly writing: 'bare' | 'quoted'; readonly column: number }
  | {
      readonly kind: 'steps';
      readonly writing: 'bare' | 'quoted';
      readonly column: number;
      readonly step: DecimalStep;
      /** The fewest steps there may be. */
      readonly least: number;
    };

/** Digits of a time stamp in ms. */
const STAMP_DIGITS = 13;

/** What rows look like, in the form the kernel reads. */
export interface ScanTemplate {
  /** Copied to RECORDS_AT, where the kernel expects it. */
  readonly bytes: Uint8Array;
  /** The address behind the last record. */
  readonly last: number;
  /** The byte that ends a row. */
  readonly close: number;
}

/** Rows that are lists. Null when one of the places cannot be read by the kernel. */
export function listTemplate(places: readonly (Place | null)[]): ScanTemplate | null {
  return template(
    places.map((place, at) => [at === 0 ? '[' : ',', place]),
    CLOSE_LIST,
  );
}

/** Rows that are objects with these keys in this order. Null when one of the values cannot be read by the kernel. */
export function objectTemplate(members: readonly (readonly [key: string, place: Place | null])[]): ScanTemplate | null {
  return template(
    members.map(([key, place], at) => [`${at === 0 ? '{' : ','}"${key}":`, place]),
    CLOSE_OBJECT,
  );
}

/** `writing` where the kernel knows it. */
export const scanned = (writing: Writing): 'bare' | 'quoted' | null => (writing === 'either' ? null : writing);

function template(members: readonly (readonly [before: string, place: Place | null])[], close: number) {
  if (members.length === 0 || members.length > MOST_PLACES) return null;
  const bytes = new Uint8Array(STEPS_AT - RECORDS_AT + MOST_COLUMNS * STEPS.bytes);
  let steps = STEPS_AT;
  for (const [at, [before, place]] of members.entries()) {
    const text = bytesOf(place !== null && isQuoted(place) ? `${before}"` : before);
    if (place === null || text.length > LONGEST_BEFORE || ('column' in place && place.column >= MOST_COLUMNS))
      return null;
    writeRecord(new DataView(bytes.buffer, at * RECORD.bytes, RECORD.bytes), place, text, steps);
    if (place.kind !== 'steps') continue;
    writeSteps(new Float64Array(bytes.buffer, steps - RECORDS_AT, STEPS.bytes / 8), place.step, place.least);
    steps += STEPS.bytes;
  }
  return { bytes: bytes.subarray(0, steps - RECORDS_AT), last: RECORDS_AT + members.length * RECORD.bytes, close };
}

const isQuoted = (place: Place): boolean => place.kind === 'text' || ('writing' in place && place.writing === 'quoted');

function writeRecord(record: DataView, place: Place, before: Uint8Array, steps: number): void {
  const put = (offset: number, value: number): void => record.setUint32(offset, value, true);
  put(RECORD.length, before.length);
  put(RECORD.kind, kindOf(place));
  put(RECORD.quoted, isQuoted(place) ? 1 : 0);
  put(RECORD.column, 'column' in place ? COLUMNS_AT + place.column * COLUMN_BYTES : 0);
  put(RECORD.detail, place.kind === 'steps' ? steps : place.kind === 'stamp' ? STAMP_DIGITS : 0);
  for (const [at, byte] of before.entries()) {
    const block = RECORD.before + 32 * (at >> 4) + (at & 15);
    record.setUint8(block, byte);
    record.setUint8(block + 16, 0xff);
  }
}

function kindOf({ kind }: Place): number {
  return kind === 'whole' ? VALUE.stamp : VALUE[kind];
}

function writeSteps(into: Float64Array, step: DecimalStep, least: number): void {
  const power = (exponent: number): number => POWERS_OF_TEN[Math.max(0, exponent)] ?? Number.NaN;
  into.set(stepsPerUnit(step).subarray(0, 16), STEPS.perUnit / 8);
  for (let decimals = 0; decimals < 16; decimals += 1) {
    into[STEPS.up / 8 + decimals] = power(step.scale - decimals);
    into[STEPS.down / 8 + decimals] = power(decimals - step.scale);
  }
  into[STEPS.units / 8] = step.units;
  into[STEPS.least / 8] = least;
}
