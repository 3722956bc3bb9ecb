import type { Instrument } from '#shared/domain/instrument.ts';
import type { OrderChange, VenueOrder } from '../ports/venue.ts';
import { refuse, type PaperOrder, type Refusal } from './paper-order.ts';
import { refusal } from './paper-refusal.ts';

/** The order's terms after a change, or why the venue refuses it. */
export function amended(
  entry: PaperOrder,
  change: OrderChange,
  instrument: Instrument,
  position: number,
): VenueOrder | Refusal {
  const { order } = entry;
  const { kind } = order;
  if (change.priceTicks !== undefined && kind !== 'limit' && kind !== 'stop-limit') {
    return refuse('AMEND_NO_PRICE', `a ${kind} order has no limit price to change`);
  }
  if (change.triggerTicks !== undefined && (order.triggerTicks === null || entry.triggered)) {
    return refuse('AMEND_NO_TRIGGER', 'the order waits for no trigger price that could be changed');
  }
  if (change.lots !== undefined && change.lots <= entry.filled) {
    return refuse('AMEND_BELOW_FILLED', `${String(entry.filled)} contracts are filled already`);
  }
  const next = { ...order, ...change };
  return refusal(next, instrument, position) ?? next;
}

/** Puts new terms in force. A new price or a larger size goes to the end of the queue; a smaller size keeps its place. */
export function amend(entry: PaperOrder, terms: VenueOrder): void {
  const { order } = entry;
  if (terms.priceTicks !== order.priceTicks || terms.lots > order.lots) {
    entry.rested = false;
    entry.queue = null;
  }
  entry.order = terms;
}
