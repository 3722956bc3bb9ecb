import ccxt from 'ccxt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ccxtOptions, type KucoinSimulator, startKucoinSimulator } from '#tests/support/venue-simulator/index.ts';

const BTC = 'BTC/USDT:USDT';
const XBT = 'XBTUSDTM';

let venue: KucoinSimulator;
let client: InstanceType<typeof ccxt.kucoinfutures>;
let nextId = 0;

const clientId = (): string => `test-${String((nextId += 1))}`;

beforeAll(async () => {
  venue = await startKucoinSimulator();
  client = new ccxt.kucoinfutures({ ...ccxtOptions(venue), enableRateLimit: false });
});

afterAll(async () => {
  await client.close();
  await venue.close();
});

beforeEach(async () => {
  await client
    .createOrder(BTC, 'market', 'sell', 1, undefined, { closeOrder: true, clientOid: clientId() })
    .catch(() => null);
  venue.engine.cancelAll({ stops: false });
  venue.engine.cancelAll({ stops: true });
  venue.engine.setPrice(XBT, { last: 90_000 });
});

describe('market data through ccxt', () => {
  it('reads markets, ticker, book, candles, time, status, tiers', async () => {
    const markets = await client.loadMarkets();
    expect(markets[BTC]).toMatchObject({
      id: XBT,
      contractSize: 0.001,
      precision: { price: 0.1, amount: 1 },
      swap: true,
    });
    expect(await client.fetchTicker(BTC)).toMatchObject({ symbol: BTC, last: 90_000, bid: 90_000, ask: 90_000.1 });
    expect(Object.keys(await client.fetchTickers())).toHaveLength(4);
    const book = await client.fetchOrderBook(BTC, 20);
    expect(book.bids[0]?.[0]).toBe(90_000);
    expect(book.asks).toHaveLength(20);
    expect(Math.abs(((await client.fetchTime()) ?? 0) - Date.now())).toBeLessThan(1_000);
    expect(await client.fetchStatus()).toMatchObject({ status: 'ok' });
    expect(await client.fetchMarketLeverageTiers(BTC)).toHaveLength(12);
    const hours = await client.fetchOHLCV(BTC, '1h', Date.now() - 10 * 3_600_000);
    expect(hours.length).toBeGreaterThanOrEqual(9);
    for (const [, open, high, low, close] of hours) {
      expect(high).toBeGreaterThanOrEqual(Math.max(open ?? 0, close ?? 0));
      expect(low).toBeLessThanOrEqual(Math.min(open ?? 0, close ?? 0));
    }
    expect(await client.fetchFundingRate(BTC)).toMatchObject({ fundingRate: 0.0001 });
  });
});

