import { notional, type Instrument } from '#shared/domain/instrument.ts';
import { formatMoney, moneyOfUnits, negate, parseMoney, ZERO, type Money } from '#shared/domain/money.ts';
import type { LedgerAccount, LedgerLine } from '../journal/event-types.ts';
import type { OrderSide } from '../ports/venue.ts';

/**
 * A position as the ledger needs it. `lots` is signed (+ long, − short); `entryValue` is the signed notional the open
 * lots were bought or sold for, in 1e-8 USDT, with the sign of `lots`, and exactly zero when flat.
 */
export interface PositionBasis {
  readonly lots: number;
  readonly entryValue: Money;
}

/** A position without lots. */
export const FLAT: PositionBasis = { lots: 0, entryValue: ZERO };

/** What a fill says about itself: size in contracts (> 0), price in ticks, fee in 1e-8 USDT (> 0 is paid). */
export interface FillTerms {
  readonly side: OrderSide;
  readonly lots: number;
  readonly priceTicks: number;
  readonly fee: Money;
}

/** A fill as booked. `realised` is before fees; `lines` sum to zero. */
export interface BookedFill {
  /** Signed notional: + bought, − sold. */
  readonly value: Money;
  readonly realised: Money;
  readonly fee: Money;
  readonly lines: readonly LedgerLine[];
  readonly after: PositionBasis;
}

/** Funding as booked. `amount` is what cash gained: − paid, + received. */
export interface BookedFunding {
  readonly amount: Money;
  readonly lines: readonly LedgerLine[];
}

/**
 * Books a fill on a position of a linear perpetual at average cost.
 *
 * The part that reduces removes its share of the entry value, `entryValue × closed ÷ |lots|`, rounded towards zero to
 * 1e-8; what rounding leaves behind stays with the open lots and is removed by the fill that closes the last of them,
 * so that a flat position has an entry value of exactly zero and no unit is lost on the way. A fill larger than the
 * position closes it, then opens the rest on the other side. In every case `after.entryValue = entryValue + value +
 * realised`, which is the rule the journal's fold applies.
 * @throws RangeError when the fill's size is not a positive whole number.
 */
export function bookFill(position: PositionBasis, fill: FillTerms, instrument: Instrument): BookedFill {
  if (!Number.isSafeInteger(fill.lots) || fill.lots <= 0) {
    throw new RangeError(`A fill needs a positive whole number of contracts, not ${String(fill.lots)}`);
  }
  const signed = fill.side === 'buy' ? fill.lots : -fill.lots;
  const value = notional(instrument, fill.priceTicks, signed);
  const realised = realisedBy(position, fill, signed, instrument);
  return {
    value,
    realised,
    fee: fill.fee,
    lines: fillLines(realised, fill.fee),
    after: {
      lots: position.lots + signed,
      entryValue: moneyOfUnits(position.entryValue + value + realised),
    },
  };
}

function realisedBy(position: PositionBasis, fill: FillTerms, signed: number, instrument: Instrument): Money {
  const held = Math.abs(position.lots);
  const reduces = Math.sign(position.lots) === -Math.sign(signed);
  if (!reduces) return ZERO;
  const closed = Math.min(held, fill.lots);
  const closingValue = notional(instrument, fill.priceTicks, Math.sign(signed) * closed);
  const removed = closed === held ? position.entryValue : (position.entryValue * BigInt(closed)) / BigInt(held);
  return moneyOfUnits(-removed - closingValue);
}

/** The lines of a fill: the result moves to cash when a position is reduced, and the fee leaves it. */
export function fillLines(realised: Money, fee: Money): readonly LedgerLine[] {
  return [...transfer('realised', realised), ...transfer('fees', negate(fee))];
}

/** The lines of capital paid in (+) or taken out (−). */
export const capitalLines = (amount: Money): readonly LedgerLine[] => transfer('capital', amount);

/** The lines of money that came (+) or went (−) without a fill. */
export const movementLines = (source: LedgerAccount, amount: Money): readonly LedgerLine[] => transfer(source, amount);

/** Twelve decimals hold every funding rate a venue publishes, and the product stays a safe integer. */
const RATE_SCALE = 1_000_000_000_000;

/**
 * Books one funding settlement: longs pay when the rate is positive. Source: KuCoin, fee = position value at mark × rate.
 * What is paid is rounded up to 1e-8 and what is received down, so that a cost is never understated.
 * @param lots the position, signed.
 * @param rate fraction per interval; read to 12 decimals.
 * @throws RangeError when the rate is not a finite number below 1 in size.
 */
export function bookFunding(instrument: Instrument, lots: number, rate: number, markTicks: number): BookedFunding {
  if (!Number.isFinite(rate) || Math.abs(rate) >= 1) throw new RangeError(`Not a funding rate: ${String(rate)}`);
  const scaled = BigInt(Math.round(rate * RATE_SCALE));
  const owed = notional(instrument, markTicks, lots) * scaled;
  const scale = BigInt(RATE_SCALE);
  const paid = owed > 0n ? (owed + scale - 1n) / scale : owed / scale;
  const amount = moneyOfUnits(-paid);
  return { amount, lines: transfer('funding', amount) };
}

/** The sum of a record's lines; anything but zero is a fault. */
export function sumOfLines(lines: readonly LedgerLine[]): Money {
  let sum = 0n;
  for (const [, amount] of lines) sum += parseMoney(amount);
  return moneyOfUnits(sum);
}

/** Moves `amount` from `source` to cash (from cash when negative); nothing is written for an amount of zero. */
function transfer(source: LedgerAccount, amount: Money): readonly LedgerLine[] {
  if (amount === ZERO) return [];
  return [
    ['cash', formatMoney(amount)],
    [source, formatMoney(negate(amount))],
  ];
}
