import { describe, expect, it } from 'vitest';
import { holdingWorld, paperOrder, paperWorld, refOf } from '#tests/simulation/execution/paper-world.ts';
import type { VenueOrder } from '../ports/venue.ts';

const limit = (side: 'buy' | 'sell', priceTicks: number, more: Partial<VenueOrder> = {}) =>
  paperOrder({ side, kind: 'limit', priceTicks, ...more });

describe('submit', () => {
  it.each([
    ['a stop-limit without price', { kind: 'stop-limit', triggerTicks: 900 }, 'PRICE_INVALID'],
    ['a stop-limit without trigger', { kind: 'stop-limit', priceTicks: 900 }, 'TRIGGER_INVALID'],
    ['a trailing stop without distance', { kind: 'trailing-stop' }, 'TRAIL_INVALID'],
    [
      'post-only that may not rest',
      { kind: 'limit', priceTicks: 9, postOnly: true, timeInForce: 'ioc' },
      'POST_ONLY_CANNOT_REST',
    ],
    ['post-only at market', { postOnly: true }, 'POST_ONLY_CANNOT_REST'],
    ['closing without reduce-only', { closePosition: true }, 'CLOSE_NOT_REDUCE_ONLY'],
    ['too much leverage', { leverage: 101 }, 'LEVERAGE_NOT_ALLOWED'],
    ['half a leverage', { leverage: 0.5 }, 'LEVERAGE_NOT_ALLOWED'],
    ['no leverage', { leverage: Number.NaN }, 'LEVERAGE_NOT_ALLOWED'],
  ])('refuses %s', async (_, terms, code) => {
    const { venue } = paperWorld();
    expect(await venue.submit(paperOrder(terms))).toMatchObject({ kind: 'rejected', code });
    expect(venue.openOrders).toBe(0);
  });
});

/** Both ways a price comes: a ticker with ten contracts at 100, and a candle that opens at 100 with room for ten. */
const WAYS = [
  [
    'a ticker',
    () => paperWorld({ config: { depthLevels: 1 } }),
    (world: ReturnType<typeof paperWorld>) => {
      world.tick(99.9, 100);
    },
  ],
  [
    'a candle',
    () => paperWorld(),
    (world: ReturnType<typeof paperWorld>) => {
      world.bar(100, 100, 100, 100, 0.01);
    },
  ],
] as const;

describe.each(WAYS)('on %s', (_, make, price) => {
  it('takes what is there with immediate-or-cancel and cancels the rest', async () => {
    const world = make();
    await world.venue.submit(limit('buy', 1_000, { lots: 25 as never, timeInForce: 'ioc' }));
    price(world);
    expect(world.fills()).toEqual([[10, 1_000, 'taker']]);
    expect(world.kinds()).toEqual(['fill', 'canceled']);
    expect(world.venue.openOrders).toBe(0);
  });

  it('cancels immediate-or-cancel that reaches nothing', async () => {
    const world = make();
    await world.venue.submit(limit('buy', 999, { timeInForce: 'ioc' }));
    price(world);
    expect(world.kinds()).toEqual(['canceled']);
  });

  it('fills or kills', async () => {
    const world = make();
    await world.venue.submit(limit('buy', 1_000, { lots: 11 as never, timeInForce: 'fok' }));
    await world.venue.submit(limit('buy', 1_000, { timeInForce: 'fok' }));
    price(world);
    expect(world.kinds()).toEqual(['canceled', 'fill']);
    expect(world.fills()).toEqual([[10, 1_000, 'taker']]);
  });

  it('cancels post-only that would take, and lets the other rest', async () => {
    const world = make();
    await world.venue.submit(limit('buy', 1_000, { postOnly: true }));
    await world.venue.submit(limit('buy', 999, { postOnly: true }));
    price(world);
    expect(world.kinds()).toEqual(['canceled']);
    expect(world.venue.openOrders).toBe(1);
  });
});

describe('stop-limit', () => {
  const stopLimit = (priceTicks: number) =>
    paperOrder({ side: 'sell', kind: 'stop-limit', triggerTicks: 950, priceTicks, reduceOnly: true });

  it('becomes a limit order where its trigger is reached', async () => {
    const world = await holdingWorld();
    await world.venue.submit(stopLimit(948));
    world.tick(94.5, 94.6, { mark: 95 });
    expect(world.kinds()).toEqual(['triggered']);
    world.tick(94.8, 94.9);
    expect(world.fills()).toEqual([[10, 948, 'maker']]);
  });

  it('takes at once what its limit reaches', async () => {
    const world = await holdingWorld();
    await world.venue.submit(stopLimit(940));
    world.tick(94.5, 94.6, { mark: 95 });
    expect(world.fills()).toEqual([[10, 945, 'taker']]);
  });

  it('on candles waits beyond its limit until the price comes back', async () => {
    const world = await holdingWorld();
    await world.venue.submit(stopLimit(948));
    world.bar(93, 93.5, 92, 93);
    expect(world.kinds()).toEqual(['triggered']);
    world.bar(93, 95, 93, 94);
    expect(world.fills()).toEqual([[10, 948, 'maker']]);
  });

  it('on candles fills at its trigger when its limit allows', async () => {
    const world = await holdingWorld();
    await world.venue.submit(stopLimit(950));
    world.bar(100, 100, 94, 96);
    expect(world.fills()).toEqual([[10, 950, 'taker']]);
  });
});

