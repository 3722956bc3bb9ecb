import type { Candle } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { SequenceDialect } from '#core/market/book-sequence.ts';
import type { FeedEvent, Ticker } from '#core/ports/market-feed.ts';
import type { CandleFormat } from './parse/candles.ts';
import type { DepthFormat } from './parse/depth.ts';
import type { TickerColumns, TickerFormat } from './parse/tickers.ts';
import type { TradeFormat } from './parse/trades.ts';
import type { Caller, VenueCall } from './quirks.ts';
import type { Signer } from './signer.ts';
import type { ContractBook, VenueContract } from './venue-contract.ts';

/** What a message says about a ticker; what it does not say stays as it was. */
export type TickerPatch = Partial<Omit<Ticker, 'symbol' | 'tsVenue' | 'tsReceived'>>;

/** What one message of a public stream means. Its numbers feed charts and indicators, never money. */
export type FeedSign =
  | { readonly kind: 'ready' | 'pong' | 'acknowledged' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'leave'; readonly reason: string }
  | {
      readonly kind: 'ticker';
      readonly symbol: ContractSymbol;
      readonly patch: TickerPatch;
      /** Null when the message's time says nothing about its age, such as the start of a funding period. */
      readonly tsVenue: number | null;
      /** True for answers to a question, which may be older than what the stream told: they only fill what is missing. */
      readonly onlyMissing?: boolean;
    }
  /** A candle of the base timeframe; `closed` null when the venue does not say and the next one has to tell. */
  | {
      readonly kind: 'candle';
      readonly symbol: ContractSymbol;
      readonly candle: Candle;
      readonly closed: boolean | null;
    }
  /** Funding was paid; the mark price of the moment is added by the feed. */
  | { readonly kind: 'funding'; readonly symbol: ContractSymbol; readonly rate: number; readonly tsVenue: number }
  | { readonly kind: 'event'; readonly event: Extract<FeedEvent, { readonly kind: 'trade' | 'liquidation' }> };

/** One public socket and what is subscribed on it. */
export interface FeedPlan {
  readonly url: string;
  /** The socket tells something of each contract at least this often, ms; null when it speaks of changes only. */
  readonly silentAfterMs: number | null;
  /** True when subscriptions have to wait for the venue's greeting. */
  readonly awaitsReady: boolean;
  readonly subscriptions: readonly string[];
  /** The contracts it tells of; all when absent. */
  readonly symbols?: ReadonlySet<ContractSymbol>;
}

/** What a row of tickers says about a contract. @param now our wall clock, ms, for venues that give spans instead of times. */
export type TickerOf = (
  values: TickerColumns['values'],
  row: number,
  contract: VenueContract,
  now: number,
) => TickerPatch;

/** Values that the venue tells only when asked, such as open interest. */
export interface FeedPoll {
  readonly everyMs: number;
  calls(book: ContractBook): readonly VenueCall[];
  readonly format: TickerFormat;
  readonly patch: TickerOf;
  /** As that of a {@link FeedSign}. */
  readonly onlyMissing: boolean;
}

/** Messages of the stream that are read from their bytes: those that come most often. `mark` stands in each of them. */
export type FrequentMessage =
  | { readonly kind: 'ticker'; readonly mark: string; readonly format: TickerFormat; readonly patch: TickerOf }
  | {
      readonly kind: 'trade';
      readonly mark: string;
      readonly format: TradeFormat;
      /** Our lots of a size in the venue's unit. */
      readonly lots: (size: number, contract: VenueContract) => number;
    };

/** How the venue tells order books. */
export interface DepthQuirks {
  readonly sequence: SequenceDialect;
  readonly message: DepthFormat;
  /** Whether a snapshot holds the whole book. */
  readonly whole: boolean;
  /** The venue's name of the contract whose depth a message tells; null when it is another message. Runs on every one. */
  symbolOf(text: string): string | null;
  readonly snapshot: {
    call(contract: VenueContract): VenueCall;
    readonly format: DepthFormat;
  };
}

export interface FeedQuirks {
  /** @throws when the venue gives no address. */
  plan(ask: Caller, signer: Signer, contracts: readonly VenueContract[]): Promise<readonly FeedPlan[]>;
  ping(id: number): string | null;
  /** @param message the parsed message, numbers as doubles. Throws whatever it likes on a message it cannot read. */
  read(message: unknown, book: ContractBook): readonly FeedSign[];
  /** What {@link read} need not read. */
  readonly frequent: readonly FrequentMessage[];
  readonly polls: readonly FeedPoll[];
  /** Absent where order books are not followed. */
  readonly depth?: DepthQuirks;
  readonly history: {
    /** Most candles that one call gives. */
    readonly limit: number;
    call(contract: VenueContract, timeframe: Timeframe, from: number, to: number): VenueCall;
    readonly format: CandleFormat;
    /** Base units that one unit of the answer's volume is. */
    volumeUnit(contract: VenueContract): number;
  };
}
