import type { DecimalStep } from '#core/market/decimal-step.ts';
import { exactDecimal } from '../exact-number.ts';
import { POWERS_OF_TEN } from './digits.ts';
import type { JsonCursor, Writing } from './json-cursor.ts';

/**
 * The number at the cursor as a whole count of steps: a price in ticks, a size in lots. Exact, not rounded.
 * @throws UnreadableMessage when it lies between two steps or is beyond 2^53 of them.
 */
export function readSteps(cursor: JsonCursor, writing: Writing, step: DecimalStep): number {
  cursor.decimal(writing);
  return stepsOf(cursor, step);
}

/** As {@link readSteps}, for the number the cursor has just read. */
export function stepsOf(cursor: JsonCursor, step: DecimalStep): number {
  const steps = wholeSteps(cursor.mantissa, cursor.decimals, step);
  return steps >= 0 ? steps : slowSteps(cursor, step);
}

/** `mantissa ÷ 10^decimals` as a whole count of steps; −1 when it is none, is negative or has too many digits for this way. */
export function wholeSteps(mantissa: number, decimals: number, step: DecimalStep): number {
  const shift = step.scale - decimals;
  const power = POWERS_OF_TEN[shift < 0 ? -shift : shift] ?? Number.NaN;
  if (mantissa === mantissa && power === power) {
    const units = shift >= 0 ? mantissa * power : mantissa / power;
    const steps = step.units === 1 ? units : units / step.units;
    // Whole and below 2^53, so neither the product nor the quotient was rounded: a rounded quotient is not whole.
    // Zero has no sign here: adding it takes that of −0 away.
    if (steps >= 0 && Number.isSafeInteger(steps) && Number.isSafeInteger(units)) return steps + 0;
  }
  return -1;
}

/** By the decimals of a number: how many steps a unit of its mantissa is; NaN where that is no whole number. */
export function stepsPerUnit({ units, scale }: DecimalStep): Float64Array {
  return Float64Array.from(POWERS_OF_TEN, (_, decimals) =>
    units === 1 ? (POWERS_OF_TEN[scale - decimals] ?? Number.NaN) : Number.NaN,
  );
}

/** Long digits and exponents, in bigints. */
function slowSteps(cursor: JsonCursor, step: DecimalStep): number {
  const text = cursor.text();
  const { units, scale } = exactDecimal(text);
  const left = units * 10n ** BigInt(step.scale);
  const right = BigInt(step.units) * 10n ** BigInt(scale);
  const steps = Number(left / right);
  if (left % right !== 0n)
    cursor.fail(`${text.slice(0, 40)} lies between two steps of ${String(step.units)}e-${String(step.scale)}`);
  if (!Number.isSafeInteger(steps)) cursor.fail(`${text.slice(0, 40)} is too large`);
  return steps;
}
