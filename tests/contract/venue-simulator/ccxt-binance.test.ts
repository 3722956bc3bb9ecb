import ccxt from 'ccxt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  type BinanceSimulator,
  ccxtBinanceOptions,
  startBinanceSimulator,
} from '#tests/support/venue-simulator/index.ts';

const BTC = 'BTC/USDT:USDT';
const XBT = 'XBTUSDTM';

let venue: BinanceSimulator;
let client: InstanceType<typeof ccxt.pro.binanceusdm>;
let nextId = 0;

const clientId = (): string => `test-${String((nextId += 1))}`;

/** Sends what is still due, starts watching, waits until the venue knows, makes something happen, gives what was told first. */
async function told<T>(watch: () => Promise<T>, topic: string, happen: () => unknown): Promise<T> {
  venue.control.tick();
  const watching = watch();
  await expect.poll(() => venue.control.hub.wants(topic)).toBe(true);
  await happen();
  venue.control.tick();
  return watching;
}

beforeAll(async () => {
  venue = await startBinanceSimulator();
  client = new ccxt.pro.binanceusdm({ ...ccxtBinanceOptions(venue), enableRateLimit: false });
  await client.loadHttpProxyAgent();
  await client.loadMarkets();
});

afterAll(async () => {
  await client.close();
  await venue.close();
});

beforeEach(() => {
  venue.engine.cancelAll({ stops: false });
  venue.engine.cancelAll({ stops: true });
  venue.engine.setPrice(XBT, { last: 90_000 });
});

