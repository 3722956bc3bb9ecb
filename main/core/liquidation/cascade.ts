import type { DepthLevel } from '../ports/market-feed.ts';
import type { LiquidationMap } from './liquidation-map.ts';

/** What would happen if a price traded. Worths in quote units; every level is an estimate. */
export interface Cascade {
  readonly side: 'long' | 'short';
  readonly trigger: number;
  /** Liquidated in all: at the trigger, and further ones it sets off. */
  readonly liquidated: number;
  /** Rounds of liquidations one sets off after the other. */
  readonly rounds: number;
  /** Part of it that the known book takes beyond the trigger. */
  readonly absorbed: number;
  /** Last price by the book. */
  readonly endPrice: number;
  /** |end − trigger| ÷ trigger. */
  readonly overshoot: number;
  /** True when the known book was not enough: price and overshoot are at least what is told. */
  readonly bookExhausted: boolean;
}

const MOST_ROUNDS = 50;

/**
 * Liquidations down (or up) to `trigger` are sold into (bought from) the book beyond it, level by level; the price reached
 * sets off the next, until none is left or the book ends. Orders before the trigger are taken to be gone by then.
 * @param basePerLot base units of a contract.
 */
export function cascadeAt(
  map: LiquidationMap,
  trigger: number,
  book: readonly DepthLevel[],
  basePerLot: number,
): Cascade {
  const side = trigger < map.price ? 'long' : 'short';
  const beyond = book.filter(({ price }) => (side === 'long' ? price <= trigger : price >= trigger));
  let reached = trigger;
  let rounds = 0;
  let walk = { end: trigger, absorbed: 0, exhausted: false };
  let liquidated = worthTo(map, side, reached);
  while (liquidated > 0 && rounds < MOST_ROUNDS) {
    rounds += 1;
    walk = walkBook(beyond, liquidated, basePerLot, trigger);
    const further = worthTo(map, side, walk.end);
    reached = walk.end;
    if (further <= liquidated) break;
    liquidated = further;
  }
  return {
    side,
    trigger,
    liquidated,
    rounds,
    absorbed: walk.absorbed,
    endPrice: reached,
    overshoot: Math.abs(reached - trigger) / trigger,
    bookExhausted: walk.exhausted,
  };
}

/** Σ of a side from the price to `to`, its bin included. */
export function worthTo(map: LiquidationMap, side: 'long' | 'short', to: number): number {
  const values = side === 'long' ? map.longTotal : map.shortTotal;
  let sum = 0;
  for (let bin = 0; bin < values.length; bin += 1) {
    const price = map.prices[bin] as number;
    if (side === 'long' ? price >= to : price <= to) sum += values[bin] as number;
  }
  return sum;
}

function walkBook(book: readonly DepthLevel[], worth: number, basePerLot: number, from: number) {
  let absorbed = 0;
  let end = from;
  for (const { price, lots } of book) {
    const here = price * lots * basePerLot;
    end = price;
    absorbed = Math.min(worth, absorbed + here);
    if (absorbed >= worth) return { end, absorbed, exhausted: false };
  }
  return { end, absorbed, exhausted: true };
}
