import type { OrderView } from '#shared/contract/order.ts';
import type { DepthUnits } from '#renderer/data/depth-store.ts';
import { rowOf, type LadderRows } from './ladder-rows.ts';

/** What rests of mine at one price of the ladder. */
export interface OwnLevel {
  /** In steps of the grouping. */
  readonly step: number;
  readonly side: 'buy' | 'sell';
  /** Contracts not yet filled. */
  readonly lots: number;
  readonly ids: readonly string[];
}

/** A resting order of mine at an exact price. */
export interface Resting {
  readonly id: string;
  readonly side: 'buy' | 'sell';
  readonly ticks: number;
  readonly lots: number;
  readonly createdAt: number;
}

type Row = Pick<OrderView, 'key' | 'symbol' | 'side' | 'kind' | 'open' | 'lots' | 'filledLots' | 'price' | 'createdAt'>;

/** My limit orders that stand in the book of a contract. What has a trigger is not in any queue. */
export function restingOrders(orders: readonly Row[], units: DepthUnits): readonly Resting[] {
  return orders.flatMap(({ key, symbol, side, kind, open, lots, filledLots, price, createdAt }) => {
    if (!open || symbol !== units.symbol || kind !== 'limit' || price === null || lots <= filledLots) return [];
    const ticks = Math.round((Number(price) * 10 ** units.priceDecimals) / units.tickUnits);
    return [{ id: key, side, ticks, lots: lots - filledLots, createdAt }];
  });
}

/** The step of the ladder under which a resting order is shown. */
export const stepOfOrder = ({ side, ticks }: Pick<Resting, 'side' | 'ticks'>, groupTicks: number): number =>
  side === 'buy' ? Math.floor(ticks / groupTicks) : Math.ceil(ticks / groupTicks);

/** Resting orders put together by row, highest price first. */
export function ownLevels(resting: readonly Resting[], groupTicks: number): readonly OwnLevel[] {
  const levels = new Map<string, OwnLevel>();
  for (const order of resting) {
    const step = stepOfOrder(order, groupTicks);
    const key = `${order.side} ${String(step)}`;
    const known = levels.get(key);
    levels.set(key, {
      step,
      side: order.side,
      lots: (known?.lots ?? 0) + order.lots,
      ids: [...(known?.ids ?? []), order.id],
    });
  }
  return [...levels.values()].sort((a, b) => b.step - a.step);
}

/** The nearest own orders above and below what is in view. */
export function pinnedOf(own: readonly OwnLevel[], rows: LadderRows) {
  const above = own.filter(({ step }) => rowOf(rows, step) < 0).at(-1) ?? null;
  const below = own.find(({ step }) => rowOf(rows, step) >= rows.rows) ?? null;
  return { above, below };
}
