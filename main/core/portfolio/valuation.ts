import type { ContractSymbol } from '#shared/domain/ids.ts';
import { notional, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, moneyOfUnits, ZERO, type Money } from '#shared/domain/money.ts';
import type { EpochMs } from '#shared/domain/time.ts';

/** A position to be valued: signed contracts and the signed notional they were entered at. */
export interface ValuedPosition {
  readonly symbol: ContractSymbol;
  readonly lots: number;
  readonly entryValue: Money;
}

/** The last mark price of a contract, in ticks, and the venue's time of it. */
export interface Mark {
  readonly ticks: number;
  readonly at: EpochMs;
}

/** When the valuation is made, how old a mark may be, and the leverage margin is reckoned with (whole, ≥ 1). */
export interface ValuationTerms {
  readonly now: EpochMs;
  readonly maxMarkAgeMs: number;
  readonly leverage: number;
}

/** One open position at its mark. `open` is the result not yet realised, before closing costs. */
export interface SymbolValue {
  readonly symbol: ContractSymbol;
  readonly lots: number;
  readonly entryValue: Money;
  readonly markTicks: number;
  readonly markAt: EpochMs;
  /** Signed notional at the mark. */
  readonly value: Money;
  readonly open: Money;
  readonly margin: Money;
}

/** A portfolio's worth. `equity = cash + open`; `gross` and `net` are notionals at mark. */
export interface PortfolioValue {
  readonly known: true;
  readonly at: EpochMs;
  readonly equity: Money;
  readonly cash: Money;
  readonly open: Money;
  readonly gross: Money;
  readonly net: Money;
  readonly marginUsed: Money;
  readonly perSymbol: readonly SymbolValue[];
}

/** Why nothing can be said about the portfolio's worth, and which contract is to blame. */
export interface PortfolioUnknown {
  readonly known: false;
  readonly reason: 'no-balance' | 'no-mark' | 'mark-stale' | 'mark-invalid' | 'no-instrument';
  readonly symbol: ContractSymbol | null;
  /** Age of the stale mark in ms; null for the other reasons. */
  readonly ageMs: number | null;
}

export type Valuation = PortfolioValue | PortfolioUnknown;

/**
 * Values a portfolio at mark prices. One missing or stale mark makes the whole valuation unknown: an equity that leaves
 * out a position would be a wrong number, not an approximate one.
 * @param balances folded ledger balances by account; `cash` must be there.
 */
export function valuePortfolio(
  balances: ReadonlyMap<string, Money>,
  positions: Iterable<ValuedPosition>,
  instruments: ReadonlyMap<ContractSymbol, Instrument>,
  marks: ReadonlyMap<ContractSymbol, Mark>,
  terms: ValuationTerms,
): Valuation {
  const cash = balances.get('cash');
  if (cash === undefined) return { known: false, reason: 'no-balance', symbol: null, ageMs: null };
  const perSymbol: SymbolValue[] = [];
  let open = 0n;
  let gross = 0n;
  let net = 0n;
  let marginUsed = 0n;
  for (const position of positions) {
    if (position.lots === 0) continue;
    const valued = valueOne(position, instruments.get(position.symbol), marks.get(position.symbol), terms);
    if ('known' in valued) return valued;
    perSymbol.push(valued);
    open += valued.open;
    gross += absolute(valued.value);
    net += valued.value;
    marginUsed += valued.margin;
  }
  return {
    known: true,
    at: terms.now,
    equity: moneyOfUnits(cash + open),
    cash,
    open: moneyOfUnits(open),
    gross: moneyOfUnits(gross),
    net: moneyOfUnits(net),
    marginUsed: moneyOfUnits(marginUsed),
    perSymbol,
  };
}

function valueOne(
  position: ValuedPosition,
  instrument: Instrument | undefined,
  mark: Mark | undefined,
  terms: ValuationTerms,
): SymbolValue | PortfolioUnknown {
  const { symbol, lots, entryValue } = position;
  if (instrument === undefined) return { known: false, reason: 'no-instrument', symbol, ageMs: null };
  if (mark === undefined) return { known: false, reason: 'no-mark', symbol, ageMs: null };
  if (!Number.isSafeInteger(mark.ticks) || mark.ticks <= 0) {
    return { known: false, reason: 'mark-invalid', symbol, ageMs: null };
  }
  const ageMs = terms.now - mark.at;
  if (ageMs > terms.maxMarkAgeMs) return { known: false, reason: 'mark-stale', symbol, ageMs };
  const value = notional(instrument, mark.ticks, lots);
  return {
    symbol,
    lots,
    entryValue,
    markTicks: mark.ticks,
    markAt: mark.at,
    value,
    open: moneyOfUnits(value - entryValue),
    margin: initialMargin(instrument, absolute(value), terms.leverage),
  };
}

/**
 * Margin held for a notional: notional ÷ leverage, rounded up. The leverage is capped by the venue's risk-limit tier the
 * notional falls in; beyond the last tier known the whole notional is held, which is the most it can be.
 */
export function initialMargin(instrument: Instrument, size: Money, leverage: number): Money {
  if (size === ZERO) return ZERO;
  const tier = instrument.maintenanceTiers.find((step) => size <= step.maxNotional);
  const allowed = tier === undefined ? 1n : BigInt(Math.floor(Math.min(leverage, tier.maxLeverage)));
  const divisor = allowed < 1n ? 1n : allowed;
  return moneyOfUnits((size + divisor - 1n) / divisor);
}
