import { clientOrderId, type ClientOrderId } from '#shared/domain/ids.ts';
import type { VenueEvent, VenueFillReport } from '#core/ports/venue.ts';

/** Entries of each memory; the oldest are forgotten. */
const MOST = 10_000;

/** A set that forgets its oldest members. */
class RecentMap<V> {
  readonly #entries = new Map<string, V>();

  get(key: string): V | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: V): void {
    this.#entries.set(key, value);
    if (this.#entries.size <= MOST) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }
}

/**
 * What the connection has seen: which of the venue's order ids is ours, and which fills were told. Venues leave our id
 * out of fill lists and of messages about stops.
 */
export class KnownOrders {
  readonly #clientIds = new RecentMap<ClientOrderId>();
  /** Numbers under which orders of ours went on; the id that comes with those may be the venue's own. */
  readonly #aliases = new RecentMap<ClientOrderId>();
  readonly #told = new RecentMap<true>();
  readonly #fills = new RecentMap<true>();

  /** An order of ours got its number. */
  learn(clientId: ClientOrderId, venueOrderId: string): void {
    this.#clientIds.set(venueOrderId, clientId);
  }

  /** An order of ours goes on under this number. */
  alias(clientId: ClientOrderId, venueOrderId: string): void {
    this.#aliases.set(venueOrderId, clientId);
  }

  /** Our id of a venue's order; null when it is not known. */
  clientIdOf(venueOrderId: string): ClientOrderId | null {
    return this.#aliases.get(venueOrderId) ?? this.#clientIds.get(venueOrderId) ?? null;
  }

  /** Takes note of an event, and fills in our id where the venue left it out. */
  complete(event: VenueEvent): VenueEvent {
    const { venueOrderId } = event;
    if (event.kind === 'fill') this.#fills.set(fillKey(event.symbol, event.tradeId, venueOrderId), true);
    if (venueOrderId === undefined) return event;
    this.#told.set(venueOrderId, true);
    if (event.clientOrderId !== clientOrderId('') && this.#aliases.get(venueOrderId) === undefined) {
      this.#told.set(event.clientOrderId, true);
      this.learn(event.clientOrderId, venueOrderId);
      return event;
    }
    const clientId = this.clientIdOf(venueOrderId);
    return clientId === null ? event : { ...event, clientOrderId: clientId };
  }

  /** A fill with our id, where the list leaves it out and we know it. */
  named(fill: VenueFillReport): VenueFillReport {
    if (fill.clientOrderId !== null || fill.venueOrderId === null) return fill;
    return { ...fill, clientOrderId: this.clientIdOf(fill.venueOrderId) };
  }

  wasTold(clientId: string, venueOrderId: string): boolean {
    return this.#told.get(clientId) === true || this.#told.get(venueOrderId) === true;
  }

  hasFill({ symbol, tradeId, venueOrderId }: VenueFillReport): boolean {
    return this.#fills.get(fillKey(symbol, tradeId, venueOrderId ?? undefined)) === true;
  }
}

const fillKey = (symbol: string, tradeId: string, venueOrderId: string | undefined): string =>
  `${symbol} ${tradeId} ${venueOrderId ?? ''}`;
