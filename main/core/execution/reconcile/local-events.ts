import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { VenueEvent } from '../../ports/venue.ts';
import type { JournalEvent } from '../../journal/event.ts';

/**
 * When the newest news about an order or a symbol came, by the monotonic clock. An answer of the venue is used only if no
 * news came between its question and now (rule R7), and corrects nothing that has news of the last seconds (rule R11).
 */
export class LocalEvents {
  readonly #monotonic: () => number;
  readonly #orders = new Map<ClientOrderId, number>();
  readonly #told = new Map<ContractSymbol, number>();
  readonly #stamps = new Map<ContractSymbol, number>();
  #count = 0;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /**
   * Takes up what the session before heard a moment ago: the venue's answers may still be from before it.
   * @param ageMs by the wall clock, the only one that goes on between two sessions; where that was set back, no age at all.
   */
  recall(symbol: ContractSymbol, id: ClientOrderId | null, ageMs: number): void {
    const at = this.#monotonic() - Math.max(0, ageMs);
    if (id !== null) this.#orders.set(id, at);
    this.#told.set(symbol, Math.max(at, this.#told.get(symbol) ?? at));
  }

  /** The venue told something. */
  onVenueEvent(event: VenueEvent): void {
    const now = this.#monotonic();
    if (event.clientOrderId !== '') this.#orders.set(event.clientOrderId, now);
    this.#told.set(event.symbol, now);
    this.#stamp(event.symbol);
  }

  /** Something was recorded about an order of the symbol, or about the symbol. */
  onRecord(event: JournalEvent, symbol: ContractSymbol | null): void {
    if (event.type.startsWith('order.')) this.#orders.set(event.subject as ClientOrderId, this.#monotonic());
    if (symbol === null) return;
    if (event.type === 'order.fill') this.#told.set(symbol, this.#monotonic());
    this.#stamp(symbol);
  }

  /** Where the news stand now, to ask later what came since. */
  mark(): number {
    return this.#count;
  }

  /** True when there was news about the symbol after the mark. */
  hasNews(symbol: ContractSymbol, mark: number): boolean {
    return (this.#stamps.get(symbol) ?? 0) > mark;
  }

  /** Milliseconds since the last news about an order; ∞ when there was none in this session. */
  orderAge(id: ClientOrderId): number {
    return this.#monotonic() - (this.#orders.get(id) ?? Number.NEGATIVE_INFINITY);
  }

  /** Milliseconds since the venue last told something about the symbol, or a fill of it was booked. */
  symbolAge(symbol: ContractSymbol): number {
    return this.#monotonic() - (this.#told.get(symbol) ?? Number.NEGATIVE_INFINITY);
  }

  /** Forgets what is older than `ms`: it is treated like no news anyway. */
  prune(ms: number): void {
    const oldest = this.#monotonic() - ms;
    for (const [id, at] of this.#orders) if (at < oldest) this.#orders.delete(id);
  }

  #stamp(symbol: ContractSymbol): void {
    this.#count += 1;
    this.#stamps.set(symbol, this.#count);
  }
}
