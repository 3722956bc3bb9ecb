import { describe, expect, it } from 'vitest';
import { holdingWorld, paperOrder, paperWorld, refOf } from '#tests/simulation/execution/paper-world.ts';

const limit = (side: 'buy' | 'sell', priceTicks: number, lots = 10) =>
  paperOrder({ side, kind: 'limit', priceTicks, lots });

/** Rests at 99.9 behind the 40 that the book shows there. */
async function resting(lots = 10) {
  const world = paperWorld();
  const one = limit('buy', 999, lots);
  await world.venue.submit(one);
  world.depth(
    [
      [99.9, 40],
      [99.8, 70],
    ],
    [
      [100, 30],
      [100.1, 50],
    ],
  );
  return { ...world, one };
}

describe('with a book', () => {
  it('walks its levels, each at its own price', async () => {
    const world = paperWorld();
    await world.venue.submit(paperOrder({ lots: 70 }));
    world.depth(
      [[99.9, 40]],
      [
        [100, 30],
        [100.3, 20],
        [101, 5],
      ],
    );
    expect(world.fills()).toEqual([
      [30, 1_000, 'taker'],
      [20, 1_003, 'taker'],
      [5, 1_010, 'taker'],
    ]);
    // The same picture again has nothing left; only what changed can be taken.
    world.depth(
      [[99.9, 40]],
      [
        [100, 30],
        [100.3, 25],
        [101, 5],
      ],
    );
    expect(world.fills().slice(3)).toEqual([[15, 1_003, 'taker']]);
    expect(world.venue.openOrders).toBe(0);
  });

  it('counts while it is fresh, then the ticker’s touch does', async () => {
    const world = paperWorld();
    world.depth([[99.9, 40]], [[100, 3]]);
    await world.venue.submit(paperOrder());
    world.tick(99.9, 100, { askLots: 50 });
    expect(world.fills()).toEqual([[3, 1_000, 'taker']]);
    world.pass(6_000);
    world.tick(99.9, 100, { askLots: 50 });
    expect(world.fills().at(-1)).toEqual([7, 1_000, 'taker']);
  });

  it('does not count against a newer ticker of other prices', async () => {
    const world = paperWorld();
    world.depth([[99.9, 40]], [[100, 30]]);
    await world.venue.submit(paperOrder());
    world.tick(101, 101.5);
    expect(world.fills()).toEqual([[10, 1_015, 'taker']]);
  });

  it('is not used when it is crossed or one-sided', async () => {
    const world = paperWorld();
    await world.venue.submit(paperOrder());
    world.depth([[100, 5]], [[100, 5]]);
    world.depth([], [[100, 5]]);
    world.depth([[99, 5]], [[Number.NaN, 5]]);
    expect(world.events).toEqual([]);
  });
});

