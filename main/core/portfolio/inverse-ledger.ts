import {
  ceil,
  divide,
  floor,
  minus,
  multiply,
  NOTHING,
  opposite,
  plus,
  rational,
  type Rational,
} from '#shared/domain/rational.ts';
import type { OrderSide } from '../ports/venue.ts';

/**
 * An inverse perpetual: sized in USD, settled in the coin it is named after.
 * `tickPrice = tickUnits ÷ 10^priceScale` USD; a contract is worth `usdPerContract` USD at any price.
 */
export interface InverseContract {
  readonly coin: string;
  readonly tickUnits: number;
  readonly priceScale: number;
  readonly usdPerContract: bigint;
}

/**
 * A position of an inverse contract. `coinValue` is the exact sum of `USD ÷ price` over what was bought less what was
 * sold, with the sign of `lots`, and exactly zero when flat. A sum of fractions grows with every price in it, until the
 * position is flat again.
 */
export interface InversePosition {
  readonly lots: number;
  readonly coinValue: Rational;
}

export const INVERSE_FLAT: InversePosition = { lots: 0, coinValue: NOTHING };

/** Coins in whole units of 1e-8: what a wallet can hold. */
export type CoinUnits = bigint;
const UNIT = rational(100_000_000n);

/** A fill: contracts (> 0), price in ticks (> 0), fee rate in parts per million (< 0 is a rebate). */
export interface InverseFill {
  readonly side: OrderSide;
  readonly lots: number;
  readonly priceTicks: number;
  readonly feePpm: bigint;
}

/** A fill as booked; both amounts in 1e-8 coins. `realised` is before the fee, rounded down; the fee is rounded up. */
export interface BookedInverseFill {
  readonly realised: CoinUnits;
  readonly fee: CoinUnits;
  readonly after: InversePosition;
}

/** The exact coin value of `lots` contracts at a price, signed as `lots`. Source: value = USD size ÷ price. */
export function coinValue(contract: InverseContract, lots: number, priceTicks: number): Rational {
  if (!Number.isSafeInteger(priceTicks) || priceTicks <= 0) throw new RangeError(`Not a price: ${String(priceTicks)}`);
  const usd = BigInt(lots) * contract.usdPerContract * 10n ** BigInt(contract.priceScale);
  return rational(usd, BigInt(priceTicks) * BigInt(contract.tickUnits));
}

/**
 * Books a fill at average cost. A long of an inverse contract gains `USD × (1/entry − 1/exit)` coins; what a reduction
 * closes takes its exact share of the entry value with it.
 * The unit that rounding the result costs is never given back: a result is never overstated.
 * @throws RangeError when size or price is not a positive whole number.
 */
export function bookInverseFill(
  position: InversePosition,
  fill: InverseFill,
  contract: InverseContract,
): BookedInverseFill {
  if (!Number.isSafeInteger(fill.lots) || fill.lots <= 0) {
    throw new RangeError(`A fill needs a positive whole number of contracts, not ${String(fill.lots)}`);
  }
  const signed = fill.side === 'buy' ? fill.lots : -fill.lots;
  const closed = closedBy(position.lots, signed);
  const removed =
    closed === 0 ? NOTHING : multiply(position.coinValue, rational(BigInt(closed), BigInt(position.lots)));
  const gained = minus(removed, coinValue(contract, closed, fill.priceTicks));
  const opened = coinValue(contract, signed + closed, fill.priceTicks);
  const value = coinValue(contract, fill.lots, fill.priceTicks);
  return {
    realised: floor(multiply(gained, UNIT)),
    fee: ceil(multiply(multiply(value, rational(fill.feePpm, 1_000_000n)), UNIT)),
    after: { lots: position.lots + signed, coinValue: plus(minus(position.coinValue, removed), opened) },
  };
}

/** The part of the position, signed as the position, that a signed fill closes. */
function closedBy(held: number, signed: number): number {
  if (Math.sign(held) !== -Math.sign(signed)) return 0;
  return Math.sign(held) * Math.min(Math.abs(held), Math.abs(signed));
}

/** The exact average entry price in USD: size ÷ coin value. Null when flat. */
export function averagePrice({ lots, coinValue: value }: InversePosition, contract: InverseContract): Rational | null {
  return lots === 0 ? null : divide(rational(BigInt(lots) * contract.usdPerContract), value);
}

/** The result not yet realised at a mark price, before closing costs, exact, in coins. */
export const openResult = (position: InversePosition, markTicks: number, contract: InverseContract): Rational =>
  minus(position.coinValue, coinValue(contract, position.lots, markTicks));

/**
 * What one funding settlement moves, in 1e-8 coins: − paid, + received. Longs pay when the rate is positive; the value is
 * the one at the mark price. What is paid is rounded up, what is received down. Source: KuCoin, coin-margined contracts.
 * @param rate fraction per interval.
 */
export const inverseFunding = (contract: InverseContract, lots: number, rate: Rational, markTicks: number): CoinUnits =>
  floor(multiply(opposite(multiply(coinValue(contract, lots, markTicks), rate)), UNIT));
