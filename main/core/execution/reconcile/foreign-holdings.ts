import { toTicks } from '#shared/domain/instrument.ts';
import { beyondOurs, type ForeignHolding } from '../../portfolio/foreign-holding.ts';
import type { OrderReport } from '../../ports/venue.ts';
import type { Checks } from './full-check.ts';
import type { PositionGap } from './position-comparison.ts';
import type { ReconcilerParts } from './reconcile-types.ts';

/**
 * What the venue was last seen to hold besides ours: positions, and orders that could open one. What was adopted since is
 * ours by the journal and is left out.
 */
export function foreignHoldings(
  parts: Pick<ReconcilerParts, 'desk' | 'journal' | 'instruments'>,
  { positions, orders }: Pick<Checks, 'positions' | 'orders'>,
): readonly ForeignHolding[] {
  const held = [...positions.apart.values()].flatMap((gap) => positionBeyond(parts, gap));
  const waiting = orders.foreign.filter(
    ({ clientOrderId, venueOrderId, reduceOnly }) =>
      !reduceOnly && parts.desk.orderOf(clientOrderId, venueOrderId) === null,
  );
  return [...held, ...waiting.flatMap(orderBeyond)];
}

function positionBeyond(
  { journal, instruments }: Pick<ReconcilerParts, 'journal' | 'instruments'>,
  { symbol, theirs, theirLots }: PositionGap,
): readonly ForeignHolding[] {
  const lots = beyondOurs(journal.state.position(symbol)?.lots ?? 0, theirLots);
  if (lots === 0) return [];
  const instrument = instruments.get(symbol);
  const price = Number(theirs?.entryPrice ?? Number.NaN);
  const priceTicks = instrument === undefined || !(price > 0) ? null : toTicks(instrument, price);
  return [{ symbol, lots, priceTicks, leverage: theirs?.leverage ?? null }];
}

function orderBeyond({
  symbol,
  side,
  lots,
  filledLots,
  priceTicks,
  triggerTicks,
}: OrderReport): readonly ForeignHolding[] {
  const left = (lots - filledLots) * (side === 'buy' ? 1 : -1);
  return left === 0 ? [] : [{ symbol, lots: left, priceTicks: priceTicks ?? triggerTicks, leverage: null }];
}
