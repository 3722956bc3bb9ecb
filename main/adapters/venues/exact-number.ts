import { formatTicks, type Instrument, type Lots, type Ticks } from '#shared/domain/instrument.ts';
import { negate, type Money } from '#shared/domain/money.ts';
import { epochMs, type EpochMs } from '#shared/domain/time.ts';
import { UnreadableMessage } from './exact-json.ts';
import type { VenueContract } from './venue-contract.ts';

/** A decimal number without loss: `units / 10^scale`. */
export interface ExactDecimal {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL = /^([+-]?)(\d{1,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,3}))?$/;
const MONEY_SCALE = 8;

/** Reads `-12.50`, `2.0E-4`. @throws UnreadableMessage for anything else: "NaN", hex, blanks, an absurd exponent. */
export function exactDecimal(text: string): ExactDecimal {
  const match = DECIMAL.exec(text);
  if (match === null) throw new UnreadableMessage(`Not a decimal number: "${text.slice(0, 40)}"`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const units = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  const scale = fraction.length - Number(exponent);
  if (scale < -40 || scale > 80) throw new UnreadableMessage(`Out of range: "${text.slice(0, 40)}"`);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

export const isZero = (text: string): boolean => exactDecimal(text).units === 0n;

/** `value ÷ step` when that is a whole number; null when it is not. */
function wholeSteps(value: ExactDecimal, step: ExactDecimal): bigint | null {
  const left = value.units * 10n ** BigInt(step.scale);
  const right = step.units * 10n ** BigInt(value.scale);
  return right !== 0n && left % right === 0n ? left / right : null;
}

function safeInteger(count: bigint, what: string): number {
  const value = Number(count);
  if (!Number.isSafeInteger(value)) throw new UnreadableMessage(`${what} is too large: ${count.toString()}`);
  return value;
}

const tickOf = (instrument: Instrument): ExactDecimal => ({
  units: BigInt(instrument.tickUnits),
  scale: instrument.priceScale,
});

/** A price in ticks. @throws UnreadableMessage when it lies between two ticks: rounding would invent a price. */
export function ticksOf({ instrument }: VenueContract, text: string): Ticks {
  const ticks = wholeSteps(exactDecimal(text), tickOf(instrument));
  if (ticks === null)
    throw new UnreadableMessage(
      `${instrument.symbol}: the price ${text} is not on the tick ${formatTicks(instrument, 1)}; read the contracts again`,
    );
  if (ticks <= 0n) throw new UnreadableMessage(`${instrument.symbol}: ${text} is no price`);
  return safeInteger(ticks, 'A price') as Ticks;
}

/** A price in ticks, null for a missing one or 0, which venues write for "none". */
export function optionalTicks(contract: VenueContract, text: string | null): Ticks | null {
  return text === null || isZero(text) ? null : ticksOf(contract, text);
}

/** A size in contracts, signed as it comes. @throws UnreadableMessage when it is no whole number of them. */
export function lotsOf({ instrument, sizeStep }: VenueContract, text: string): Lots {
  const lots = wholeSteps(exactDecimal(text), exactDecimal(sizeStep));
  if (lots === null)
    throw new UnreadableMessage(
      `${instrument.symbol}: the size ${text} is no multiple of ${sizeStep}; read the contracts again`,
    );
  return safeInteger(lots, 'A size') as Lots;
}

/** The size of an order or of what is filled of it: not negative. @throws UnreadableMessage */
export function sizeOf(contract: VenueContract, text: string): Lots {
  const lots = lotsOf(contract, text);
  if (lots >= 0) return lots;
  throw new UnreadableMessage(`${contract.instrument.symbol}: ${text} is no size`);
}

/** The size of a fill: more than nothing. @throws UnreadableMessage */
export function fillSizeOf(contract: VenueContract, text: string): Lots {
  const lots = lotsOf(contract, text);
  if (lots > 0) return lots;
  throw new UnreadableMessage(`${contract.instrument.symbol}: ${text} is no size of a fill`);
}

/** The most whole steps within a size. */
export function lotsAtMost(size: string, step: string): number {
  const [value, unit] = [exactDecimal(size), exactDecimal(step)];
  return safeInteger((value.units * 10n ** BigInt(unit.scale)) / (unit.units * 10n ** BigInt(value.scale)), 'A size');
}

/** A size as the venue writes it. */
export function sizeText({ sizeStep }: VenueContract, lots: number): string {
  const step = exactDecimal(sizeStep);
  return decimalText({ units: step.units * BigInt(lots), scale: step.scale });
}

/** Plain decimal text without trailing zeros. */
export function decimalText({ units, scale }: ExactDecimal): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale, digits.length).replace(/0+$/, '');
  const whole = scale === 0 ? digits : digits.slice(0, -scale);
  return `${negative ? '-' : ''}${whole}${scale === 0 || fraction === '' ? '' : `.${fraction}`}`;
}

/** `a − b` without loss. */
export function minus(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  const scale = Math.max(a.scale, b.scale);
  const units = a.units * 10n ** BigInt(scale - a.scale) - b.units * 10n ** BigInt(scale - b.scale);
  return { units, scale };
}

const floorDivide = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n ? a / b - 1n : a / b);

/** The largest amount not above the number: for balances. */
export function moneyAtMost(text: string): Money {
  const { units, scale } = exactDecimal(text);
  if (scale <= MONEY_SCALE) return (units * 10n ** BigInt(MONEY_SCALE - scale)) as Money;
  return floorDivide(units, 10n ** BigInt(scale - MONEY_SCALE)) as Money;
}

/** The smallest amount not below the number: for fees, so that a cost is never understated. */
export const moneyAtLeast = (text: string): Money =>
  negate(moneyAtMost(text.startsWith('-') ? text.slice(1) : `-${text}`));

/** A derived price, such as a liquidation price, on the tick that is reached first by a position of this sign. */
export function ticksReachedFirst({ instrument }: VenueContract, text: string, sign: number): Ticks {
  const value = exactDecimal(text);
  const step = tickOf(instrument);
  const left = value.units * 10n ** BigInt(step.scale);
  const right = step.units * 10n ** BigInt(value.scale);
  const ticks = sign < 0 ? floorDivide(left, right) : -floorDivide(-left, right);
  return safeInteger(ticks, 'A price') as Ticks;
}

/** Milliseconds. @throws UnreadableMessage */
export function millisOf(text: string): EpochMs {
  if (!/^\d{13}$/.test(text)) throw new UnreadableMessage(`Not a time in milliseconds: "${text.slice(0, 40)}"`);
  return epochMs(Number(text));
}

/** Milliseconds from a stamp in ms, µs or ns, told apart by its digits and cut, not rounded. @throws UnreadableMessage */
export function stampOf(text: string): EpochMs {
  if (!/^(\d{13}|\d{16}|\d{19})$/.test(text)) throw new UnreadableMessage(`Not a time stamp: "${text.slice(0, 40)}"`);
  return epochMs(Number(text.slice(0, 13)));
}

/** A fraction in parts per million. @throws UnreadableMessage when it is finer than that. */
export function ppmOf(text: string): bigint {
  const { units, scale } = exactDecimal(text);
  const scaled = units * 1_000_000n;
  const divisor = 10n ** BigInt(scale);
  if (scaled % divisor !== 0n) throw new UnreadableMessage(`A rate of ${text} is finer than one part per million`);
  return scaled / divisor;
}

/** A figure for screens, as a double. @throws UnreadableMessage */
export function numberOf(text: string): number {
  exactDecimal(text);
  return Number(text);
}
