import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { OrderQueues, type OrderQueuesParts } from './order-queues.ts';

const ETH = contractSymbol('ETHUSDTM');
type Order = ReturnType<OrderQueuesParts['openOrders']>[number];

function setUp() {
  const world = {
    orders: [
      { id: 'a', symbol: ETH, kind: 'limit', side: 'buy', priceTicks: 100, lots: 10, filledLots: 0 } as Order,
    ] as readonly Order[],
    level: 40 as number | null,
    known: null as { ahead: number | null; level: number } | null,
  };
  const queues = new OrderQueues({
    openOrders: () => world.orders,
    lotsAt: () => world.level,
    known: () => world.known,
  });
  return {
    world,
    queues,
    change: (change: Partial<Order>) => (world.orders = world.orders.map((o) => ({ ...o, ...change }))),
  };
}

describe('OrderQueues', () => {
  it('starts behind the level, loses in proportion, rounded against the order, and never gains', () => {
    const { world, queues } = setUp();
    expect(queues.of(ETH)).toEqual([{ id: 'a', ahead: 40, level: 40 }]);
    world.level = 70;
    expect(queues.of(ETH)[0]?.ahead).toBe(40);
    world.level = 49;
    expect(queues.of(ETH)[0]).toEqual({ id: 'a', ahead: 28, level: 49 });
    world.level = 5;
    expect(queues.of(ETH)[0]?.ahead).toBeLessThanOrEqual(5);
  });

  it('is at the end again after a new price or a larger size, and keeps its place when partly filled', () => {
    const { world, queues, change } = setUp();
    queues.of(ETH);
    world.level = 20;
    expect(queues.of(ETH)[0]?.ahead).toBe(20);
    world.level = 60;
    change({ filledLots: 4 as Order['filledLots'] });
    expect(queues.of(ETH)[0]?.ahead).toBe(20);
    change({ lots: 20 as Order['lots'] });
    expect(queues.of(ETH)[0]?.ahead).toBe(60);
    world.level = 30;
    queues.of(ETH);
    world.level = 80;
    change({ priceTicks: 101 as Order['priceTicks'] });
    expect(queues.of(ETH)[0]?.ahead).toBe(80);
  });

  it('takes the word of a venue that knows, and says nothing where nothing is known', () => {
    const { world, queues, change } = setUp();
    world.known = { ahead: 3, level: 33 };
    expect(queues.of(ETH)).toEqual([{ id: 'a', ahead: 3, level: 33 }]);
    world.known = null;
    world.level = null;
    expect(queues.of(ETH)).toEqual([{ id: 'a', ahead: null, level: null }]);
    change({ kind: 'stop-market' });
    expect(queues.of(ETH)).toEqual([]);
  });
});
