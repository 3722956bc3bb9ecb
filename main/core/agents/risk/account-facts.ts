import type { ContractSymbol } from '#shared/domain/ids.ts';
import { notional, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, add, ZERO, type Money } from '#shared/domain/money.ts';
import { isOrderInDoubt } from '#shared/domain/order-state.ts';
import { largestLots, type OrderRow } from '../../journal/rows.ts';
import type { ForeignHolding } from '../../portfolio/foreign-holding.ts';
import { initialMargin, type Mark, type PortfolioValue } from '../../portfolio/valuation.ts';
import type { EquityLosses } from './breakers/equity-stop.ts';
import type { AccountFacts } from './context.ts';

/** Why the facts are not known when an entry on its way has no price. */
export const UNVALUED_ENTRY = 'an entry on its way has no mark';

interface Sums {
  gross: Money;
  net: Money;
  marginUsed: Money;
  readonly exposure: Map<ContractSymbol, Money>;
}

const sumsOf = ({ gross, net, marginUsed, perSymbol }: PortfolioValue): Sums => ({
  gross,
  net,
  marginUsed,
  exposure: new Map(perSymbol.map((held) => [held.symbol, held.value])),
});

/** What an entry on its way adds when all of it is filled. */
const asHolding = (order: OrderRow): ForeignHolding => ({
  symbol: order.symbol,
  lots: (largestLots(order) - order.filledLots) * (order.side === 'buy' ? 1 : -1),
  priceTicks: order.priceTicks,
  leverage: null,
});

/** Adds a holding at a price, with the margin it takes at the lower of both leverages. */
function count(sums: Sums, instrument: Instrument, held: ForeignHolding, ticks: number, leverage: number): void {
  const worth = notional(instrument, ticks, held.lots);
  const used = Math.min(leverage, held.leverage ?? leverage);
  sums.gross = add(sums.gross, absolute(worth));
  sums.net = add(sums.net, worth);
  sums.marginUsed = add(sums.marginUsed, initialMargin(instrument, absolute(worth), used));
  sums.exposure.set(held.symbol, add(sums.exposure.get(held.symbol) ?? ZERO, worth));
}

/**
 * The account as the gate sees it: held positions at their marks, and every entry that is not in an end state (in doubt
 * or resting) counted as if it were filled at the present mark, with the margin it would take; so is what the venue holds
 * that is not ours. Null when one of them cannot be valued: an exposure that leaves it out would be too small.
 */
export function accountFacts(
  value: PortfolioValue,
  losses: EquityLosses,
  openOrders: readonly OrderRow[],
  instruments: ReadonlyMap<ContractSymbol, Instrument>,
  marks: ReadonlyMap<ContractSymbol, Mark>,
  leverage: number,
  foreign: readonly ForeignHolding[] = [],
): AccountFacts | null {
  const openOrdersOf = new Map<ContractSymbol, number>();
  for (const { symbol } of openOrders) openOrdersOf.set(symbol, (openOrdersOf.get(symbol) ?? 0) + 1);
  const entries = openOrders.filter(({ role }) => role === 'entry');
  const doubts = entries.filter(({ state }) => isOrderInDoubt(state)).length;
  const sums = sumsOf(value);
  for (const held of [...entries.map(asHolding), ...foreign]) {
    const instrument = instruments.get(held.symbol);
    const ticks = marks.get(held.symbol)?.ticks ?? held.priceTicks;
    if (instrument === undefined || ticks === null) return null;
    count(sums, instrument, held, ticks, leverage);
  }
  return {
    equity: value.equity,
    ...sums,
    openOrders: openOrders.length,
    openOrdersOf,
    doubts,
    // Each of them is among the entries above: one that cannot be valued makes the whole unknown.
    doubtsCounted: doubts,
    dayLossPpm: losses['day-loss'].lossPpm,
    weekLossPpm: losses['week-loss'].lossPpm,
    drawdownPpm: losses.drawdown.lossPpm,
  };
}
