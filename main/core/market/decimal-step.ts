import type { CandleColumns } from '#shared/domain/candle.ts';

/** A decimal number as an integer and its count of decimals: `0.005` is `{ units: 5, scale: 3 }`. */
export interface DecimalStep {
  readonly units: number;
  readonly scale: number;
}

/** More decimals than any venue quotes: a longer number is floating-point noise, not a step. */
const MAX_SCALE = 8;

/**
 * Reads a positive decimal text, `0.001` or `10`.
 * @throws SyntaxError when it is not one, or has no exact double.
 */
export function parseStep(text: string): DecimalStep {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new SyntaxError(`Not a positive decimal: "${text}"`);
  const [, whole = '', fraction = ''] = match;
  const decimals = fraction.replace(/0+$/, '');
  const units = Number(whole + decimals);
  if (!Number.isSafeInteger(units) || units === 0) throw new SyntaxError(`Not a usable step: "${text}"`);
  return { units, scale: decimals.length };
}

/** The step as a double, the nearest one to the decimal. */
export const stepSize = (step: DecimalStep): number => step.units / 10 ** step.scale;

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/**
 * Decimals needed to write `value`, at least `known`; null when it takes more than {@link MAX_SCALE}.
 * Division by a power of ten is correctly rounded, so `round(v·10^d) / 10^d = v` holds exactly when v is a d-decimal number.
 */
function decimalsOf(value: number, known: number): number | null {
  for (let scale = known; scale <= MAX_SCALE; scale += 1) {
    const power = 10 ** scale;
    if (Math.round(value * power) / power === value) return scale;
  }
  return null;
}

/**
 * The finest step that explains every number of the series: the greatest common divisor of all of them.
 * Zeros say nothing and are skipped. Null when there is no number, or one that is no short decimal.
 */
export function finestStep(series: readonly Float64Array[]): DecimalStep | null {
  let scale = 0;
  for (const column of series) {
    for (const value of column) {
      const needed = decimalsOf(value, scale);
      if (needed === null) return null;
      scale = needed;
    }
  }
  const power = 10 ** scale;
  let units = 0;
  for (const column of series) {
    for (const value of column) {
      if (units === 1) break;
      units = greatestCommonDivisor(Math.abs(Math.round(value * power)), units);
    }
  }
  return units === 0 ? null : reduced(units, scale);
}

/** Drops common zeros: 10 of 2 decimals is 1 of 1 decimal. */
function reduced(units: number, scale: number): DecimalStep {
  while (scale > 0 && units % 10 === 0) {
    units /= 10;
    scale -= 1;
  }
  return { units, scale };
}

/** The finest price step of recorded candles: over open, high, low and close. */
export const finestPriceStep = (columns: CandleColumns): DecimalStep | null =>
  finestStep([columns.open, columns.high, columns.low, columns.close]);

/** The finest volume step of recorded candles, in base units. */
export const finestVolumeStep = (columns: CandleColumns): DecimalStep | null => finestStep([columns.volume]);

/**
 * The step assumed for a price when nothing was recorded: five significant digits, `10^(⌊log10 price⌋ − 4)`.
 * The coarsest of the known records (ADA, 0.00001 at 0.33…0.9) has that ratio or a finer one, and a coarser step only makes
 * simulated trading dearer. @throws RangeError unless the price is positive and finite.
 */
export function stepForPrice(price: number): DecimalStep {
  if (!(price > 0) || !Number.isFinite(price)) throw new RangeError(`Not a price: ${String(price)}`);
  let magnitude = 0;
  for (let rest = price; rest >= 10; rest /= 10) magnitude += 1;
  for (let rest = price; rest < 1; rest *= 10) magnitude -= 1;
  const exponent = magnitude - 4;
  return exponent >= 0 ? { units: 10 ** exponent, scale: 0 } : { units: 1, scale: -exponent };
}
