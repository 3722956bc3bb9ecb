/**
 * An exact fraction `numerator / denominator`; the denominator is positive and the two have no common divisor. For money
 * and prices whose exact value has no finite decimal, such as the coin value of an inverse contract (USD ÷ price).
 *
 * | left | op | right | gives |
 * |---|---|---|---|
 * | Rational | `plus` `minus` `multiply` | Rational | Rational, exact |
 * | Rational | `divide` | Rational, not zero | Rational, exact |
 *
 * No constructor takes a JavaScript number. Exits: {@link floor}, {@link ceil}, {@link toDecimal}; {@link toApproximate}
 * for charts.
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const NOTHING: Rational = { numerator: 0n, denominator: 1n };
export const ONE: Rational = { numerator: 1n, denominator: 1n };

const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value);

function commonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The fraction in lowest terms. @throws RangeError when the denominator is zero. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('A fraction cannot have the denominator zero');
  const divisor = commonDivisor(sizeOf(numerator), sizeOf(denominator));
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

/** Exponents beyond this are no price and no rate; they would make numbers of any size. */
const MAX_EXPONENT = 40;

/**
 * Reads a decimal such as `-12.5` or `8e-06` exactly.
 * @throws SyntaxError when the text is not one, or its exponent is beyond ±40.
 */
export function parseRational(text: string): Rational {
  const match = /^([+-]?)(\d{1,60})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim());
  const exponent = Number(match?.[4] ?? 0);
  if (match === null || Math.abs(exponent) > MAX_EXPONENT) throw new SyntaxError(`Not a decimal number: "${text}"`);
  const [, sign, whole = '', fraction = ''] = match;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  const power = exponent - fraction.length;
  return power >= 0 ? rational(digits * 10n ** BigInt(power)) : rational(digits, 10n ** BigInt(-power));
}

export const plus = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const minus = (a: Rational, b: Rational): Rational => plus(a, opposite(b));

export const opposite = (a: Rational): Rational => ({ numerator: -a.numerator, denominator: a.denominator });

export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** @throws RangeError when `b` is zero. */
export const divide = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);

/** Negative, zero or positive as `a` is below, at or above `b`. */
export function compare(a: Rational, b: Rational): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

export const isPositive = (a: Rational): boolean => a.numerator > 0n;
export const largerOf = (a: Rational, b: Rational): Rational => (compare(a, b) < 0 ? b : a);
export const smallerOf = (a: Rational, b: Rational): Rational => (compare(a, b) < 0 ? a : b);

/** The largest integer not above `a`. */
export function floor(a: Rational): bigint {
  const quotient = a.numerator / a.denominator;
  return a.numerator < 0n && quotient * a.denominator !== a.numerator ? quotient - 1n : quotient;
}

/** The smallest integer not below `a`. */
export const ceil = (a: Rational): bigint => -floor(opposite(a));

/** The nearest integer; halves go away from zero. */
export function round(a: Rational): bigint {
  const half = rational(1n, 2n);
  return a.numerator < 0n ? ceil(minus(a, half)) : floor(plus(a, half));
}

export type Rounding = 'down' | 'up' | 'nearest';
const ROUNDINGS: Readonly<Record<Rounding, (a: Rational) => bigint>> = { down: floor, up: ceil, nearest: round };

/**
 * Decimal text with exactly `decimals` digits after the point (0…40).
 * `down` is towards minus infinity, `up` towards plus infinity.
 */
export function toDecimal(a: Rational, decimals: number, rounding: Rounding = 'nearest'): string {
  const units = ROUNDINGS[rounding](multiply(a, rational(10n ** BigInt(decimals))));
  const digits = sizeOf(units)
    .toString()
    .padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${decimals === 0 ? '' : `.${digits.slice(cut)}`}`;
}

/** The nearest double, for charts and comparisons that tolerate its rounding. */
export const toApproximate = (a: Rational): number => Number(toDecimal(a, 18));
