import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { OrderRow } from '../journal/rows.ts';
import type { VenueEvent } from '../ports/venue.ts';
import type { DeskJournal } from './desk-types.ts';

/** Reports kept at most for orders whose venue id is not known yet; a venue that sends more is not talking about ours. */
const MOST_WAITING = 1_000;

/** Which order a report is about. `later`: the venue's id may turn out to be that of an order whose answer is missing. */
export type Match = { readonly kind: 'ours'; readonly row: OrderRow } | { readonly kind: 'later' | 'foreign' };

/**
 * Matches reports to orders (rule R3): by our id, then by the venue's. A report that names only the venue's id may come
 * before the answer that tells us this id; it is kept until then.
 */
export class VenueOrderIds {
  readonly #journal: DeskJournal;
  readonly #byVenueId = new Map<string, ClientOrderId>();
  #waiting: VenueEvent[] = [];

  constructor(journal: DeskJournal) {
    this.#journal = journal;
  }

  /** Remembers the venue's id of an order. */
  note(row: Pick<OrderRow, 'id' | 'venueOrderId'>): void {
    if (row.venueOrderId !== null) this.#byVenueId.set(row.venueOrderId, row.id);
  }

  /** Our order with one of these ids. */
  find(clientOrderId: ClientOrderId | null, venueOrderId: string | null): OrderRow | null {
    const { state } = this.#journal;
    const byOurs = clientOrderId === null || clientOrderId === '' ? null : state.order(clientOrderId);
    if (byOurs !== null) return byOurs;
    const id = venueOrderId === null ? undefined : this.#byVenueId.get(venueOrderId);
    return id === undefined ? null : state.order(id);
  }

  match(event: VenueEvent): Match {
    const row = this.find(event.clientOrderId, event.venueOrderId ?? null);
    if (row !== null) return { kind: 'ours', row };
    return { kind: event.clientOrderId === '' && this.#awaitsId(event.symbol) ? 'later' : 'foreign' };
  }

  /** Keeps a report until the ids of its symbol's orders are known. */
  keep(event: VenueEvent): void {
    if (this.#waiting.length < MOST_WAITING) this.#waiting.push(event);
  }

  /** The kept reports that can be matched now, or that never will be: their symbol awaits no id any more. */
  release(symbol: ContractSymbol): readonly VenueEvent[] {
    if (this.#waiting.length === 0) return [];
    const released: VenueEvent[] = [];
    const kept: VenueEvent[] = [];
    const settled = !this.#awaitsId(symbol);
    for (const event of this.#waiting) {
      const known = this.find(event.clientOrderId, event.venueOrderId ?? null) !== null;
      (event.symbol === symbol && (known || settled) ? released : kept).push(event);
    }
    this.#waiting = kept;
    return released;
  }

  /** True while an order on the symbol may be at the venue under an id that we do not know. */
  #awaitsId(symbol: ContractSymbol): boolean {
    return this.#journal.state.openOrders().some((row) => row.symbol === symbol && row.venueOrderId === null);
  }
}
