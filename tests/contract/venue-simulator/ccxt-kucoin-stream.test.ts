import ccxt from 'ccxt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { ccxtOptions, type KucoinSimulator, startKucoinSimulator } from '#tests/support/venue-simulator/index.ts';

const BTC = 'BTC/USDT:USDT';
const XBT = 'XBTUSDTM';

let venue: KucoinSimulator;
let client: InstanceType<typeof ccxt.pro.kucoinfutures>;

/** Sends what is still due, starts watching, waits until the venue knows, makes something happen, gives what was told first. */
async function told<T>(watch: () => Promise<T>, topic: string, happen: () => void | Promise<void>): Promise<T> {
  venue.control.tick();
  const watching = watch();
  await expect.poll(() => venue.control.hub.wants(topic)).toBe(true);
  await happen();
  venue.control.tick();
  return watching;
}

beforeAll(async () => {
  venue = await startKucoinSimulator();
  client = new ccxt.pro.kucoinfutures({ ...ccxtOptions(venue), enableRateLimit: false });
  // ccxt opens plain ws:// only with an agent of its own making.
  await client.loadHttpProxyAgent();
  await client.loadMarkets();
});

afterEach(() => venue.control.stream.clear());

afterAll(async () => {
  await client.close();
  await venue.close();
});

describe('the public stream through ccxt', () => {
  it('tells best prices, trades, candles', async () => {
    const best = await told(
      () => client.watchBidsAsks([BTC]),
      `/contractMarket/tickerV2:${XBT}`,
      () => venue.engine.setPrice(XBT, { last: 90_010 }),
    );
    expect(best).toMatchObject({ [BTC]: { bid: 90_010, ask: 90_010.1 } });
    const trades = await told(
      () => client.watchTrades(BTC),
      `/contractMarket/execution:${XBT}`,
      () => venue.engine.foreignTaker(XBT, 'buy', 2),
    );
    expect(trades.at(-1)).toMatchObject({ symbol: BTC, side: 'buy', price: 90_010.1, amount: 2 });
    const candles = await told(
      () => client.watchOHLCV(BTC, '1m'),
      `/contractMarket/limitCandle:${XBT}_1min`,
      () => venue.engine.setPrice(XBT, { last: 90_020 }),
    );
    expect(candles.at(-1)?.[4]).toBe(90_020);
  });

  it('keeps a book that equals the venue’s', async () => {
    let moves = 0;
    const mover = setInterval(() => venue.engine.setPrice(XBT, { last: 90_000 + (moves += 1) * 3 }), 20);
    const first = await client.watchOrderBook(BTC);
    expect(first.bids.length).toBeGreaterThan(10);
    for (let index = 0; index < 30; index += 1) await client.watchOrderBook(BTC);
    clearInterval(mover);
    venue.control.tick();
    const venueBest = (): number[] => {
      const { bids, asks } = venue.engine.depth(XBT, 1);
      return [bids, asks].map((side) => (side[0]?.[0] ?? 0) / 10);
    };
    const clientBest = (): unknown[] => {
      const book = client.orderbooks[BTC] as { bids: number[][]; asks: number[][] } | undefined;
      return [book?.bids[0]?.[0], book?.asks[0]?.[0]];
    };
    await expect.poll(() => clientBest().join()).toBe(venueBest().join());
  });
});

describe('the private stream through ccxt', () => {
  it('tells orders, fills, stops, positions and the wallet', async () => {
    const order = await told(
      () => client.watchOrders(),
      '/contractMarket/tradeOrders',
      async () => {
        await client.createOrder(BTC, 'limit', 'buy', 2, 89_000, { clientOid: 'stream-1', leverage: 4 });
      },
    );
    expect(order.at(-1)).toMatchObject({ clientOrderId: 'stream-1', status: 'open', amount: 2 });
    const id = venue.engine.ordersByClientId('stream-1')[0]?.id ?? '';
    const fills = await told(
      () => client.watchMyTrades(BTC),
      '/contractMarket/tradeOrders',
      () => venue.engine.fillResting(id, 1),
    );
    expect(fills.at(-1)).toMatchObject({ order: id, amount: 1, price: 89_000, takerOrMaker: 'maker' });
    // Its first answer is a REST snapshot; only the second one subscribes.
    await client.watchPosition(BTC);
    const position = await told(
      () => client.watchPosition(BTC),
      `/contract/position:${XBT}`,
      () => venue.engine.fillResting(id, 1),
    );
    expect(position).toMatchObject({ symbol: BTC, side: 'long', contracts: 2 });
    const balance = await told(
      () => client.watchBalance(),
      '/contractAccount/wallet',
      () => venue.engine.deposit(100_000_000n),
    );
    expect(balance['USDT']?.total).toBeGreaterThan(9_000);
    const stops = await told(
      () => client.watchOrders(undefined, undefined, undefined, { stop: true }),
      '/contractMarket/advancedOrders',
      async () => {
        await client.createOrder(BTC, 'market', 'sell', 1, undefined, { clientOid: 'stream-2', stopLossPrice: 80_000 });
      },
    );
    expect(stops.at(-1)).toMatchObject({ triggerPrice: 80_000, side: 'sell' });
  });
});
