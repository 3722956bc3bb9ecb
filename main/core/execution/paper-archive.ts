import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { OrderReport, VenueFillReport } from '../ports/venue.ts';

/** How long what ended can be asked for, ms. Reconciliation looks back minutes, a restart hours. */
export const ARCHIVE_MS = 86_400_000;
/** How many ended orders, and fills, are kept at most. */
export const ARCHIVE_ORDERS = 10_000;
export const ARCHIVE_FILLS = 50_000;

/** Oldest first, from `#from` on; what was dropped in front is cut off now and then. */
class Recent<T> {
  #items: T[] = [];
  #from = 0;
  readonly #most: number;
  readonly #timeOf: (item: T) => number;

  constructor(most: number, timeOf: (item: T) => number) {
    this.#most = most;
    this.#timeOf = timeOf;
  }

  /** Adds an item; returns what is dropped for age or number. */
  add(item: T, now: number): readonly T[] {
    this.#items.push(item);
    const dropped: T[] = [];
    for (let oldest = this.#items[this.#from]; oldest !== undefined; oldest = this.#items[this.#from]) {
      const tooMany = this.#items.length - this.#from > this.#most;
      if (!tooMany && this.#timeOf(oldest) >= now - ARCHIVE_MS) break;
      dropped.push(oldest);
      this.#from += 1;
    }
    if (this.#from > 1_000 && this.#from * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#from);
      this.#from = 0;
    }
    return dropped;
  }

  since(at: number): readonly T[] {
    return this.#items.slice(this.#from).filter((item) => this.#timeOf(item) >= at);
  }

  clear(): void {
    this.#items = [];
    this.#from = 0;
  }
}

/** Orders that ended and fills, for as long as they can be asked for. Memory is bounded by number and age. */
export class PaperArchive {
  readonly #orders = new Recent<OrderReport>(ARCHIVE_ORDERS, ({ tsVenue }) => tsVenue);
  readonly #fills = new Recent<VenueFillReport>(ARCHIVE_FILLS, ({ tsVenue }) => tsVenue);
  readonly #byId = new Map<string, OrderReport>();

  /** Keeps an order that ended. Returns the ids of our orders that were dropped for it. */
  ended(report: OrderReport, now: EpochMs): readonly ClientOrderId[] {
    this.#byId.set(idOf(report), report);
    const dropped: ClientOrderId[] = [];
    for (const old of this.#orders.add(report, now)) {
      this.#byId.delete(idOf(old));
      if (old.clientOrderId !== null) dropped.push(old.clientOrderId);
    }
    return dropped;
  }

  filled(fill: VenueFillReport, now: EpochMs): void {
    this.#fills.add(fill, now);
  }

  /** An ended order by our id, or by the venue's. */
  order(id: string): OrderReport | null {
    return this.#byId.get(id) ?? null;
  }

  ordersSince(at: EpochMs): readonly OrderReport[] {
    return this.#orders.since(at);
  }

  fillsSince(at: EpochMs): readonly VenueFillReport[] {
    return this.#fills.since(at);
  }

  clear(): void {
    this.#orders.clear();
    this.#fills.clear();
    this.#byId.clear();
  }
}

const idOf = (report: OrderReport): string => report.clientOrderId ?? report.venueOrderId;
