import type { OrderQueueView } from '#shared/contract/depth.ts';
import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { OrderRow } from '../journal/rows.ts';

/** One place in a queue as last seen. */
interface Place {
  /** Another price is another queue. */
  readonly priceTicks: number;
  readonly left: number;
  readonly ahead: number;
  readonly level: number;
}

export interface OrderQueuesParts {
  readonly openOrders: () => readonly Pick<
    OrderRow,
    'id' | 'symbol' | 'kind' | 'side' | 'priceTicks' | 'lots' | 'filledLots'
  >[];
  /** What rests at a price, ours included; null where nothing is known. */
  readonly lotsAt: (symbol: ContractSymbol, side: 'buy' | 'sell', ticks: number) => number | null;
  /** What a venue that keeps its queue here says of an order; null where it says nothing. */
  readonly known: (id: ClientOrderId) => { readonly ahead: number | null; readonly level: number } | null;
}

/**
 * Where my resting orders stand in the queue of their price, in contracts. A simulated venue knows; of an exchange it is
 * estimated: an order stands behind all its level held when it was first looked at, what the level loses since stood before it
 * in proportion, rounded against it, and the queue is never longer than the level. Kept while somebody watches the book.
 */
export class OrderQueues {
  readonly #parts: OrderQueuesParts;
  readonly #places = new Map<string, Place>();

  constructor(parts: OrderQueuesParts) {
    this.#parts = parts;
  }

  /** The queues of a contract's resting limit orders now. */
  of(symbol: ContractSymbol): OrderQueueView[] {
    const views: OrderQueueView[] = [];
    const seen = new Set<string>();
    for (const order of this.#parts.openOrders()) {
      const { id, side, kind, priceTicks } = order;
      seen.add(id);
      if (order.symbol !== symbol || kind !== 'limit' || priceTicks === null) continue;
      const known = this.#parts.known(id);
      if (known !== null && known.ahead !== null) {
        views.push({ id, ahead: known.ahead, level: known.level });
        continue;
      }
      const level = this.#parts.lotsAt(symbol, side, priceTicks);
      views.push(level === null ? { id, ahead: null, level: null } : this.#estimate(order, priceTicks, level));
    }
    for (const id of this.#places.keys()) if (!seen.has(id)) this.#places.delete(id);
    return views;
  }

  #estimate(order: Pick<OrderRow, 'id' | 'lots' | 'filledLots'>, priceTicks: number, level: number): OrderQueueView {
    const { id } = order;
    const left = order.lots - order.filledLots;
    const was = this.#places.get(id);
    let ahead = level;
    // A changed price or a larger size goes to the end of the queue.
    if (was?.priceTicks === priceTicks && left <= was.left) {
      const gone = Math.max(0, was.level - level);
      const before = was.level === 0 ? 0 : Math.floor((gone * was.ahead) / was.level);
      ahead = Math.max(0, Math.min(was.ahead - before, level));
    }
    this.#places.set(id, { priceTicks, left, ahead, level });
    return { id, ahead, level };
  }
}
