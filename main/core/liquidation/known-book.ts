import type { DepthLevel } from '../ports/market-feed.ts';

/** The best known levels of a contract, best first, and the venue's time of them. */
export interface KnownBook {
  readonly bids: readonly DepthLevel[];
  readonly asks: readonly DepthLevel[];
  readonly at: number;
}
