import { createRouterClient } from '@orpc/server';
import { afterEach, describe, expect, it } from 'vitest';
import type { Role } from '#shared/contract/base.ts';
import { COIN, manualWorld, SYMBOLS } from '#tests/support/orders/manual-world.ts';
import { createSampleApi } from '#tests/support/transport/sample-api.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import type { ApiParts } from '../api-parts.ts';
import { implementContract } from '../implement.ts';
import type { FeedBooks } from '../../ports/market-feed.ts';
import { OrdersBoard } from '../orders-board.ts';
import { orderHandlers } from './order-handlers.ts';

const boards: OrdersBoard[] = [];

/** 100 offered at 100.1 and the rest at 100.3, over a bid of 99.9; told 400 ms ago. */
const booksAt = (now: () => number): FeedBooks => ({
  version: () => 1,
  lotsAt: () => null,
  read: (_, __, into) => {
    into.bidTicks.set([999]);
    into.bidLots.set([5_000]);
    into.askTicks.set([1_001, 1_003]);
    into.askLots.set([100, 5_000]);
    into.bids = 1;
    into.asks = 2;
    into.tsVenue = now() - 400;
    return '';
  },
});

async function open(role: Role = 'trader') {
  const world = manualWorld();
  await world.start();
  // The virtual clock ends no turn by itself: records are not waited for.
  world.journal.regroup({ kind: 'count', events: 1_000 });
  const board = new OrdersBoard(
    world.core,
    Promise.resolve(),
    booksAt(() => world.clock.now()),
  );
  boards.push(board);
  const parts = { orders: board, core: world.core, dataFolder: '/data' } as unknown as ApiParts;
  const handlers = { ...createSampleApi().handlers, orders: orderHandlers(parts) };
  const router = implementContract(handlers, { log: new RecordingLog(), checkStreams: true });
  const { orders } = createRouterClient(router, { context: { role } });
  return { ...world, orders, board };
}

const failsWith = (code: string, data: object = {}) =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as object }) as Error;

const BID = {
  symbol: COIN,
  side: 'buy',
  kind: 'limit',
  lots: 1_000,
  price: '99.0',
  stop: '95',
  target: '110.0',
} as const;

afterEach(() => {
  for (const board of boards.splice(0)) board.dispose();
});

