import { formatQuantity, THIN } from './format.ts';

/** A unit in which a whole figure is shown and typed: `scale` of the figure's own units make one of it. */
export interface ScaledUnit {
  readonly name: string;
  readonly scale: number;
}

/** Units of the figures that are kept whole, the largest first. */
export const SCALED_UNITS = {
  ms: [
    { name: 'h', scale: 3_600_000 },
    { name: 'min', scale: 60_000 },
    { name: 's', scale: 1_000 },
    { name: 'ms', scale: 1 },
  ],
  minutes: [
    { name: 'h', scale: 60 },
    { name: 'min', scale: 1 },
  ],
  ppm: [{ name: '%', scale: 10_000 }],
  bytes: [
    { name: 'TB', scale: 1e12 },
    { name: 'GB', scale: 1e9 },
    { name: 'MB', scale: 1e6 },
    { name: 'B', scale: 1 },
  ],
  usdt: [{ name: 'USDT', scale: 100_000_000 }],
  number: [{ name: '', scale: 1 }],
} as const satisfies Readonly<Record<string, readonly ScaledUnit[]>>;

/** Smallest steps of a unit that are still read easily. */
const EASY_STEPS = 10;

const isShort = (value: number, { scale }: ScaledUnit): boolean => (Math.abs(value) * EASY_STEPS) % scale === 0;

/** The largest unit in which a figure is a short number; the smallest one when there is none. */
export function fittingUnit(value: number, units: readonly ScaledUnit[]): ScaledUnit {
  return commonUnit([value], units);
}

/** The largest unit in which each of the figures is a short number and the first is not below one. */
export function commonUnit(values: readonly [number, ...number[]], units: readonly ScaledUnit[]): ScaledUnit {
  const fits = (unit: ScaledUnit): boolean =>
    Math.abs(values[0]) >= unit.scale && values.every((value) => isShort(value, unit));
  return units.find(fits) ?? units.at(-1) ?? { name: '', scale: 1 };
}

const MOST_DECIMALS = 8;

/** A whole figure as typed in a unit: `1500` in seconds → `1.5`; exact where eight decimals can be. */
export function typedText(value: number, { scale }: ScaledUnit): string {
  const size = BigInt(Math.abs(value));
  const unit = BigInt(scale);
  let decimals = 0;
  while (decimals < MOST_DECIMALS && (size * 10n ** BigInt(decimals)) % unit !== 0n) decimals += 1;
  const digits = String((size * 10n ** BigInt(decimals)) / unit).padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const body = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return value < 0 ? `-${body}` : body;
}

/** A whole figure with its unit: `20,000 ppm` → `2 %`. */
export function scaledText(value: number, units: readonly ScaledUnit[]): string {
  const unit = fittingUnit(value, units);
  const figure = formatQuantity(typedText(value, unit));
  return unit.name === '' ? figure : `${figure}${THIN}${unit.name}`;
}

/** A typed decimal as the whole figure it stands for; null when it is no decimal, or would not be whole. */
export function typedFigure(text: string, { scale }: ScaledUnit): number | null {
  const match = /^([-−]?)(\d{1,15})(?:[.](\d{0,9}))?$/.exec(text.trim().replaceAll(',', ''));
  if (match === null) return null;
  const [, minus = '', whole = '', fraction = ''] = match;
  const parts = BigInt(whole + fraction) * BigInt(scale);
  const one = 10n ** BigInt(fraction.length);
  if (parts % one !== 0n) return null;
  const figure = Number(parts / one) * (minus === '' ? 1 : -1);
  return Number.isSafeInteger(figure) ? figure + 0 : null;
}
