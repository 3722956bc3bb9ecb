import type { OrderSide } from '../ports/venue.ts';
import type { BookSide } from './paper-book-side.ts';

/** Where a resting order stands in the queue of its price level. All in contracts of others. */
export interface QueuePosition {
  /** What must trade before it; null while its level has not been seen. */
  ahead: number | null;
  /** The level's size when it was seen last. */
  level: number;
  /** What traded at the level since. */
  traded: number;
}

/** A new order stands behind everything its level shows. */
export function joinQueue(own: BookSide, side: OrderSide, priceTicks: number): QueuePosition {
  const level = own.lotsAt(side, priceTicks);
  return { ahead: level, level: level ?? 0, traded: 0 };
}

/**
 * Takes note of the level's size now. What is missing beyond what traded was canceled; cancellations are taken
 * proportionally from before and behind the order, rounded against it. The queue before it is never longer than the level.
 */
export function observeLevel(queue: QueuePosition, own: BookSide, side: OrderSide, priceTicks: number): void {
  const level = own.lotsAt(side, priceTicks);
  if (level === null) return;
  if (queue.ahead === null) queue.ahead = level;
  else {
    const standing = queue.level - queue.traded;
    const canceled = standing - level;
    if (canceled > 0) queue.ahead -= Math.floor((canceled * queue.ahead) / standing);
    queue.ahead = Math.min(queue.ahead, level);
  }
  queue.level = level;
  queue.traded = 0;
}

/**
 * How many contracts of a trade at the order's own price come to it: what is left after the queue ahead and after our
 * own orders that stand before it. An order whose place is not known gets nothing.
 */
export function fromTrade(queue: QueuePosition, lots: number, oursBefore: number): number {
  const { ahead } = queue;
  queue.traded = Math.min(queue.level, queue.traded + lots);
  if (ahead === null) return 0;
  queue.ahead = Math.max(0, ahead - lots);
  return Math.max(0, lots - ahead - oursBefore);
}
