import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Ticker } from '../ports/market-feed.ts';

/** The latest ticker of each contract; an update stores the ticker itself and allocates nothing. */
export class TickerBook {
  readonly #latest = new Map<ContractSymbol, Ticker>();
  #updates = 0;

  /** Takes a ticker. False, and nothing changes, when a later one of the venue is already there. */
  update(ticker: Ticker): boolean {
    const known = this.#latest.get(ticker.symbol);
    if (known !== undefined && ticker.tsVenue < known.tsVenue) return false;
    this.#latest.set(ticker.symbol, ticker);
    this.#updates += 1;
    return true;
  }

  /** The latest ticker, or null when none came yet. Its age is the caller's to judge. */
  get(symbol: ContractSymbol): Ticker | null {
    return this.#latest.get(symbol) ?? null;
  }

  /** All latest tickers, in the order in which the contracts first appeared. */
  all(): IterableIterator<Ticker> {
    return this.#latest.values();
  }

  get size(): number {
    return this.#latest.size;
  }

  /** Rises with each change, so that a reader sees whether anything is new. */
  get version(): number {
    return this.#updates;
  }
}
