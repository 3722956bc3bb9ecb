/** A decimal as an integer with its number of decimals: `units / 10^scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL_TEXT = /^\d*(\.\d*)?$/;
const LONGEST = 24;

/** A typed decimal not below 0, exact; null for anything else. Grouping commas and spaces are passed over. */
export function parseDecimal(text: string): Decimal | null {
  const plain = text.replaceAll(/[\s,]/g, '');
  if (!/\d/.test(plain) || !DECIMAL_TEXT.test(plain) || plain.length > LONGEST) return null;
  const [whole = '', rest = ''] = plain.split('.');
  return { units: BigInt(whole + rest), scale: rest.length };
}

/** The decimal with so many digits behind the point; digits beyond it are cut off. */
export function unitsAt({ units, scale }: Decimal, digits: number): bigint {
  return digits >= scale ? units * 10n ** BigInt(digits - scale) : units / 10n ** BigInt(scale - digits);
}

/** An integer with so many decimals as text: `1234, 2` is `12.34`. */
export function decimalText(units: bigint, digits: number): string {
  const sign = units < 0n ? '-' : '';
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Number of whole ticks nearest to a price; null when it is no price or the tick is none. */
function ticksIn(price: string, tick: string): { readonly ticks: bigint; readonly step: Decimal } | null {
  const value = parseDecimal(price);
  const step = parseDecimal(tick);
  if (value === null || step === null || step.units === 0n) return null;
  const digits = Math.max(value.scale, step.scale);
  const size = unitsAt(step, digits);
  return { ticks: (unitsAt(value, digits) * 2n + size) / (size * 2n), step };
}

/** The nearest price on the tick, as text with the tick's decimals; null when it is no price above 0. */
export function onTick(price: string | number, tick: string): string | null {
  const text = typeof price === 'number' ? numberText(price) : price;
  const found = text === null ? null : ticksIn(text, tick);
  return found === null || found.ticks <= 0n ? null : decimalText(found.ticks * found.step.units, found.step.scale);
}

/** The price so many ticks on, never below one tick; null when it is no price. */
export function stepTicks(price: string, tick: string, steps: number): string | null {
  const found = ticksIn(price, tick);
  if (found === null) return null;
  const ticks = found.ticks + BigInt(steps);
  return decimalText((ticks < 1n ? 1n : ticks) * found.step.units, found.step.scale);
}

const NUMBER_DECIMALS = 12;

/** A number of a series as decimal text, without an exponent; null for what is no number above 0. */
function numberText(value: number): string | null {
  return Number.isFinite(value) && value > 0 && value < 1e12 ? value.toFixed(NUMBER_DECIMALS) : null;
}
