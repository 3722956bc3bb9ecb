import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import {
  account,
  BTC,
  holdingWorld,
  known,
  money,
  paperOrder,
  paperWorld,
  refOf,
  START,
  TIERED,
} from '#tests/simulation/execution/paper-world.ts';
import { ARCHIVE_MS, ARCHIVE_ORDERS } from './paper-archive.ts';

const ALL = 0 as EpochMs;
const unknownRef = refOf(paperOrder());

describe('asked about orders', () => {
  it('tells each state an order can be in, and cleanly that there is none', async () => {
    const { venue, tick } = await holdingWorld();
    const open = paperOrder({ kind: 'limit', priceTicks: 900 });
    const stop = paperOrder({ side: 'sell', kind: 'stop-market', triggerTicks: 950, reduceOnly: true });
    const canceled = paperOrder({ kind: 'limit', priceTicks: 901 });
    const filled = paperOrder({ lots: 3 });
    for (const order of [open, stop, canceled, filled]) await venue.submit(order);
    await venue.cancel(refOf(canceled));
    tick(99.9, 100);
    const stateOf = async (order: typeof open) => (await known(venue.ask.order(refOf(order))))?.state;
    expect(await Promise.all([open, stop, canceled, filled].map(stateOf))).toEqual([
      'open',
      'waiting',
      'canceled',
      'filled',
    ]);
    expect(await known(venue.ask.order(unknownRef))).toBeNull();
    expect((await known(venue.ask.openOrders())).map(({ clientOrderId }) => clientOrderId)).toEqual([
      open.clientOrderId,
      stop.clientOrderId,
    ]);
    expect(await known(venue.ask.order(refOf(filled)))).toMatchObject({
      filledLots: 3,
      lots: 3,
      kind: 'market',
      side: 'buy',
      symbol: BTC,
    });
  });

  it('finds an order by the venue’s id', async () => {
    const { venue } = paperWorld();
    const one = paperOrder();
    const sent = await venue.submit(one);
    if (sent.kind !== 'accepted') throw new Error(sent.kind);
    const ref = { ...unknownRef, clientOrderId: '' as ClientOrderId, venueOrderId: sent.venueOrderId };
    expect(await known(venue.ask.order(ref))).toMatchObject({
      clientOrderId: one.clientOrderId,
      venueOrderId: sent.venueOrderId,
    });
  });

  it('knows nothing of what it refused', async () => {
    const { venue } = paperWorld();
    const refused = paperOrder({ lots: 0 });
    await venue.submit(refused);
    expect(await known(venue.ask.order(refOf(refused)))).toBeNull();
    expect(await known(venue.ask.doneOrders(ALL))).toEqual([]);
  });

  it('names every fill and every end since a moment, oldest first', async () => {
    const { venue, tick, clock, pass } = paperWorld();
    const large = paperOrder({ lots: 25 });
    await venue.submit(large);
    tick(99.9, 100);
    pass(1_000);
    const second = paperOrder({ lots: 2 });
    await venue.submit(second);
    tick(101, 101.2);
    const fills = await known(venue.ask.fills(ALL));
    expect(fills.map(({ tradeId, lots }) => [tradeId.slice(33), lots])).toEqual([
      ['10', 10],
      ['20', 10],
      ['25', 5],
      ['2', 2],
    ]);
    expect(await known(venue.ask.fills(clock.now()))).toHaveLength(1);
    expect((await known(venue.ask.doneOrders(clock.now()))).map(({ clientOrderId }) => clientOrderId)).toEqual([
      second.clientOrderId,
    ]);
    expect(await known(venue.ask.doneOrders(ALL))).toHaveLength(2);
  });

  it('forgets what ended a day ago, or ten thousand orders ago, and takes no more memory than that', async () => {
    const { venue, tick, pass } = paperWorld();
    const old = paperOrder({ lots: 1 });
    await venue.submit(old);
    tick(99.9, 100);
    pass(ARCHIVE_MS);
    for (let i = 0; i <= ARCHIVE_ORDERS; i++) {
      const one = paperOrder({ kind: 'limit', priceTicks: 1 });
      await venue.submit(one);
      await venue.cancel(refOf(one));
    }
    expect(await known(venue.ask.order(refOf(old)))).toBeNull();
    expect(await known(venue.ask.doneOrders(ALL))).toHaveLength(ARCHIVE_ORDERS);
  });
});

describe('asked about money', () => {
  it('knows positions with their average entry', async () => {
    const { venue, tick } = await holdingWorld();
    await venue.submit(paperOrder({ lots: 5 }));
    tick(100, 100.1);
    expect(await known(venue.ask.positions())).toEqual([
      {
        symbol: BTC,
        lots: 15,
        entryPrice: '100.033333333333',
        marginMode: 'isolated',
        leverage: null,
        liquidationTicks: null,
        tsVenue: START + 3,
      },
    ]);
  });

  it('knows the account, with what open orders hold back', async () => {
    const { venue, tick } = await holdingWorld({ account: account('100'), instrument: TIERED });
    // 10 × 100 × 0.001 = 1 USDT, of which 0.0006 is the fee and a tenth the margin.
    tick(109.9, 110.1, { mark: 110 });
    expect(await known(venue.ask.account())).toEqual({
      cash: money('99.9994'),
      equity: money('100.0994'),
      available: money('99.8994'),
    });
    await venue.submit(paperOrder({ kind: 'limit', priceTicks: 900, lots: 100 }));
    expect(await known(venue.ask.account())).toMatchObject({ available: money('98.994') });
    const [position] = await known(venue.ask.positions());
    expect(position).toMatchObject({ leverage: 10, liquidationTicks: 905 });
  });

  it('does not make up what it does not know', async () => {
    const poor = paperWorld();
    expect(await poor.venue.ask.account()).toEqual({ known: false, reason: 'the paper venue was given no wallet' });
    const blind = paperWorld({ account: account('100') });
    blind.venue.restore([], [{ symbol: BTC, lots: 5 }]);
    expect(await blind.venue.ask.account()).toEqual({
      known: false,
      reason: 'a held contract has no mark price yet',
    });
    expect(await known(blind.venue.ask.positions())).toMatchObject([
      { lots: 5, entryPrice: null, liquidationTicks: null },
    ]);
  });

  it('is always there, on our time', async () => {
    const { venue } = paperWorld();
    expect(await known(venue.ask.service())).toMatchObject({ status: 'open' });
    expect(await known(venue.ask.clockOffset())).toBe(0);
  });
});

it('after a restart knows what it had taken, and that the rest never came', async () => {
  const { venue } = paperWorld({ account: account('100') });
  const open = paperOrder({ kind: 'limit', priceTicks: 900 });
  const lost = paperOrder();
  const [taken, sending] = [
    { order: open, filledLots: 4, state: 'PARTIAL' },
    { order: lost, filledLots: 0, state: 'SENDING' },
  ] as const;
  venue.restore([taken, sending], [{ symbol: BTC, lots: 4, entryValue: money('0.4') }], money('77'));
  expect(await known(venue.ask.order(refOf(open)))).toMatchObject({ state: 'open', filledLots: 4 });
  expect(await known(venue.ask.order(refOf(lost)))).toBeNull();
  expect(await venue.submit(lost)).toMatchObject({ code: 'CLIENT_ID_REPEATED' });
  expect(venue.wallet).toBe(money('77'));
  expect(await known(venue.ask.positions())).toMatchObject([{ lots: 4, entryPrice: '100', leverage: 10 }]);
});
