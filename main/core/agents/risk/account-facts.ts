import type { ContractSymbol } from '#shared/domain/ids.ts';
import { notional, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, add, ZERO, type Money } from '#shared/domain/money.ts';
import { largestLots, type OrderRow } from '../../journal/rows.ts';
import type { EquityState } from '../../portfolio/equity-tracker.ts';
import { initialMargin, type Mark, type PortfolioValue } from '../../portfolio/valuation.ts';
import type { AccountFacts } from './context.ts';

const MILLION = 1_000_000n;

/** Why the facts are not known when an entry on its way has no price. */
export const UNVALUED_ENTRY = 'an entry on its way has no mark';

/** Parts per million of `whole`, rounded towards more; 0 when there is nothing to lose. */
function ppmOf(part: Money, whole: Money): bigint {
  if (part <= 0n || whole <= 0n) return 0n;
  return (part * MILLION + whole - 1n) / whole;
}

/**
 * The account as the gate sees it: held positions at their marks, and every entry that is not in an end state (in doubt
 * or resting) counted as if it were filled at the present mark, with the margin it would take. Null when such an entry
 * cannot be valued: an exposure that leaves it out would be too small.
 */
export function accountFacts(
  value: PortfolioValue,
  equity: EquityState,
  openOrders: readonly OrderRow[],
  instruments: ReadonlyMap<ContractSymbol, Instrument>,
  marks: ReadonlyMap<ContractSymbol, Mark>,
  leverage: number,
): AccountFacts | null {
  const exposure = new Map<ContractSymbol, Money>();
  for (const held of value.perSymbol) exposure.set(held.symbol, held.value);
  let gross = value.gross;
  let net = value.net;
  let marginUsed = value.marginUsed;
  for (const order of openOrders) {
    if (order.role !== 'entry') continue;
    const instrument = instruments.get(order.symbol);
    const ticks = marks.get(order.symbol)?.ticks ?? order.priceTicks;
    if (instrument === undefined || ticks === null) return null;
    const left = (largestLots(order) - order.filledLots) * (order.side === 'buy' ? 1 : -1);
    const pending = notional(instrument, ticks, left);
    gross = add(gross, absolute(pending));
    net = add(net, pending);
    marginUsed = add(marginUsed, initialMargin(instrument, absolute(pending), leverage));
    exposure.set(order.symbol, add(exposure.get(order.symbol) ?? ZERO, pending));
  }
  return {
    equity: value.equity,
    gross,
    net,
    marginUsed,
    exposure,
    openOrders: openOrders.length,
    dayLossPpm: ppmOf(equity.dayLoss, equity.dayStart),
    drawdownPpm: ppmOf(equity.drawdown, equity.peak),
  };
}
