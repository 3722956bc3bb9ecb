import type { EventDataByType, EventType } from '../journal/event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { OrderRow } from '../journal/rows.ts';
import type { OrderRef, VenueOrder } from '../ports/venue.ts';
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