describe('Binance’s dialect through ccxt', () => {
  it('names coins and counts in base units', async () => {
    expect(client.market(BTC)).toMatchObject({
      id: 'BTCUSDT',
      contractSize: 1,
      precision: { price: 0.1, amount: 0.001 },
    });
    expect(await client.fetchTicker(BTC)).toMatchObject({ last: 90_000 });
    const book = await client.fetchOrderBook(BTC, 5);
    expect(book.bids[0]?.[0]).toBe(90_000);
    expect(await client.fetchOHLCV(BTC, '5m', Date.now() - 3_600_000, 10)).toHaveLength(10);
    expect(await client.fetchFundingRate(BTC)).toMatchObject({ fundingRate: 0.0001 });
    expect(Math.abs(((await client.fetchTime()) ?? 0) - Date.now())).toBeLessThan(1_000);
  });

  it('answers a new order with all that became of it', async () => {
    await client.setLeverage(5, BTC);
    const id = clientId();
    const order = await client.createOrder(BTC, 'market', 'buy', 0.003, undefined, { newClientOrderId: id });
    expect(order).toMatchObject({ status: 'closed', filled: 0.003, clientOrderId: id });
    // Ids above 2^53 survive as text.
    expect(order.id).toBe(venue.engine.ordersByClientId(id)[0]?.id);
    expect(await client.fetchOrder('', BTC, { origClientOrderId: id })).toMatchObject({ id: order.id });
    expect((await client.fetchMyTrades(BTC)).at(-1)).toMatchObject({
      order: order.id,
      side: 'buy',
      takerOrMaker: 'taker',
    });
    const [position] = await client.fetchPositions([BTC]);
    expect(position).toMatchObject({ side: 'long', contracts: 0.003, marginMode: 'isolated' });
    expect((await client.fetchBalance())['USDT']?.total).toBeLessThan(10_000);
    await client.createOrder(BTC, 'market', 'sell', 0.003, undefined, {
      reduceOnly: true,
      newClientOrderId: clientId(),
    });
    expect(venue.engine.position(XBT).lots).toBe(0);
  });

  it('rests, amends, lists and cancels; stops are orders of another kind', async () => {
    const order = await client.createOrder(BTC, 'limit', 'buy', 0.002, 88_000, { newClientOrderId: clientId() });
    const changed = await client.editOrder(String(order.id), BTC, 'limit', 'buy', 0.004, 87_000);
    expect(changed).toMatchObject({ id: order.id, amount: 0.004, price: 87_000 });
    const stopId = clientId();
    const stop = await client.createOrder(BTC, 'market', 'sell', 0.002, undefined, {
      stopLossPrice: 80_000,
      reduceOnly: true,
      clientAlgoId: stopId,
      workingType: 'MARK_PRICE',
    });
    expect(await client.fetchOpenOrders(BTC)).toMatchObject([{ id: order.id }]);
    expect(await client.fetchOpenOrders(BTC, undefined, undefined, { trigger: true })).toMatchObject([
      { id: stop.id, triggerPrice: 80_000 },
    ]);
    expect(await client.fetchOrder('', BTC, { trigger: true, clientAlgoId: stopId })).toMatchObject({
      id: stop.id,
      status: 'open',
    });
    await client.cancelOrder(String(stop.id), BTC, { trigger: true });
    await client.cancelOrder(String(order.id), BTC);
    await expect(client.cancelOrder(String(order.id), BTC)).rejects.toThrow('-2011');
    await expect(client.fetchOrder('', BTC, { origClientOrderId: 'nobody' })).rejects.toThrow(ccxt.OrderNotFound);
  });

  it('refuses with Binance’s codes', async () => {
    const place = (amount: number, price: number | undefined, extra: object = {}) =>
      client.createOrder(BTC, price === undefined ? 'market' : 'limit', 'buy', amount, price, {
        newClientOrderId: clientId(),
        ...extra,
      });
    await expect(place(200, undefined)).rejects.toThrow(/-2019|-2027/);
    await expect(place(0.001, undefined, { reduceOnly: true })).rejects.toThrow('-2022');
    await expect(place(0.001, 90_100, { timeInForce: 'GTX' })).rejects.toThrow('-5022');
    const wrong = new ccxt.binanceusdm({ ...ccxtBinanceOptions(venue), secret: 'wrong' });
    wrong.setMarkets(client.markets);
    await expect(wrong.fetchBalance()).rejects.toThrow('-1022');
    const late = new ccxt.binanceusdm({ ...ccxtBinanceOptions(venue) });
    late.setMarkets(client.markets);
    late.nonce = () => Date.now() - 60_000;
    await expect(late.fetchBalance()).rejects.toThrow(ccxt.InvalidNonce);
  });

  it('streams prices, trades, candles and a book that equals the venue’s', async () => {
    expect(
      await told(
        () => client.watchBidsAsks([BTC]),
        'btcusdt@bookTicker',
        () => venue.engine.setPrice(XBT, { last: 90_010 }),
      ),
    ).toMatchObject({ [BTC]: { bid: 90_010 } });
    const trades = await told(
      () => client.watchTrades(BTC),
      'btcusdt@trade',
      () => venue.engine.foreignTaker(XBT, 'sell', 2),
    );
    expect(trades.at(-1)).toMatchObject({ side: 'sell', price: 90_010, amount: 0.002 });
    const candles = await told(
      () => client.watchOHLCV(BTC, '1m'),
      'btcusdt@kline_1m',
      () => venue.engine.setPrice(XBT, { last: 90_020 }),
    );
    expect(candles.at(-1)?.[4]).toBe(90_020);
    let moves = 0;
    const mover = setInterval(() => venue.engine.setPrice(XBT, { last: 90_000 + (moves += 1) * 3 }), 20);
    for (let index = 0; index < 5; index += 1) await client.watchOrderBook(BTC);
    clearInterval(mover);
    venue.control.tick();
    const best = (): number => (venue.engine.depth(XBT, 1).asks[0]?.[0] ?? 0) / 10;
    await expect.poll(() => (client.orderbooks[BTC] as { asks: number[][] }).asks[0]?.[0]).toBe(best());
  });

  it('streams the user’s orders, fills and balance', async () => {
    const id = clientId();
    const orders = await told(
      () => client.watchOrders(BTC),
      'user',
      () => client.createOrder(BTC, 'limit', 'buy', 0.002, 88_000, { newClientOrderId: id }),
    );
    expect(orders.at(-1)).toMatchObject({ clientOrderId: id, status: 'open' });
    const fills = await told(
      () => client.watchMyTrades(BTC),
      'user',
      () => venue.engine.fillResting(String(venue.engine.ordersByClientId(id)[0]?.id), 1),
    );
    expect(fills.at(-1)).toMatchObject({ amount: 0.001, price: 88_000, takerOrMaker: 'maker' });
  });

  it('answers 429 above the weight of a minute, and 418 to who goes on', async () => {
    const other = await startBinanceSimulator();
    const ask = async (): Promise<number> => (await fetch(`${other.restUrl}/fapi/v1/aggTrades?symbol=BTCUSDT`)).status;
    const statuses = [];
    for (let index = 0; index < 140; index += 1) statuses.push(await ask());
    expect(new Set(statuses)).toEqual(new Set([200, 429, 418]));
    expect(statuses.filter((status) => status === 200)).toHaveLength(120);
    await other.close();
  });
});
