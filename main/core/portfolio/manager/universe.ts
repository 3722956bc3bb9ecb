import type { ContractSymbol } from '#shared/domain/ids.ts';

/** A contract's time on a venue's list, ms since 1970. */
export interface Listing {
  readonly symbol: ContractSymbol;
  /** Null when not known: it counts as listed for as long as data of it are there. */
  readonly listedAt: number | null;
  /** When its end was announced, and when it ends; null while none is. */
  readonly announcedAt: number | null;
  readonly delistedAt: number | null;
}

/** What is known of a contract's listing at a date. `endsAt` is told only once it was announced. */
export type ListingStatus =
  | { readonly listed: false }
  | { readonly listed: true; readonly since: number | null; readonly endsAt: number | null };

/** A list that was used as of a date, and how it differs from what was listed then. */
interface Hindsight {
  /** Used, but not listed at the date. */
  readonly ahead: readonly ContractSymbol[];
  /** Listed at the date, but left out: as a rule because they are gone today. */
  readonly forgotten: readonly ContractSymbol[];
}

/** Which contracts a venue had at any date, with those it has no more. A choice at a date sees only what was known then. */
export class Universe {
  readonly #listings: ReadonlyMap<ContractSymbol, Listing>;

  constructor(listings: readonly Listing[]) {
    this.#listings = new Map(listings.map((listing) => [listing.symbol, listing]));
  }

  /** Contracts of which only the names are known: all of them listed at every date. */
  static of(symbols: readonly ContractSymbol[]): Universe {
    return new Universe(symbols.map((symbol) => ({ symbol, listedAt: null, announcedAt: null, delistedAt: null })));
  }

  /** Every contract that ever was. */
  get all(): readonly ContractSymbol[] {
    return [...this.#listings.keys()];
  }

  status(symbol: ContractSymbol, at: number): ListingStatus {
    const listing = this.#listings.get(symbol);
    if (listing === undefined) return { listed: false };
    const { listedAt, delistedAt, announcedAt } = listing;
    if ((listedAt !== null && at < listedAt) || (delistedAt !== null && at >= delistedAt)) return { listed: false };
    const known = delistedAt !== null && at >= (announcedAt ?? delistedAt);
    return { listed: true, since: listedAt, endsAt: known ? delistedAt : null };
  }

  /** Contracts listed at a date. */
  at(date: number): readonly ContractSymbol[] {
    return this.all.filter((symbol) => this.status(symbol, date).listed);
  }

  /** Compares a list that was used as of a date with what was listed then. */
  hindsight(used: readonly ContractSymbol[], date: number): Hindsight {
    const then = this.at(date);
    return {
      ahead: used.filter((symbol) => !then.includes(symbol)),
      forgotten: then.filter((symbol) => !used.includes(symbol)),
    };
  }
}
