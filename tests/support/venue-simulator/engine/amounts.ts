import type { Amount, Contract, RiskTier } from './types.ts';

const PPM = 1_000_000n;

/** `amount × rate`, away from zero: a fee is never rounded down. */
export function applyPpm(amount: Amount, ppm: bigint): Amount {
  const product = amount * ppm;
  const cut = product / PPM;
  if (cut * PPM === product) return cut;
  return product < 0n ? cut - 1n : cut + 1n;
}

export const absolute = (amount: Amount): Amount => (amount < 0n ? -amount : amount);

/** Signed worth of signed `lots` at a price in ticks. */
export const valueAt = (contract: Contract, ticks: number, lots: number): Amount =>
  BigInt(ticks) * BigInt(lots) * contract.tickValue;

/** Signed worth of signed `lots` at a mark price. */
export const valueAtMark = (contract: Contract, markUnits: number, lots: number): Amount =>
  (BigInt(markUnits) * BigInt(lots) * contract.tickValue) / BigInt(contract.markPerTick);

/** `amount × part ÷ whole`, toward zero. */
export const share = (amount: Amount, part: number, whole: number): Amount =>
  whole === 0 ? 0n : (amount * BigInt(part)) / BigInt(whole);

/** The step of the risk table a notional falls into; the last one above all limits. */
export function tierOf(contract: Contract, notional: Amount): RiskTier {
  const units = Number(absolute(notional)) / 1e8;
  const found = contract.tiers.find((tier) => units <= tier.maxNotional) ?? contract.tiers.at(-1);
  if (found === undefined) throw new Error(`${contract.symbol} has no risk tiers`);
  return found;
}

/** Decimal text without trailing zeros. */
export function amountText(amount: Amount): string {
  const digits = absolute(amount).toString().padStart(9, '0');
  const fraction = digits.slice(-8).replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -8)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** For JSON fields that are numbers on the wire. */
export const amountNumber = (amount: Amount): number => Number(amountText(amount));

/** Decimal text of a price without trailing zeros: `67445`, `67430.9`. */
export const priceText = (contract: Contract, ticks: number): string =>
  String(Number((ticks / 10 ** contract.priceDecimals).toFixed(contract.priceDecimals)));

export const priceNumber = (contract: Contract, ticks: number): number => Number(priceText(contract, ticks));

/** A mark or index price as a number with its own decimals. */
export function markNumber(contract: Contract, units: number): number {
  const decimals = contract.priceDecimals + Math.round(Math.log10(contract.markPerTick));
  return Number((units / 10 ** decimals).toFixed(decimals));
}

/** Ticks of a decimal text; null when it is no price or between two ticks. */
export function ticksOf(contract: Contract, text: string): number | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return null;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > contract.priceDecimals) return null;
  return Number(`${match[1] ?? '0'}${fraction.padEnd(contract.priceDecimals, '0')}`);
}
