import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';

/** An instrument and how its venue writes it. */
export interface VenueContract {
  readonly instrument: Instrument;
  /** The venue's own name: `BTC-USDT-SWAP` where ours is `BTCUSDTSWAP`. */
  readonly venueSymbol: string;
  /** One of our lots in the venue's unit of size, as decimal text: 1 contract, or 0.001 of the coin. */
  readonly sizeStep: string;
}

/** A contract of the venue that we cannot represent. */
export interface SkippedContract {
  /** The venue's own name. */
  readonly symbol: string;
  /** One sentence. */
  readonly reason: string;
}

/** What a venue lists. */
export interface ContractList {
  readonly contracts: readonly VenueContract[];
  readonly skipped: readonly SkippedContract[];
}

/** The contracts of one venue under both names. */
export class ContractBook {
  readonly all: readonly VenueContract[];
  readonly #bySymbol = new Map<string, VenueContract>();
  readonly #byVenue = new Map<string, VenueContract>();

  constructor(contracts: readonly VenueContract[]) {
    this.all = contracts;
    for (const contract of contracts) {
      this.#bySymbol.set(contract.instrument.symbol, contract);
      this.#byVenue.set(contract.venueSymbol, contract);
    }
  }

  ours(symbol: ContractSymbol): VenueContract | undefined {
    return this.#bySymbol.get(symbol);
  }

  theirs(venueSymbol: string): VenueContract | undefined {
    return this.#byVenue.get(venueSymbol);
  }
}
