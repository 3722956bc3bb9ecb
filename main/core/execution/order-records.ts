import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { EventDataByType, EventType } from '../journal/event-types.ts';
import type { TermsData } from '../journal/order-event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { OrderRow } from '../journal/rows.ts';
import type { OrderRef, OrderSide, VenueOrder } from '../ports/venue.ts';
import type { DeskJournal } from './desk-types.ts';
import type { RestoredOrder } from './paper-venue.ts';

/** Appends a record with the data its type asks for. */
export function record<T extends EventType>(
  journal: DeskJournal,
  type: T,
  subject: string,
  data: EventDataByType[T],
): JournalEvent {
  return journal.append({ type, subject, data });
}

/** An order at market. */
export const marketOrder = (
  id: ClientOrderId,
  symbol: ContractSymbol,
  side: OrderSide,
  lots: number,
  reduceOnly: boolean,
): VenueOrder => ({
  clientOrderId: id,
  symbol,
  side,
  kind: 'market',
  lots: lots as Lots,
  reduceOnly,
  priceTicks: null,
  triggerTicks: null,
});

/** The terms that are not the default, for the record; null when all are. */
export function termsOf(order: VenueOrder): TermsData | null {
  const { timeInForce, postOnly, triggerBy, trailTicks, closePosition, leverage } = order;
  const terms: TermsData = {
    ...(timeInForce === undefined || timeInForce === 'gtc' ? {} : { timeInForce }),
    ...(postOnly === true ? { postOnly } : {}),
    ...(triggerBy === undefined || triggerBy === 'mark' ? {} : { triggerBy }),
    ...(trailTicks === undefined ? {} : { trailTicks }),
    ...(closePosition === true ? { closePosition } : {}),
    ...(leverage === undefined ? {} : { leverage }),
  };
  return Object.keys(terms).length === 0 ? null : terms;
}

const restOf = ({ trailTicks, ...terms }: TermsData): Partial<VenueOrder> =>
  trailTicks === undefined ? terms : { ...terms, trailTicks: trailTicks as Ticks };

/** The order as it left for the venue. */
export const venueOrderOf = (row: OrderRow): VenueOrder => ({
  clientOrderId: row.id,
  symbol: row.symbol,
  side: row.side,
  kind: row.kind,
  lots: row.lots,
  reduceOnly: row.reduceOnly,
  priceTicks: row.priceTicks,
  triggerTicks: row.triggerTicks,
  ...(row.terms === undefined ? {} : restOf(row.terms)),
});

/** The order as a question or a cancel names it. */
export const orderRefOf = (row: OrderRow): OrderRef => ({
  clientOrderId: row.id,
  venueOrderId: row.venueOrderId,
  symbol: row.symbol,
  triggered: row.kind !== 'market' && row.kind !== 'limit',
});

/** What the paper venue takes back into its book after a restart. */
export const restoredOrders = (rows: Iterable<OrderRow>): readonly RestoredOrder[] =>
  Array.from(rows, (row) => ({ order: venueOrderOf(row), filledLots: row.filledLots, state: row.state }));