describe('the calls about orders', () => {
  it('show what an order would be, exactly, and make it', async () => {
    const { orders, venue } = await open();
    const preview = await orders.preview(BID);
    expect(preview).toMatchObject({
      order: { kind: 'limit', lots: 1_000, price: '99.0', trigger: null, leverage: 3, reduceOnly: false },
      stop: '95.0',
      reference: '99.0',
      value: '99',
      margin: '33',
      // 600 ppm of 99 and of 95 USDT; 4 USDT to the stop.
      entryFee: '0.0594',
      exitFee: '0.057',
      lossAtStop: '4.1164',
      gainAtTarget: '10.8746',
      wouldPass: true,
    });
    // Margin 33, maintenance 0.4 % and fee 0.06 % of the value at the price p: 33 − (99 − p) = 0.0046 · p.
    expect(preview.liquidation).toBe('66.4');
    const { outcome, orderIds } = await orders.place(BID);
    expect(outcome).toBe('done');
    expect(venue.sent.map(({ clientOrderId }) => clientOrderId)).toEqual(orderIds);
  });

  it('show the fill, the money and the room around an order before it is made', async () => {
    const { orders, tick, core } = await open();
    const resting = await orders.preview(BID);
    // Equity 10,000; margin 33 and fee 0.0594 of 99 USDT. A bid below the offers takes nothing.
    expect(resting).toMatchObject({
      ...{ fill: null, free: '10000', freeAfter: '9966.9406', exposure: '0', exposureAfter: '99', blocker: null },
      liquidationAfter: resting.liquidation,
    });
    // Of when it is told, and the mark of the last tick.
    expect([resting.at, resting.markAt]).toEqual([core.parts.clock.now(), core.marks.get(COIN)?.at]);
    expect(resting.markAt).toBeLessThanOrEqual(resting.at);
    expect(resting.checks.find(({ name }) => name === 'order value')?.use).toMatchObject({ used: 99, unit: 'USDT' });
    const market = await orders.preview({ ...BID, kind: 'market', price: null, lots: 300 });
    // 100 at 100.1 and 200 at 100.3 against a middle of 100.0: 700 tick-lots of 0.0001 USDT.
    expect(market.fill).toMatchObject({ lots: 300, slippage: '0.07', ageMs: 400 });
    expect(market.fill?.average).toBeCloseTo(100.2333, 4);
    expect(market.fill?.slippageBp).toBeCloseTo(23.333, 3);
    const most = market.largestLots ?? 0;
    expect(most).toBeGreaterThan(300);
    const passes = async (lots: number) =>
      (await orders.preview({ ...BID, kind: 'market', price: null, lots })).wouldPass;
    expect([await passes(most), await passes(most + 1)]).toEqual([true, false]);
    await orders.place({ ...BID, kind: 'market', price: null });
    await tick();
    const after = await orders.preview({ ...BID, stop: null, target: null });
    expect(Number(after.exposure)).toBeGreaterThan(99);
    expect(Number(after.exposureAfter) - Number(after.exposure)).toBeCloseTo(99, 6);
  });

  it('name what denies every size, not only the size asked for', async () => {
    const { orders, core } = await open();
    const large = { ...BID, lots: 900_000 };
    expect(await orders.preview(large)).toMatchObject({ wouldPass: false, blocker: null });
    core.setTradingState('HALTED', 'the test', 'user');
    const halted = await orders.preview(large);
    expect(halted).toMatchObject({ wouldPass: false, largestLots: null, blocker: { code: 'RISK_HALTED' } });
  });

  it('deny the move of a stop past the price, and leave it where it is', async () => {
    const { orders, tick, live, venue } = await open();
    await orders.place({ ...BID, kind: 'market', price: null });
    await tick();
    const before = venue.sent.length;
    const refused = await orders.moveStop({ symbol: COIN, price: '104.0' }).catch((error: unknown) => error);
    expect(refused).toEqual(failsWith('REFUSED', { code: 'ORDER_INVALID' }));
    expect((refused as Error).message).toContain('the mark price has reached the new stop already');
    expect(live('stop')).toMatchObject([{ triggerTicks: 950, state: 'OPEN' }]);
    expect(venue.sent).toHaveLength(before);
  });

  it('list orders with where they come from, as they change', async () => {
    const { orders, clock, tick } = await open();
    const stream = await orders.watch();
    await orders.place({ ...BID, kind: 'market', price: null });
    await tick();
    clock.moveTo(clock.now() + 300);
    const first = await stream.next();
    const rows = first.done !== true && first.value.kind === 'snapshot' ? first.value.rows : [];
    expect(rows.map(({ role, state, origin, open }) => [role, state, origin, open])).toEqual([
      ['entry', 'FILLED', 'hand', false],
      ['stop', 'OPEN', 'hand', true],
      ['target', 'OPEN', 'hand', true],
    ]);
    expect(rows[0]).toMatchObject({ lots: 1_000, filledLots: 1_000, leverage: 3, average: 100.1, price: null });
    expect(rows[1]).toMatchObject({ trigger: '95.0', reduceOnly: true });
    await stream.return?.();
  });

  it('change, close, move and flatten, and name who did it', async () => {
    const { orders, tick, held, live, journal, settle } = await open('admin');
    const { orderIds } = await orders.place({ ...BID, symbol: SYMBOLS[1] ?? COIN });
    await tick();
    expect((await orders.amend({ id: orderIds[0] ?? '', price: '98.5' })).outcome).toBe('done');
    expect((await orders.cancel({ id: orderIds[0] ?? '' })).outcome).toBe('done');
    await orders.place({ ...BID, kind: 'market', price: null });
    await tick();
    expect((await orders.moveStop({ symbol: COIN, price: '96.5' })).outcome).toBe('done');
    expect((await orders.moveTarget({ symbol: COIN, price: '120' })).outcome).toBe('done');
    await orders.close({ symbol: COIN, percent: 30 });
    await tick();
    expect(held()).toBe(700);
    expect(live('stop')).toMatchObject([{ triggerTicks: 965, lots: 700 }]);
    expect((await orders.cancelAll({ symbol: null })).orderIds).toEqual([]);
    expect((await orders.flatten()).outcome).toBe('done');
    await tick();
    await settle();
    expect(held()).toBe(0);
    const decided = [...journal.store.scan(1)].filter(({ type }) => type === 'manual.decided');
    expect(decided.map(({ data }) => [data['action'], data['by'], data['outcome']])).toEqual(
      ['place', 'amend', 'cancel', 'place', 'move-stop', 'move-target', 'close', 'cancel-all', 'flatten'].map(
        (action) => [action, 'admin', 'done'],
      ),
    );
  });

  it('work an order in parts, show its progress, and end it', async () => {
    const { orders, tick, held, clock } = await open();
    const stream = await orders.watchWorked();
    expect((await stream.next()).value).toMatchObject({ kind: 'snapshot', rows: [] });
    const ticket = { ...BID, kind: 'market', price: null } as const;
    const { id, outcome } = await orders.work({ ticket, method: { kind: 'twap', minutes: 4, slices: 4 } });
    expect(outcome).toBe('done');
    await tick();
    expect(held()).toBe(250);
    const next = stream.next();
    clock.moveTo(clock.now() + 1_000);
    expect((await next).value).toMatchObject({
      put: [{ key: id, state: 'waiting', lots: 1_000, filledLots: 250, parts: 1, method: { minutes: 4, slices: 4 } }],
    });
    await expect(orders.resumeWorked({ id })).rejects.toEqual(failsWith('REFUSED', { code: 'ORDER_NOT_CHANGEABLE' }));
    expect((await orders.cancelWorked({ id })).outcome).toBe('done');
    expect((await orders.trailStop({ symbol: COIN, distance: '4' })).outcome).toBe('done');
    await expect(orders.trailStop({ symbol: SYMBOLS[1] ?? COIN, distance: '4' })).rejects.toEqual(
      failsWith('REFUSED', { code: 'POSITION_NONE' }),
    );
    await stream.return?.();
  });

  it('refuse with code, sentence and figures', async () => {
    const { orders } = await open();
    await expect(orders.place({ ...BID, stop: null })).rejects.toEqual(
      failsWith('REFUSED', { code: 'RISK_NO_STOP', stage: 'risk', numbers: { symbol: COIN } }),
    );
    await expect(orders.close({ symbol: COIN })).rejects.toEqual(failsWith('REFUSED', { code: 'POSITION_NONE' }));
    await expect(orders.place({ ...BID, price: '99.05' })).rejects.toEqual(failsWith('NOT_AVAILABLE'));
    await expect(orders.preview({ ...BID, symbol: 'NOPEUSDTM' })).rejects.toEqual(failsWith('NOT_FOUND'));
    await expect(orders.amend({ id: 'x', price: '1' })).rejects.toEqual(failsWith('NOT_FOUND'));
    await expect(orders.amend({ id: 'x' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('need the role of a trader, but for the list', async () => {
    const { orders, venue } = await open('viewer');
    await expect(orders.place(BID)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(orders.flatten()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(venue.sent).toHaveLength(0);
    const stream = await orders.watch();
    expect((await stream.next()).value).toMatchObject({ kind: 'snapshot', rows: [] });
    await stream.return?.();
  });
});
