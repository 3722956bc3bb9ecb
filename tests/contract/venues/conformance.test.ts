import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import { toPlot } from '#shared/domain/money.ts';
import { binanceKind } from '#tests/support/venues/binance-kind.ts';
import { kucoinKind } from '#tests/support/venues/kucoin-kind.ts';
import { paperKind } from '#tests/support/venues/paper-kind.ts';
import {
  accepted,
  filledLots,
  fillsOf,
  known,
  limitAt,
  newId,
  orderOf,
  refOf,
  wasEnded,
  wasTold,
  type VenueUnderTest,
} from '#tests/support/venues/venue-under-test.ts';

const KINDS = [paperKind, kucoinKind, binanceKind];

describe.each(KINDS)('$name', (kind) => {
  let world: VenueUnderTest;
  const at = (share: number): number => Math.round(world.priceTicks * share);
  const held = async (): Promise<number> => {
    const positions = await known(world.venue.ask.positions());
    return positions.find(({ symbol }) => symbol === world.symbol)?.lots ?? 0;
  };
  const openOrder = async (id: string) =>
    (await known(world.venue.ask.openOrders())).find(({ clientOrderId }) => clientOrderId === id);
  const entry = (side: 'buy' | 'sell', lots: number, more = {}) =>
    orderOf(world.symbol, side, lots, { leverage: 5, ...more });
  const flat = async (): Promise<void> => {
    const lots = await held();
    if (lots === 0) return;
    const exit = orderOf(world.symbol, lots > 0 ? 'sell' : 'buy', Math.abs(lots), { reduceOnly: true });
    await accepted(world, exit);
    await world.until(async () => (await held()) === 0, 'the position to be closed');
  };

  beforeAll(async () => {
    world = await kind.open();
  });
  afterAll(() => world.close());

  it('takes a market order, tells its fills once each with exact numbers, and answers the same', async () => {
    const order = entry('buy', 4);
    const venueOrderId = await accepted(world, order);
    await world.until(() => filledLots(world, order) === 4, 'the fill');
    const told = fillsOf(world, order);
    for (const { priceTicks, fee, side, symbol } of told) {
      expect(Math.abs(priceTicks - world.priceTicks)).toBeLessThan(world.priceTicks / 100);
      expect(toPlot(fee)).toBeGreaterThan(0);
      expect({ side, symbol }).toEqual({ side: 'buy', symbol: world.symbol });
    }
    expect(await held()).toBe(4);
    const listed = (await known(world.venue.ask.fills(world.openedAt))).filter(
      ({ clientOrderId }) => clientOrderId === order.clientOrderId,
    );
    const key = ({ tradeId, lots, priceTicks, fee }: (typeof listed)[number] | (typeof told)[number]) =>
      [tradeId, lots, priceTicks, fee].map(String);
    expect(listed.map(key)).toEqual(told.map(key));
    const found = await known(world.venue.ask.order(refOf(order)));
    expect(found).toMatchObject({
      clientOrderId: order.clientOrderId,
      venueOrderId,
      filledLots: 4,
      lots: 4,
      state: 'filled',
    });
    await flat();
  });

  it('rests a limit order, shows it, cancels it once, and remembers it', async () => {
    const order = entry('buy', 3, limitAt(at(0.97)));
    const venueOrderId = await accepted(world, order);
    await world.until(async () => (await openOrder(order.clientOrderId)) !== undefined, 'the order in the list');
    expect(await openOrder(order.clientOrderId)).toMatchObject({
      side: 'buy',
      kind: 'limit',
      lots: 3,
      filledLots: 0,
      priceTicks: at(0.97),
      triggerTicks: null,
      reduceOnly: false,
      state: 'open',
    });
    expect(await world.venue.cancel(refOf(order, venueOrderId))).toBe('accepted');
    await world.until(() => wasTold(world, 'canceled', order, venueOrderId), 'the cancel to be told');
    expect(await openOrder(order.clientOrderId)).toBeUndefined();
    expect(await known(world.venue.ask.order(refOf(order)))).toMatchObject({ state: 'canceled', filledLots: 0 });
    const done = (await known(world.venue.ask.doneOrders(world.openedAt))).filter(
      (each) => each.venueOrderId === venueOrderId,
    );
    expect(done).toMatchObject([{ clientOrderId: order.clientOrderId, state: 'canceled' }]);
    expect(await world.venue.cancel(refOf(order, venueOrderId))).toBe('not-found');
  });

  it('cancels by our id alone', async () => {
    const order = entry('buy', 1, limitAt(at(0.97)));
    const venueOrderId = await accepted(world, order);
    expect(await world.venue.cancel(refOf(order))).toBe('accepted');
    await world.until(() => wasTold(world, 'canceled', order, venueOrderId), 'the cancel to be told');
  });

  it('says cleanly that an order does not exist', async () => {
    const order = entry('buy', 1);
    expect(await known(world.venue.ask.order(refOf(order)))).toBeNull();
    expect(await world.venue.cancel(refOf(order))).toBe('not-found');
  });

  it('refuses with a code and a sentence, and nothing of the order is left', async () => {
    const order = orderOf(world.symbol, 'sell', 5, { reduceOnly: true });
    const outcome = await world.venue.submit(order);
    expect(outcome.kind).toBe('rejected');
    if (outcome.kind !== 'rejected') return;
    expect(outcome.code).toMatch(/^-?\w+$/);
    expect(outcome.reason.length).toBeGreaterThan(5);
    expect(await openOrder(order.clientOrderId)).toBeUndefined();
    expect(await held()).toBe(0);
  });

  it('does not take a second order with the id of a live one', async () => {
    const order = entry('buy', 1, limitAt(at(0.97)));
    const venueOrderId = await accepted(world, order);
    expect((await world.venue.submit(order)).kind).not.toBe('accepted');
    const same = (await known(world.venue.ask.openOrders())).filter(
      (each) => each.clientOrderId === order.clientOrderId,
    );
    expect(same).toHaveLength(1);
    expect(await world.venue.cancel(refOf(order, venueOrderId))).toBe('accepted');
  });

  it('fills a large order in parts that add up', async () => {
    const order = entry('buy', 120);
    await accepted(world, order);
    await world.until(() => filledLots(world, order) === 120, 'all of it');
    expect(await held()).toBe(120);
    await flat();
  });

  it('keeps a stop waiting, fires it by the mark price, and closes the position', async () => {
    await accepted(world, entry('buy', 2));
    await world.until(async () => (await held()) === 2, 'the entry');
    const stop = orderOf(world.symbol, 'sell', 2, {
      kind: 'stop-market',
      reduceOnly: true,
      triggerTicks: at(0.99) as Ticks,
    });
    const venueOrderId = await accepted(world, stop);
    await world.until(async () => (await openOrder(stop.clientOrderId)) !== undefined, 'the stop in the list');
    expect(await openOrder(stop.clientOrderId)).toMatchObject({
      kind: 'stop-market',
      side: 'sell',
      triggerTicks: at(0.99),
      reduceOnly: true,
      state: 'waiting',
      lots: 2,
    });
    await world.moveTo(at(0.985));
    await world.until(() => wasTold(world, 'triggered', stop, venueOrderId), 'the trigger to be told');
    await world.until(() => filledLots(world, stop) === 2, 'the exit');
    expect(await held()).toBe(0);
    await world.moveTo(world.priceTicks);
  });

  it('keeps a target apart from a stop, and cancels a waiting order', async () => {
    await accepted(world, entry('sell', 2));
    await world.until(async () => (await held()) === -2, 'the entry');
    const target = orderOf(world.symbol, 'buy', 2, {
      kind: 'take-profit-market',
      reduceOnly: true,
      triggerTicks: at(0.98) as Ticks,
    });
    const venueOrderId = await accepted(world, target);
    await world.until(async () => (await openOrder(target.clientOrderId)) !== undefined, 'the target in the list');
    expect(await openOrder(target.clientOrderId)).toMatchObject({ kind: 'take-profit-market', state: 'waiting' });
    expect(await world.venue.cancel(refOf(target, venueOrderId))).toBe('accepted');
    await world.until(() => wasTold(world, 'canceled', target, venueOrderId), 'the cancel to be told');
    await flat();
  });

  it('closes whatever is held when asked for that', async () => {
    await accepted(world, entry('buy', 7));
    await world.until(async () => (await held()) === 7, 'the entry');
    await accepted(world, orderOf(world.symbol, 'sell', 7, { reduceOnly: true, closePosition: true }));
    await world.until(async () => (await held()) === 0, 'the exit');
  });

  it('never takes with a post-only order', async () => {
    const order = entry('buy', 1, { ...limitAt(at(1.01)), postOnly: true });
    const outcome = await world.venue.submit(order);
    if (outcome.kind === 'accepted')
      await world.until(() => wasEnded(world, order, outcome.venueOrderId), 'the order to end');
    else expect(outcome.kind).toBe('rejected');
    expect(filledLots(world, order)).toBe(0);
    expect(await held()).toBe(0);
  });

  it('an order that may not rest is filled or gone', async () => {
    const order = entry('buy', 1, { ...limitAt(at(0.97)), timeInForce: 'ioc' });
    const outcome = await world.venue.submit(order);
    if (outcome.kind === 'accepted')
      await world.until(() => wasEnded(world, order, outcome.venueOrderId), 'the order to end');
    expect(await openOrder(order.clientOrderId)).toBeUndefined();
    expect(await held()).toBe(0);
  });

  it('changes a resting order, or says that it cannot', async () => {
    const order = entry('buy', 2, limitAt(at(0.97)));
    const venueOrderId = await accepted(world, order);
    await world.until(async () => (await openOrder(order.clientOrderId)) !== undefined, 'the order in the list');
    const outcome = await world.venue.amend(refOf(order, venueOrderId), {
      priceTicks: at(0.96) as Ticks,
      lots: 1 as Lots,
    });
    const changed = outcome.kind === 'accepted';
    if (!changed) expect(outcome.kind).toBe('unsupported');
    const wanted = changed ? { priceTicks: at(0.96), lots: 1 } : { priceTicks: at(0.97), lots: 2 };
    await world.until(
      async () => (await openOrder(order.clientOrderId))?.priceTicks === wanted.priceTicks,
      'the new price',
    );
    expect(await openOrder(order.clientOrderId)).toMatchObject(wanted);
    expect(await world.venue.cancel(refOf(order, venueOrderId))).toBe('accepted');
  });

  it('answers for the account, the service and its clock', async () => {
    const { equity, available } = await known(world.venue.ask.account());
    expect(toPlot(equity)).toBeGreaterThan(9_000);
    expect(available).toBeLessThanOrEqual(equity);
    expect(await known(world.venue.ask.service())).toMatchObject({ status: 'open' });
    expect(Math.abs(await known(world.venue.ask.clockOffset()))).toBeLessThan(500);
  });

  it.skipIf(kind.without.length === 0)('refuses kinds it does not have before anything is sent', async () => {
    for (const without of kind.without) {
      const ticks = { priceTicks: at(0.9) as Ticks, triggerTicks: at(0.9) as Ticks, trailTicks: 10 as Ticks };
      const order = orderOf(world.symbol, 'sell', 1, { kind: without, ...ticks });
      expect(await world.venue.submit(order)).toMatchObject({ kind: 'rejected', code: 'KIND_UNSUPPORTED' });
    }
  });

  it('refuses a contract it was not given', async () => {
    const order = { ...entry('buy', 1), symbol: 'NOSUCHUSDTM' as typeof world.symbol, clientOrderId: newId() };
    expect((await world.venue.submit(order)).kind).toBe('rejected');
  });

  it.runIf(kind.byHand)('tells of orders made by hand', async () => {
    const venueOrderId = world.byHand('buy', 1, at(0.96));
    const isTold = () => world.events.some((event) => event.kind === 'opened' && event.venueOrderId === venueOrderId);
    await world.until(isTold, 'the order of somebody else');
    const shown = (await known(world.venue.ask.openOrders())).find((each) => each.venueOrderId === venueOrderId);
    expect(shown).toMatchObject({ state: 'open', lots: 1 });
    expect(shown?.clientOrderId ?? '').not.toMatch(/^[0-9a-f]{32}$/);
  });
});
