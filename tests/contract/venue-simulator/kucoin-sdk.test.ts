import {
  ClientOptionBuilder,
  DefaultClient,
  Futures,
  logger,
  TransportOptionBuilder,
  WebSocketClientOptionBuilder,
} from 'kucoin-universal-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type KucoinSimulator, startKucoinSimulator } from '#tests/support/venue-simulator/index.ts';

const XBT = 'XBTUSDTM';

let venue: KucoinSimulator;
let client: DefaultClient;

const clientOf = (secret: string): DefaultClient =>
  new DefaultClient(
    new ClientOptionBuilder()
      .setKey(venue.credentials.key)
      .setSecret(secret)
      .setPassphrase(venue.credentials.passphrase)
      .setSpotEndpoint(venue.restUrl)
      .setFuturesEndpoint(venue.restUrl)
      .setBrokerEndpoint(venue.restUrl)
      .setTransportOption(new TransportOptionBuilder().setMaxRetries(0).setKeepAlive(false).build())
      .setWebSocketClientOption(new WebSocketClientOptionBuilder().withReconnect(false).build())
      .build(),
  );

const orderOf = (fields: Partial<Futures.Order.AddOrderReq>): Futures.Order.AddOrderReq =>
  Futures.Order.AddOrderReq.create({
    clientOid: 'sdk',
    side: Futures.Order.AddOrderReq.SideEnum.BUY,
    symbol: XBT,
    leverage: 3,
    type: Futures.Order.AddOrderReq.TypeEnum.MARKET,
    size: 1,
    ...fields,
  });

beforeAll(async () => {
  // The SDK's logger writes to the console; nothing of it belongs in a test report.
  logger.setGlobalLogger({ log: () => undefined }, {});
  venue = await startKucoinSimulator();
  client = clientOf(venue.credentials.secret);
});

afterAll(async () => {
  await venue.close();
});

describe('KuCoin’s own SDK over REST', () => {
  it('reads the market', async () => {
    const market = client.restService().getFuturesService().getMarketApi();
    expect((await market.getAllSymbols()).data).toHaveLength(4);
    expect(await market.getTicker(Futures.Market.GetTickerReq.create({ symbol: XBT }))).toMatchObject({
      bestBidPrice: '90000',
    });
    const book = await market.getFullOrderBook(Futures.Market.GetFullOrderBookReq.create({ symbol: XBT }));
    expect(book.bids[0]).toEqual([90_000, expect.any(Number)]);
    expect((await market.getServiceStatus()).status).toBe('open');
    expect((await market.getServerTime()).data).toBeGreaterThan(1_700_000_000_000);
  });

  it('trades, asks and cancels', async () => {
    const futures = client.restService().getFuturesService();
    const orders = futures.getOrderApi();
    const filled = await orders.addOrder(orderOf({ clientOid: 'sdk-1', size: 2 }));
    expect(
      await orders.getOrderByOrderId(Futures.Order.GetOrderByOrderIdReq.create({ order_id: filled.orderId })),
    ).toMatchObject({
      status: 'done',
      filledSize: 2,
      clientOid: 'sdk-1',
    });
    const resting = await orders.addOrder(
      orderOf({ clientOid: 'sdk-2', type: Futures.Order.AddOrderReq.TypeEnum.LIMIT, price: '89000' }),
    );
    expect(
      await orders.getOrderByClientOid(Futures.Order.GetOrderByClientOidReq.create({ clientOid: 'sdk-2' })),
    ).toMatchObject({
      id: resting.orderId,
      status: 'open',
    });
    const canceled = await orders.cancelOrderById(
      Futures.Order.CancelOrderByIdReq.create({ orderId: resting.orderId }),
    );
    expect(canceled.cancelledOrderIds).toEqual([resting.orderId]);
    const fills = await orders.getRecentTradeHistory(Futures.Order.GetRecentTradeHistoryReq.create({ symbol: XBT }));
    expect(fills.data.map((fill) => fill.orderId)).toContain(filled.orderId);
    const positions = await futures.getPositionsApi().getPositionList(Futures.Positions.GetPositionListReq.create({}));
    expect(positions.data).toMatchObject([{ symbol: XBT, currentQty: 2, isOpen: true, positionSide: 'BOTH' }]);
    const key = await client.restService().getAccountService().getAccountApi().getApikeyInfo();
    expect(key).toMatchObject({ permission: 'General,Futures', isMaster: true });
  });

  it('gets the venue’s code for a wrong secret', async () => {
    const api = clientOf('wrong').restService().getFuturesService().getPositionsApi();
    await expect(api.getPositionList(Futures.Positions.GetPositionListReq.create({}))).rejects.toThrow('401');
  });
});

describe('KuCoin’s own SDK over the stream', () => {
  it('gets market messages, order changes, positions and the wallet', async () => {
    const heard = new Map<string, unknown>();
    const publicWs = client.wsService().newFuturesPublicWS();
    const privateWs = client.wsService().newFuturesPrivateWS();
    await Promise.all([publicWs.start(), privateWs.start()]);
    await publicWs.tickerV2(XBT, (topic, _, data) => heard.set(topic, data));
    await publicWs.orderbookIncrement(XBT, (topic, _, data) => heard.set(topic, data));
    await publicWs.execution(XBT, (topic, _, data) => heard.set(topic, data));
    await publicWs.instrument(XBT, (topic, _, data) => heard.set(topic, data));
    await privateWs.allOrder((topic, _, data) => heard.set(topic, data));
    await privateWs.position(XBT, (topic, _, data) => heard.set(topic, data));
    await privateWs.balance((topic, _, data) => heard.set(topic, data));
    await privateWs.stopOrders((topic, _, data) => heard.set(topic, data));
    const orders = client.restService().getFuturesService().getOrderApi();
    await orders.addOrder(orderOf({ clientOid: 'sdk-3' }));
    await orders.addOrder(
      orderOf({
        clientOid: 'sdk-4',
        side: Futures.Order.AddOrderReq.SideEnum.SELL,
        stop: Futures.Order.AddOrderReq.StopEnum.DOWN,
        stopPrice: '80000',
        stopPriceType: Futures.Order.AddOrderReq.StopPriceTypeEnum.MARK_PRICE,
        reduceOnly: true,
      }),
    );
    venue.engine.setPrice(XBT, { last: 90_100 });
    await expect.poll(() => heard.size, { timeout: 5_000 }).toBe(8);
    expect(heard.get('/contractMarket/tradeOrders')).toMatchObject({
      clientOid: 'sdk-3',
      type: 'filled',
      status: 'done',
    });
    expect(heard.get('/contractMarket/advancedOrders')).toMatchObject({
      stop: 'down',
      stopPrice: '80000',
      type: 'open',
    });
    await Promise.all([publicWs.stop(), privateWs.stop()]);
  });
});
