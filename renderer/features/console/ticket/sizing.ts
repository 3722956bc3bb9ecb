import type { Draft, SizeUnit } from '../draft.ts';
import { decimalText, parseDecimal, unitsAt } from '../on-tick.ts';

/** What is needed to turn one way of naming a size into another. Null or empty where it is not known. */
export interface SizeFacts {
  /** Coins per contract, exact. */
  readonly multiplier: string;
  readonly lotSize: number;
  /** The price it is reckoned at: the limit, else the trigger, else the mark. */
  readonly price: string;
  readonly stop: string;
  /** Equity less the margin in use, USDT. */
  readonly free: string | null;
  readonly leverage: number | null;
  readonly entryFeePpm: number;
  readonly exitFeePpm: number;
}

/** Digits behind the point of all amounts here: finer than any price times any multiplier. */
const DIGITS = 24;
const ONE = 10n ** BigInt(DIGITS);
const MILLION = 1_000_000n;
const HUNDRED = 100n;

const exact = (text: string | null): bigint | null => {
  const value = text === null ? null : parseDecimal(text);
  return value === null ? null : unitsAt(value, DIGITS);
};

const product = (a: bigint, b: bigint): bigint => (a * b) / ONE;

/** Value of one contract, USDT; null without a price. */
function contractValue({ price, multiplier }: SizeFacts): bigint | null {
  const at = exact(price);
  const coins = exact(multiplier);
  return at === null || coins === null || at === 0n || coins === 0n ? null : product(at, coins);
}

/** Margin and fee that one contract takes from the free balance. */
function contractCost(facts: SizeFacts): bigint | null {
  const value = contractValue(facts);
  const { leverage, entryFeePpm } = facts;
  if (value === null || leverage === null || leverage < 1) return null;
  return value / BigInt(leverage) + (value * BigInt(entryFeePpm)) / MILLION;
}

/** What one contract loses at the stop, both fees included. */
function contractRisk(facts: SizeFacts): bigint | null {
  const value = contractValue(facts);
  const atStop = contractValue({ ...facts, price: facts.stop });
  if (value === null || atStop === null) return null;
  const apart = value > atStop ? value - atStop : atStop - value;
  const fees = value * BigInt(facts.entryFeePpm) + atStop * BigInt(facts.exitFeePpm);
  return apart + fees / MILLION;
}

/** What one contract is worth in a unit: the size divided by it is the number of contracts. Null while that is not known. */
function perContract(unit: SizeUnit, facts: SizeFacts): bigint | null {
  switch (unit) {
    case 'contracts':
      return ONE;
    case 'coin':
      return exact(facts.multiplier);
    case 'usdt':
      return contractValue(facts);
    case 'percent': {
      const cost = contractCost(facts);
      const free = exact(facts.free);
      return cost === null || free === null || free === 0n ? null : (cost * HUNDRED * ONE) / free;
    }
    case 'risk':
      return contractRisk(facts);
  }
}

/** Whole contracts of a typed size, rounded down to whole lots; null while it cannot be said. */
export function lotsOf(size: string, unit: SizeUnit, facts: SizeFacts): number | null {
  const asked = exact(size);
  const each = perContract(unit, facts);
  if (asked === null || each === null || each === 0n) return null;
  const lotSize = BigInt(facts.lotSize);
  const lots = (asked / each / lotSize) * lotSize;
  return lots > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(lots);
}

const DECIMALS: Readonly<Record<SizeUnit, number>> = { contracts: 0, coin: 8, usdt: 2, percent: 2, risk: 2 };

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** So many contracts in a unit, rounded down; null while that is not known. */
export function sizeOf(lots: number, unit: SizeUnit, facts: SizeFacts): string | null {
  const each = perContract(unit, facts);
  if (each === null) return null;
  const decimals = DECIMALS[unit];
  const text = decimalText((each * BigInt(lots)) / 10n ** BigInt(DIGITS - decimals), decimals);
  return unit === 'coin' ? trimmed(text) : text;
}

/** The size a field shows when its unit is changed: the same contracts, named otherwise, never fewer when read back. */
export function sizeIn(lots: number, unit: SizeUnit, facts: SizeFacts): string {
  const down = sizeOf(lots, unit, facts);
  if (down === null || lotsOf(down, unit, facts) === lots) return down ?? '';
  const decimals = DECIMALS[unit];
  const up = exact(down);
  return up === null ? down : decimalText(up / 10n ** BigInt(DIGITS - decimals) + 1n, decimals);
}

/** The price an order is reckoned at before the core has answered: the limit, else the trigger, else the mark. */
export const referenceOf = (
  { kind, price, trigger }: Pick<Draft, 'kind' | 'price' | 'trigger'>,
  mark: string | null,
): string => {
  if ((kind === 'limit' || kind === 'stop-limit') && price !== '') return price;
  if ((kind === 'stop-market' || kind === 'stop-limit') && trigger !== '') return trigger;
  return mark ?? '';
};