describe('orders through ccxt', () => {
  it('answers a new order with its id only and fills it', async () => {
    const id = clientId();
    const created = await client.createOrder(BTC, 'market', 'buy', 3, undefined, {
      clientOid: id,
      leverage: 5,
      marginMode: 'isolated',
    });
    expect(created).toMatchObject({ status: undefined, filled: undefined });
    expect(await client.fetchOrder(String(created.id), BTC)).toMatchObject({
      status: 'closed',
      filled: 3,
      clientOrderId: id,
    });
    expect(await client.fetchOrder('', BTC, { clientOid: id })).toMatchObject({ id: created.id });
    const trades = await client.fetchMyTrades(BTC, Date.now() - 60_000);
    expect(trades.at(-1)).toMatchObject({
      order: created.id,
      side: 'buy',
      takerOrMaker: 'taker',
      fee: { currency: 'USDT' },
    });
    const [position] = await client.fetchPositions([BTC]);
    expect(position).toMatchObject({ side: 'long', contracts: 3, marginMode: 'isolated', entryPrice: 90_000.1 });
    expect(position?.info).toMatchObject({ currentQty: 3, positionSide: 'BOTH' });
    expect(position?.info).not.toHaveProperty('side');
    const balance = await client.fetchBalance();
    expect(balance['USDT']?.total).toBeLessThan(10_000);
  });

  it('rests, lists and cancels limit orders and stops, by either id', async () => {
    const [a, b, s] = [clientId(), clientId(), clientId()];
    const first = await client.createOrder(BTC, 'limit', 'buy', 1, 88_000, { clientOid: a, postOnly: true });
    await client.createOrder(BTC, 'limit', 'buy', 2, 88_000.5, { clientOid: b });
    const stop = await client.createOrder(BTC, 'market', 'sell', 1, undefined, {
      clientOid: s,
      stopLossPrice: 85_000,
      triggerPriceType: 'mark',
    });
    expect(await client.fetchOpenOrders(BTC)).toHaveLength(2);
    expect(await client.fetchOpenOrders(BTC, undefined, undefined, { stop: true })).toMatchObject([
      { id: stop.id, triggerPrice: 85_000, reduceOnly: true },
    ]);
    expect(await client.fetchOrder('', BTC, { clientOid: s })).toMatchObject({ id: stop.id, status: 'open' });
    await client.cancelOrder(String(first.id), BTC);
    await client.cancelOrder('', BTC, { clientOid: b });
    await client.cancelOrder(String(stop.id), BTC);
    expect(venue.engine.openOrders()).toHaveLength(0);
    expect(venue.engine.waitingOrders()).toHaveLength(0);
    expect((await client.fetchClosedOrders(BTC, Date.now() - 60_000)).map((order) => order.clientOrderId)).toEqual(
      expect.arrayContaining([a, b, s]),
    );
    await expect(client.cancelOrder(String(first.id), BTC)).rejects.toThrow(ccxt.BadRequest);
    await expect(client.fetchOrder('', BTC, { clientOid: 'nobody' })).rejects.toThrow(ccxt.OrderNotFound);
  });

  it('takes a client id twice, but not while an order with it is live', async () => {
    const id = clientId();
    const order = () => client.createOrder(BTC, 'limit', 'buy', 1, 88_000, { clientOid: id });
    const first = await order();
    await expect(order()).rejects.toThrow('300018');
    await client.cancelOrder(String(first.id), BTC);
    await order();
    expect(venue.engine.ordersByClientId(id)).toHaveLength(2);
  });

  it('refuses with the venue’s codes', async () => {
    const post = (fields: object) =>
      client.request('orders', 'futuresPrivate', 'POST', {
        clientOid: clientId(),
        side: 'buy',
        type: 'market',
        leverage: 1,
        symbol: XBT,
        size: 1,
        ...fields,
      });
    await expect(post({ symbol: 'NOSUCHUSDTM' })).rejects.toThrow('100003');
    await expect(post({ size: 0.5 })).rejects.toThrow('100000');
    await expect(post({ size: 2_000_000 })).rejects.toThrow('100001');
    await expect(post({ leverage: 200 })).rejects.toThrow('300016');
    await expect(post({ size: 100_000 })).rejects.toThrow(ccxt.InsufficientFunds);
    await expect(post({ reduceOnly: true })).rejects.toThrow('300009');
    await expect(post({ type: 'limit', price: '90000.05' })).rejects.toThrow('100001');
    await expect(post({ type: 'limit', price: '99999' })).rejects.toThrow('300011');
  });

  it('knows the combined take-profit and stop call', async () => {
    await client.createOrder(BTC, 'market', 'buy', 2, undefined, {
      clientOid: clientId(),
      leverage: 3,
      stopLoss: { triggerPrice: 85_000 },
      takeProfit: { triggerPrice: 95_000 },
    });
    expect(venue.engine.waitingOrders().map((order) => order.stop)).toEqual([
      { direction: 'up', ticks: 950_000, by: 'mark' },
      { direction: 'down', ticks: 850_000, by: 'mark' },
    ]);
    venue.engine.setPrice(XBT, { last: 84_900 });
    expect(venue.engine.position(XBT).lots).toBe(0);
  });
});

describe('the door', () => {
  it('refuses wrong signatures, old stamps and unknown keys', async () => {
    const other = (extra: object) =>
      new ccxt.kucoinfutures({ ...ccxtOptions(venue), options: { uta: false }, ...extra });
    await expect(other({ secret: 'wrong' }).fetchPositions()).rejects.toThrow('400004');
    await expect(other({ apiKey: 'wrong' }).fetchPositions()).rejects.toThrow('400003');
    const late = other({});
    late.nonce = () => Date.now() - 6_000;
    await expect(late.fetchPositions()).rejects.toThrow(ccxt.InvalidNonce);
    const forged = other({});
    const sign = forged.sign.bind(forged);
    forged.sign = (...args: Parameters<typeof sign>) => {
      const signed = sign(...args) as { headers?: Record<string, string> };
      return { ...signed, headers: { ...signed.headers, 'KC-API-SIGN': 'AAAA' } };
    };
    await expect(forged.fetchPositions()).rejects.toThrow('400005');
  });

  it('says so when the service is closed or takes cancels only', async () => {
    const order = await client.createOrder(BTC, 'limit', 'buy', 1, 88_000, { clientOid: clientId() });
    venue.engine.setService('cancel-only', 'upgrade match engine');
    try {
      expect(await client.fetchStatus()).toMatchObject({ status: 'maintenance' });
      await expect(client.createOrder(BTC, 'limit', 'buy', 1, 88_000, { clientOid: clientId() })).rejects.toThrow(
        '300002',
      );
      venue.engine.setService('closed');
      await expect(client.cancelOrder(String(order.id), BTC)).rejects.toThrow('300002');
      venue.engine.setService('cancel-only');
      await client.cancelOrder(String(order.id), BTC);
    } finally {
      venue.engine.setService('open');
    }
  });
});
