import type { DepthLevel } from '../ports/market-feed.ts';
import { worthTo, type Cascade } from './cascade.ts';
import type { LiquidationMap } from './liquidation-map.ts';

/** A cascade step by step from the trigger outwards, arrays of one length; worths in quote units, cumulated. */
export interface CascadePath {
  readonly prices: readonly number[];
  /** What would be liquidated once each price traded. */
  readonly liquidated: readonly number[];
  /** What the known book takes between the trigger and each price. */
  readonly absorbed: readonly number[];
}

const STEPS = 48;
/** The path goes on beyond the end of the cascade by this share of it, so that its crossing is seen. */
const BEYOND = 1.4;
/** Shown at the least, share of the trigger. */
const LEAST_REACH = 0.004;

/** The two curves whose crossing ends a cascade: an even grid of prices. */
export function cascadePath(
  map: LiquidationMap,
  { side, trigger, overshoot }: Pick<Cascade, 'side' | 'trigger' | 'overshoot'>,
  book: readonly DepthLevel[],
  basePerLot: number,
): CascadePath {
  const reach = Math.max(LEAST_REACH, overshoot * BEYOND) * (side === 'long' ? -1 : 1);
  const prices = Array.from({ length: STEPS + 1 }, (_, step) => trigger * (1 + (reach * step) / STEPS));
  const within = (price: number, end: number): boolean => (side === 'long' ? price >= end : price <= end);
  const liquidated = prices.map((end) => worthTo(map, side, end));
  const beyond = book.filter(({ price }) => within(trigger, price));
  const absorbed = prices.map((end) =>
    beyond.reduce((sum, { price, lots }) => (within(price, end) ? sum + price * lots * basePerLot : sum), 0),
  );
  return { prices, liquidated, absorbed };
}
