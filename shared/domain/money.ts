import type { Brand } from '../kernel/brand.ts';

/**
 * An amount of the quote currency (USDT) in units of 1e-8, as a bigint.
 *
 * | left | op | right | gives |
 * |---|---|---|---|
 * | Money | + − | Money | Money |
 * | Money | × | integer bigint | Money |
 * | Money | × | rate (`applyRate`, parts per million) | Money, rounded away from zero |
 * | Money | ÷ | Money | plain ratio, for display and limits only (`ratio`) |
 *
 * No constructor takes a JavaScript number; the one exit to `number` is {@link toPlot}.
 */
export type Money = Brand<bigint, 'Money'>;

const SCALE = 8;
const UNIT = 10n ** BigInt(SCALE);

export const ZERO = 0n as Money;

/** Takes an integer count of 1e-8 USDT. */
export const moneyOfUnits = (units: bigint): Money => units as Money;

/**
 * Reads a decimal text such as `-12.5` as an amount.
 * @throws SyntaxError when the text is not a plain decimal or has more than 8 decimals.
 */
export function parseMoney(text: string): Money {
  const match = /^(-?)(\d+)(?:\.(\d{1,8}))?$/.exec(text);
  if (match === null) throw new SyntaxError(`Not an amount with at most ${String(SCALE)} decimals: "${text}"`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const units = BigInt(whole) * UNIT + BigInt(fraction.padEnd(SCALE, '0'));
  return (sign === '-' ? -units : units) as Money;
}

/** The exact decimal text, without trailing zeros: `-12.5`. The inverse of {@link parseMoney}. */
export function formatMoney(amount: Money): string {
  const negative = amount < 0n;
  const units = negative ? 0n - amount : amount;
  const fraction = (units % UNIT).toString().padStart(SCALE, '0').replace(/0+$/, '');
  const whole = (units / UNIT).toString();
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

export const add = (a: Money, b: Money): Money => (a + b) as Money;
export const subtract = (a: Money, b: Money): Money => (a - b) as Money;
export const negate = (a: Money): Money => (0n - a) as Money;
export const absolute = (a: Money): Money => (a < 0n ? 0n - a : a) as Money;
export const times = (a: Money, factor: bigint): Money => (a * factor) as Money;
export const larger = (a: Money, b: Money): Money => (a > b ? a : b);
export const smaller = (a: Money, b: Money): Money => (a < b ? a : b);

/**
 * `amount × rate`, rounded away from zero to 1e-8, so that a cost is never understated.
 * @param ratePpm parts per million: a taker fee of 0.06 % is 600.
 */
export function applyRate(amount: Money, ratePpm: bigint): Money {
  const product = amount * ratePpm;
  const quotient = product / 1_000_000n;
  const remainder = product % 1_000_000n;
  if (remainder === 0n) return quotient as Money;
  return (product < 0n ? quotient - 1n : quotient + 1n) as Money;
}

/** `a ÷ b` as a plain number for comparison with limits and for display; NaN when b is zero. */
export function ratio(a: Money, b: Money): number {
  return b === 0n ? Number.NaN : Number(a) / Number(b);
}

/** The one exit from money to a JavaScript number (USDT): for charts, limits shown as shares, and indicators. */
export const toPlot = (amount: Money): number => Number(amount) / 1e8;
