import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { DepthLevel } from '../../ports/market-feed.ts';
import {
  NOT_APPLICABLE,
  type Fact,
  type KeyFacts,
  type ServiceFacts,
  type StorageFacts,
  type StreamFacts,
} from './context.ts';

/** Last price and index of a contract in quote units, and its funding; null figures the feed does not tell. */
export interface PriceFacts {
  readonly last: number;
  readonly index: number;
  /** Fraction per interval; null when the feed does not say. */
  readonly fundingRate: number | null;
}

/** The book of a contract in quote units, best first, and its age in ms. */
export interface DepthFacts {
  readonly bids: readonly DepthLevel[];
  readonly asks: readonly DepthLevel[];
  readonly ageMs: number;
}

/** What the gate asks of the world outside the trading core. Null is not known and refuses. */
export interface Surroundings {
  prices(symbol: ContractSymbol): Fact<PriceFacts>;
  book(symbol: ContractSymbol): Fact<DepthFacts>;
  storage(): Fact<StorageFacts>;
  clockOffsetMs(): Fact<number>;
  key(): Fact<KeyFacts>;
  contractActive(symbol: ContractSymbol): Fact<boolean>;
  /** Since the venue's contracts were last read, ms. */
  specificationAgeMs(): Fact<number>;
  marginMode(symbol: ContractSymbol): Fact<'isolated' | 'cross'>;
  stream(): Fact<StreamFacts>;
  service(): Fact<ServiceFacts>;
}

const always = (fact: null | typeof NOT_APPLICABLE): Surroundings => ({
  prices: () => fact,
  book: () => fact,
  storage: () => fact,
  clockOffsetMs: () => fact,
  key: () => fact,
  contractActive: () => fact,
  specificationAgeMs: () => fact,
  marginMode: () => fact,
  stream: () => fact,
  service: () => fact,
});

/** A simulation within this process: no book, no login, no venue, and nothing that could outrun the disk. */
export const NO_SURROUNDINGS: Surroundings = always(NOT_APPLICABLE);

/** Nobody tells anything: nothing passes. */
export const UNKNOWN_SURROUNDINGS: Surroundings = always(null);
