/** Interest part of the funding rate per eight hours, and the band that hides it from small premiums. */
const INTEREST = 0.0001;
const BAND = 0.0005;
/** Largest rate either way. */
export const FUNDING_LIMIT = 0.003;

const clamp = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

/**
 * Funding rate from the mean premium since the last settlement: `P + clamp(I − P, ±0.05 %)`, bounded.
 * Source: the formula KuCoin and Binance publish for perpetual contracts.
 */
export function fundingRate(meanPremium: number): number {
  return clamp(meanPremium + clamp(INTEREST - meanPremium, BAND), FUNDING_LIMIT);
}