describe('trailing stop', () => {
  const trailing = paperOrder.bind(null, { side: 'sell', kind: 'trailing-stop', trailTicks: 20, reduceOnly: true });

  it('follows the best price and fires at its distance from it', async () => {
    const world = await holdingWorld();
    await world.venue.submit(trailing());
    for (const mark of [100, 103, 101.1, 105, 103.1]) world.tick(mark - 0.1, mark, { mark });
    expect(world.events).toEqual([]);
    world.tick(102.9, 103, { mark: 103 });
    expect(world.events).toMatchObject([
      { kind: 'triggered', reason: 'the price reached 1030 ticks' },
      { kind: 'fill', priceTicks: 1_029 },
    ]);
  });

  it('on candles is raised by what a candle leaves behind, not within it', async () => {
    const world = await holdingWorld();
    await world.venue.submit(trailing());
    world.bar(100, 104, 99, 103);
    expect(world.events).toEqual([]);
    // 104 − 2: the price comes down to it inside the range.
    world.bar(103, 103, 101, 102);
    expect(world.fills()).toEqual([[10, 1_020, 'taker']]);
  });
});

describe('what fires an order', () => {
  it.each(['mark', 'last', 'index'] as const)('is its %s price', async (triggerBy) => {
    const world = await holdingWorld();
    const prices = { mark: 100, last: 100, index: 100 };
    await world.venue.submit(
      paperOrder({ side: 'sell', kind: 'stop-market', triggerTicks: 950, reduceOnly: true, triggerBy }),
    );
    for (const other of ['mark', 'last', 'index'] as const) {
      if (other !== triggerBy) world.tick(99.9, 100, { ...prices, [other]: 90 });
    }
    expect(world.events).toEqual([]);
    world.tick(99.9, 100, { ...prices, [triggerBy]: 95 });
    expect(world.kinds()).toEqual(['triggered', 'fill']);
  });
});

describe('an order that closes the position', () => {
  it('closes what is held when it executes, whatever its size says', async () => {
    const world = await holdingWorld();
    await world.venue.submit(
      paperOrder({
        side: 'sell',
        kind: 'stop-market',
        triggerTicks: 950,
        reduceOnly: true,
        closePosition: true,
        lots: 1,
      }),
    );
    await world.venue.submit(paperOrder({ lots: 15 }));
    world.tick(99.9, 100, { askLots: 100 });
    world.tick(94, 94.1, { mark: 94, bidLots: 100 });
    expect(world.fills()).toEqual([
      [15, 1_000, 'taker'],
      [25, 940, 'taker'],
    ]);
    expect(world.venue.openOrders).toBe(0);
  });
});

describe('amend', () => {
  it('moves a resting limit order, which may then take', async () => {
    const world = paperWorld();
    const one = limit('buy', 950);
    await world.venue.submit(one);
    world.tick(99.9, 100);
    expect(await world.venue.amend(refOf(one), { priceTicks: 1_000 as never })).toEqual({ kind: 'accepted' });
    world.tick(99.9, 100);
    expect(world.fills()).toEqual([[10, 1_000, 'taker']]);
  });

  it('moves the trigger of a stop', async () => {
    const world = await holdingWorld();
    const stop = paperOrder({ side: 'sell', kind: 'stop-market', triggerTicks: 900, reduceOnly: true });
    await world.venue.submit(stop);
    expect(await world.venue.amend(refOf(stop), { triggerTicks: 960 as never })).toEqual({ kind: 'accepted' });
    world.tick(95.9, 96, { mark: 96 });
    expect(world.kinds()).toEqual(['triggered', 'fill']);
  });

  it('refuses what cannot be changed, with a code', async () => {
    const world = await holdingWorld();
    const one = limit('buy', 1_000, { lots: 60 as never });
    const stop = paperOrder({ side: 'sell', kind: 'stop-market', triggerTicks: 900, reduceOnly: true });
    await world.venue.submit(one);
    await world.venue.submit(stop);
    world.tick(99.9, 100);
    for (const [order, change, code] of [
      [paperOrder(), { lots: 5 }, 'ORDER_NOT_FOUND'],
      [one, { lots: 10 }, 'AMEND_BELOW_FILLED'],
      [one, { lots: 1.5 }, 'AMEND_BELOW_FILLED'],
      [one, { lots: 20.5 }, 'SIZE_OFF_LOT'],
      [one, { priceTicks: 0 }, 'PRICE_INVALID'],
      [one, { triggerTicks: 5 }, 'AMEND_NO_TRIGGER'],
      [stop, { priceTicks: 5 }, 'AMEND_NO_PRICE'],
      [stop, { triggerTicks: -5 }, 'TRIGGER_INVALID'],
    ] as const) {
      expect(await world.venue.amend(refOf(order), change as never)).toMatchObject({ kind: 'rejected', code });
    }
  });
});
