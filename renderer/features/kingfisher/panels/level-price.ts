import { formatNumber, THIN, UNKNOWN } from '#renderer/ui/format.ts';

/** Digits that mean something in the price of an estimated level: its bins are a thousandth wide or more. */
const LEVEL_DIGITS = 5;
const MOST_DECIMALS = 10;

const decimalsOf = (price: number, digits: number): number =>
  Math.min(MOST_DECIMALS, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(price)))));

/** The price of an estimated level: as many digits as mean something. */
export const levelPrice = (price: number): string =>
  price > 0 ? formatNumber(price, decimalsOf(price, LEVEL_DIGITS)) : UNKNOWN;

/** A price as typed into a field: no grouping. */
export const typedPrice = (price: number): string => price.toFixed(decimalsOf(price, LEVEL_DIGITS));

/** A stretch of prices: both ends with the decimals of the lower one. */
export function priceRange(from: number, to: number): string {
  if (!(from > 0)) return UNKNOWN;
  const decimals = decimalsOf(from, LEVEL_DIGITS);
  return `${formatNumber(from, decimals)} – ${formatNumber(to, decimals)}`;
}

/** A distance from the price, signed, one decimal: `+4.7 %`. */
export const distanceText = (share: number): string => `${formatNumber(share * 100, 1, 'always')}${THIN}%`;
