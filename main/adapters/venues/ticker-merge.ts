import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Ticker } from '#core/ports/market-feed.ts';
import type { FeedSign, TickerPatch } from './feed-quirks.ts';

type TickerSign = Extract<FeedSign, { readonly kind: 'ticker' }>;

const NEEDED = ['bid', 'ask', 'last', 'mark', 'index', 'bidLots', 'askLots'] as const;
type Whole = TickerPatch & Pick<Required<TickerPatch>, (typeof NEEDED)[number]>;

const isWhole = (patch: TickerPatch): patch is Whole => NEEDED.every((name) => patch[name] !== undefined);

interface Known {
  patch: TickerPatch;
  tsVenue: number;
}

/** Puts tickers together from the messages that each tell a part. Nothing is told before all prices are known. */
export class TickerMerge {
  readonly #clock: Clock;
  readonly #known = new Map<ContractSymbol, Known>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The whole ticker after a message; null while a price is missing. */
  merge({ symbol, patch, tsVenue, onlyMissing }: TickerSign): Ticker | null {
    const before = this.#known.get(symbol);
    const known: Known = {
      patch: onlyMissing === true ? { ...patch, ...before?.patch } : { ...before?.patch, ...patch },
      tsVenue: Math.max(before?.tsVenue ?? 0, tsVenue ?? 0),
    };
    this.#known.set(symbol, known);
    const { patch: whole } = known;
    if (!isWhole(whole)) return null;
    const derived = { fundingRate: null, nextFundingAt: null, openInterestLots: null };
    return { ...derived, ...whole, symbol, tsVenue: known.tsVenue, tsReceived: this.#clock.now() };
  }

  markOf(symbol: ContractSymbol): number | null {
    return this.#known.get(symbol)?.patch.mark ?? null;
  }

  /** Forgets everything: what was known before a break must not be shown as new. */
  clear(): void {
    this.#known.clear();
  }
}