describe('the queue', () => {
  it('fills after what stood before, trade by trade', async () => {
    const { trade, fills } = await resting();
    trade(99.9, 25, 'sell');
    expect(fills()).toEqual([]);
    trade(99.9, 18, 'sell');
    expect(fills()).toEqual([[3, 999, 'maker']]);
    trade(99.9, 100, 'sell');
    expect(fills().at(-1)).toEqual([7, 999, 'maker']);
  });

  it('is not moved by buyers, by trades above, or by what came behind', async () => {
    const { trade, depth, fills } = await resting();
    trade(99.9, 100, 'buy');
    trade(100, 100, 'sell');
    depth([[99.9, 90]], [[100, 30]]);
    trade(99.9, 40, 'sell');
    expect(fills()).toEqual([]);
    trade(99.9, 1, 'sell');
    expect(fills()).toEqual([[1, 999, 'maker']]);
  });

  it('takes cancellations proportionally from before and behind, rounded against the order', async () => {
    const { trade, depth, fills } = await resting();
    depth([[99.9, 80]], [[100, 30]]);
    // 30 of 80 went without a trade; 40 of the 80 stood before: 15 of them are gone.
    depth([[99.9, 50]], [[100, 30]]);
    trade(99.9, 25, 'sell');
    expect(fills()).toEqual([]);
    trade(99.9, 2, 'sell');
    expect(fills()).toEqual([[2, 999, 'maker']]);
  });

  it('does not count a trade as a cancellation as well', async () => {
    const { trade, depth, fills } = await resting();
    trade(99.9, 20, 'sell');
    depth([[99.9, 20]], [[100, 30]]);
    trade(99.9, 20, 'sell');
    expect(fills()).toEqual([]);
    trade(99.9, 1, 'sell');
    expect(fills()).toHaveLength(1);
  });

  it('is empty at a better price than all others, and when the level was used up', async () => {
    const world = paperWorld();
    const inside = limit('buy', 999, 5);
    await world.venue.submit(inside);
    world.depth([[99.8, 70]], [[100, 30]]);
    world.trade(99.9, 2, 'sell');
    expect(world.fills()).toEqual([[2, 999, 'maker']]);
  });

  it('gives one trade once: better prices first, then the order that came first', async () => {
    const world = paperWorld();
    await world.venue.submit(limit('buy', 998, 10));
    await world.venue.submit(limit('buy', 999, 4));
    await world.venue.submit(limit('buy', 999, 4));
    world.depth([[99.7, 70]], [[100, 30]]);
    world.trade(99.9, 6, 'sell');
    expect(world.fills()).toEqual([
      [4, 999, 'maker'],
      [2, 999, 'maker'],
    ]);
    // Beyond two of the prices: the trade would have met them first, but it is no larger than it was.
    world.trade(99.7, 5, 'sell');
    expect(world.fills().slice(2)).toEqual([
      [2, 999, 'maker'],
      [3, 998, 'maker'],
    ]);
  });

  it('is not known below what the book shows, and nothing fills from there', async () => {
    const world = paperWorld();
    await world.venue.submit(limit('buy', 990));
    world.depth([[99.9, 40]], [[100, 30]]);
    world.trade(99, 500, 'sell');
    expect(world.fills()).toEqual([]);
    world.depth(
      [
        [99.1, 10],
        [99, 20],
      ],
      [[99.3, 30]],
    );
    world.trade(99, 25, 'sell');
    expect(world.fills()).toEqual([[5, 990, 'maker']]);
  });

  it('is over when the other side comes to the price', async () => {
    const { depth, fills } = await resting();
    depth(
      [[99.7, 40]],
      [
        [99.8, 4],
        [99.9, 3],
      ],
    );
    expect(fills()).toEqual([
      [4, 999, 'maker'],
      [3, 999, 'maker'],
    ]);
  });

  it('is lost by a new price or a larger size, kept by a smaller one', async () => {
    const smaller = await resting(10);
    await smaller.venue.amend(refOf(smaller.one), { lots: 5 as never });
    smaller.depth([[99.9, 60]], [[100, 30]]);
    smaller.trade(99.9, 60, 'sell');
    expect(smaller.fills()).toEqual([[5, 999, 'maker']]);
    const larger = await resting(10);
    await larger.venue.amend(refOf(larger.one), { lots: 20 as never });
    larger.depth([[99.9, 60]], [[100, 30]]);
    larger.trade(99.9, 60, 'sell');
    expect(larger.fills()).toEqual([]);
  });

  it('joins the touch of a ticker where no book is known', async () => {
    const world = paperWorld();
    await world.venue.submit(limit('buy', 999));
    world.tick(99.9, 100, { bidLots: 12 });
    world.trade(99.9, 13, 'sell');
    expect(world.fills()).toEqual([[1, 999, 'maker']]);
  });
});

describe('latency', () => {
  it('keeps an order from prices that were there before it', async () => {
    const world = paperWorld({ config: { latencyMs: 50 } });
    await world.venue.submit(paperOrder());
    world.tick(99.9, 100);
    world.pass(40);
    world.tick(99.9, 100);
    expect(world.events).toEqual([]);
    world.pass(10);
    world.tick(100.4, 100.5);
    expect(world.fills()).toEqual([[10, 1_005, 'taker']]);
  });

  it('lets an order fill while its cancel is on the way', async () => {
    const world = paperWorld({ config: { latencyMs: 50 } });
    const one = limit('buy', 999);
    await world.venue.submit(one);
    world.pass(60);
    world.depth([[99.8, 5]], [[100, 30]]);
    expect(await world.venue.cancel(refOf(one))).toBe('accepted');
    world.trade(99.9, 4, 'sell');
    expect(world.kinds()).toEqual(['fill']);
    world.pass(60);
    world.trade(99.9, 4, 'sell');
    expect(world.kinds()).toEqual(['fill', 'canceled']);
    expect(await world.venue.cancel(refOf(one))).toBe('not-found');
  });

  it('applies a change when it arrives, and none to an order that ended meanwhile', async () => {
    const world = paperWorld({ config: { latencyMs: 50 } });
    const one = limit('buy', 999);
    await world.venue.submit(one);
    world.pass(60);
    world.tick(99.9, 100);
    await world.venue.amend(refOf(one), { priceTicks: 1_000 as never });
    world.tick(99.9, 100);
    expect(world.fills()).toEqual([]);
    world.pass(60);
    world.tick(99.9, 100);
    expect(world.fills()).toEqual([[10, 1_000, 'taker']]);
  });
});

it('ends a reduce-only order at market whose position another closed', async () => {
  const world = await holdingWorld();
  const close = { side: 'sell', reduceOnly: true, kind: 'stop-market', triggerTicks: 950 };
  await world.venue.submit(paperOrder(close));
  await world.venue.submit(paperOrder(close));
  world.tick(95, 95.1, { mark: 95 });
  expect(world.kinds()).toEqual(['triggered', 'fill', 'triggered', 'canceled']);
});
