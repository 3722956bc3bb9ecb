import type { DepthLevel } from '../ports/market-feed.ts';
import type { FeatureRow } from './feature-row.ts';

const BPS = 10_000;
const WITHIN = [10, 25, 50] as const;
const DEPTHS = ['depth10', 'depth25', 'depth50'] as const;

/** The newest best prices and depth of one symbol; an update writes numbers only. */
export class BookState {
  readonly #bids = new Float64Array(WITHIN.length);
  readonly #asks = new Float64Array(WITHIN.length);
  /** How far the book's told part reaches, bps from the mid, the nearer side. */
  #reach = 0;
  #depthAt = 0;
  #spread = Number.NaN;
  #spreadAt = 0;

  onBest(bid: number, ask: number, ts: number): void {
    if (!(bid > 0) || !(ask >= bid)) return;
    this.#spread = ((ask - bid) / ((ask + bid) / 2)) * BPS;
    this.#spreadAt = ts;
  }

  /** @param base base units of one contract. Empty sides: the book broke and nothing is known of it. */
  onDepth(bids: readonly DepthLevel[], asks: readonly DepthLevel[], base: number, ts: number): void {
    const bid = bids[0];
    const ask = asks[0];
    if (bid === undefined || ask === undefined || !(base > 0)) {
      this.#depthAt = 0;
      return;
    }
    this.onBest(bid.price, ask.price, ts);
    const mid = (bid.price + ask.price) / 2;
    this.#reach = Math.min(sumWithin(bids, mid, base, this.#bids), sumWithin(asks, mid, base, this.#asks));
    this.#depthAt = ts;
  }

  write(row: FeatureRow): void {
    if (this.#spreadAt === 0) row.miss('spreadBook', 'no-source');
    else row.set('spreadBook', this.#spread, this.#spreadAt);
    for (const [i, name] of DEPTHS.entries()) {
      const worth = (this.#bids[i] as number) + (this.#asks[i] as number);
      // A book that is told to ten levels only says nothing of what lies beyond them.
      if (this.#depthAt === 0 || this.#reach < (WITHIN[i] as number)) row.miss(name, 'no-source', this.#depthAt);
      else row.set(name, worth, this.#depthAt);
    }
    this.#writeImbalance(row);
  }

  #writeImbalance(row: FeatureRow): void {
    const bids = this.#bids[1] as number;
    const asks = this.#asks[1] as number;
    if (this.#depthAt === 0 || bids + asks <= 0) row.miss('depthImbalance', 'no-source', this.#depthAt);
    else row.set('depthImbalance', (bids - asks) / (bids + asks), this.#depthAt);
  }
}

/** Fills the worth within each distance; how far the levels reach, bps. */
function sumWithin(levels: readonly DepthLevel[], mid: number, base: number, into: Float64Array): number {
  into.fill(0);
  let reach = 0;
  for (const { price, lots } of levels) {
    const distance = (Math.abs(price - mid) / mid) * BPS;
    reach = distance;
    for (let i = 0; i < WITHIN.length; i += 1)
      if (distance <= (WITHIN[i] as number)) into[i] = (into[i] as number) + price * lots * base;
  }
  return reach;
}
