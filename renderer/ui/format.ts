import { countsAs, language, languageTag } from '#shared/language/words.ts';

/** U+2212: a true minus sign, as wide as a plus. */
export const MINUS = '\u2212';
/** U+202F: the thin space between a number and its unit. */
export const THIN = '\u202F';
/** What stands where a figure is not known. */
export const UNKNOWN = '–';

/** `auto` shows a minus only; `always` a plus too; `never` drops the sign. */
export type SignStyle = 'auto' | 'always' | 'never';

export interface AmountStyle {
  /** Decimals shown; the rest is rounded half away from zero. */
  readonly decimals?: number;
  readonly sign?: SignStyle;
}

const separators = { comma: ',', space: THIN } as const;
let separator: string = separators.comma;

/** Chooses what stands between thousands, for every figure shown from now on. */
export function groupBy(name: keyof typeof separators): void {
  separator = separators[name];
}

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator);

function signText(negative: boolean, zero: boolean, style: SignStyle): string {
  if (style === 'never' || zero) return '';
  if (negative) return MINUS;
  return style === 'always' ? '+' : '';
}

interface Parts {
  readonly negative: boolean;
  /** The amount in units of 10^-decimals, rounded half away from zero. */
  readonly units: bigint;
}

function roundDecimal(text: string, decimals: number): Parts {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new SyntaxError(`Not a decimal: "${text}"`);
  const [, minus = '', whole = '0', fraction = ''] = match;
  const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const up = (fraction[decimals] ?? '0') >= '5' ? 1n : 0n;
  return { negative: minus === '-', units: kept + up };
}

/**
 * An exact decimal text as shown: `-1342.175` → `−1,342.18`. No floating point on the way.
 * @throws SyntaxError when the text is not a plain decimal.
 */
export function formatAmount(text: string, { decimals = 2, sign = 'auto' }: AmountStyle = {}): string {
  const { negative, units } = roundDecimal(text, decimals);
  const digits = units.toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const body = decimals === 0 ? group(digits) : `${group(digits.slice(0, cut))}.${digits.slice(cut)}`;
  return signText(negative, units === 0n, sign) + body;
}

/** −1, 0 or +1 of an exact decimal text. */
export function decimalSign(text: string): -1 | 0 | 1 {
  if (!/[1-9]/.test(text)) return 0;
  return text.startsWith('-') ? -1 : 1;
}

/** The exact sum of decimal texts, with as many decimals as the longest has. */
export function sumDecimals(texts: readonly string[]): string {
  const scale = Math.max(0, ...texts.map((text) => text.split('.')[1]?.length ?? 0));
  const total = texts.reduce((sum, text) => {
    const { negative, units } = roundDecimal(text, scale);
    return sum + (negative ? -units : units);
  }, 0n);
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  const body = scale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return total < 0n ? `-${body}` : body;
}

/** A plain number with grouped thousands: prices, counts, scores. Not for amounts of money. */
export function formatNumber(value: number, decimals: number, sign: SignStyle = 'auto'): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const zero = !/[1-9]/.test(whole + (fraction ?? ''));
  const body = fraction === undefined ? group(whole) : `${group(whole)}.${fraction}`;
  return signText(value < 0, zero, sign) + body;
}

// Counts in messages are written as every other figure.
countsAs((count) => formatNumber(count, 0));

/** A price in quote units with the decimals of its tick; unknown is a dash. */
export const formatPrice = (price: number | null, decimals: number): string =>
  price === null ? UNKNOWN : formatNumber(price, decimals);

/** A fraction as per cent: `0.0471` → `4.71 %`. */
export function formatPercent(fraction: number | null, decimals = 2, sign: SignStyle = 'auto'): string {
  return fraction === null ? UNKNOWN : `${formatNumber(fraction * 100, decimals, sign)}${THIN}%`;
}

/** Multiples of the risk: `+1.08 R`. */
export const formatR = (r: number | null): string => (r === null ? UNKNOWN : `${formatNumber(r, 2, 'always')}${THIN}R`);

const STEPS = [
  { at: 1e9, unit: 'B' },
  { at: 1e6, unit: 'M' },
  { at: 1e3, unit: 'k' },
];

let compact: { readonly tag: string; readonly format: Intl.NumberFormat } | null = null;

/** As a language writes large numbers, with the signs of all other figures: `84.2 Mio.`, `8420万`. */
function compactIn(tag: string, value: number): string {
  if (compact?.tag !== tag) {
    const format = new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 3 });
    compact = { tag, format };
  }
  const signs: Readonly<Record<string, string>> = { minusSign: MINUS, decimal: '.', group: separator, literal: THIN };
  return compact.format
    .formatToParts(value)
    .map(({ type, value: part }) => signs[type] ?? part)
    .join('');
}

/** A large plain number in few digits: `84.2 M`. */
export function formatCompact(value: number): string {
  if (language() !== 'en' && Math.abs(value) >= 1e3) return compactIn(languageTag(), value);
  const step = STEPS.find(({ at }) => Math.abs(value) >= at);
  if (step === undefined) return formatNumber(value, 0);
  const scaled = value / step.at;
  return `${formatNumber(scaled, Math.abs(scaled) >= 100 ? 0 : 1)}${THIN}${step.unit}`;
}

/** A whole count with grouped thousands. */
export const formatCount = (count: number): string => formatNumber(count, 0);

/** An exact quantity with grouped thousands and all of its decimals: `1350.20` → `1,350.20`. */
export function formatQuantity(text: string): string {
  const [whole = '', fraction] = text.replace(/^-/, MINUS).split('.');
  return fraction === undefined ? group(whole) : `${group(whole)}.${fraction}`;
}

/** A sentence with the hyphen before a figure made a true minus; hyphens inside words, names and dates stay. */
export const withTrueMinus = (sentence: string): string => sentence.replace(/(^|[\s(])-(?=\d)/g, `$1${MINUS}`);
