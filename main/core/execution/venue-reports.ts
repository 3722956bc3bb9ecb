import type { ContractSymbol } from '#shared/domain/ids.ts';
import { isFinalOrderState } from '#shared/domain/order-state.ts';
import type { OrderRow } from '../journal/rows.ts';
import type { VenueEvent } from '../ports/venue.ts';
import type { VenueFill } from './fill-booker.ts';
import type { OrderSender } from './order-sender.ts';
import type { VenueOrderIds } from './venue-order-ids.ts';

/** Whom the reports are for. */
export interface ReportEvents {
  /** A fill of an order of ours, with our id. */
  readonly onFill: (row: OrderRow, fill: VenueFill) => void;
  /** A report about an order that is not ours. */
  readonly onForeign: (event: VenueEvent) => void;
  /** A report that the order's state does not take. */
  readonly onIllegal: (row: OrderRow, event: VenueEvent) => void;
}

/** Reads what the venue tells: finds the order it is about, and moves it. */
export class VenueReports {
  readonly #ids: VenueOrderIds;
  readonly #sender: OrderSender;
  readonly #events: ReportEvents;

  constructor(ids: VenueOrderIds, sender: OrderSender, events: ReportEvents) {
    this.#ids = ids;
    this.#sender = sender;
    this.#events = events;
  }

  take(event: VenueEvent): void {
    const match = this.#ids.match(event);
    if (match.kind === 'ours') this.#takeOurs(match.row, event);
    else if (match.kind === 'later') this.#ids.keep(event);
    else this.#events.onForeign(event);
  }

  /** Takes the reports that waited for the id of an order on the symbol. */
  release(symbol: ContractSymbol): void {
    for (const event of this.#ids.release(symbol)) this.take(event);
  }

  /** The venue may tell twice; a status that says nothing new is not written again. */
  #takeOurs(row: OrderRow, event: VenueEvent): void {
    if (event.kind === 'fill') {
      this.#events.onFill(row, { ...event, clientOrderId: row.id });
      return;
    }
    if (event.kind === 'opened') {
      // That it was opened is old news once its id is known, but for an order called not placed.
      const tells = row.venueOrderId === null || row.state === 'NOT_PLACED';
      if (tells) this.#sender.move(row.id, 'order.accepted', { venueOrderId: event.venueOrderId });
      return;
    }
    const ended = isFinalOrderState(row.state) && row.state !== 'NOT_PLACED';
    if (ended || (event.kind === 'triggered' && row.state === 'TRIGGERED')) return;
    if (!this.#sender.move(row.id, `order.${event.kind}`, { reason: event.reason })) this.#events.onIllegal(row, event);
  }
}
