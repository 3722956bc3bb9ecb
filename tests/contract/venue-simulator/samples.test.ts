import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type KucoinSimulator, startKucoinSimulator } from '#tests/support/venue-simulator/index.ts';
import { call, openStream, type PlainStream } from '#tests/support/venue-simulator/kucoin/plain-client.ts';
import {
  differences,
  hasSamples,
  isObject,
  type Json,
  readSample as read,
} from '#tests/support/venue-simulator/samples.ts';

const XBT = 'XBTUSDTM';

interface Operation {
  readonly responseText?: string;
  readonly messageText?: string;
}

const operations = (service: string): Record<string, Operation> =>
  (read(`kucoin-sdk/${service}.json`) as unknown as { operations: Record<string, Operation> }).operations;

/** Every field name in KuCoin's own OpenAPI descriptions. */
function knownFields(): Set<string> {
  const names = new Set<string>(['code', 'data', 'msg']);
  const walk = (value: Json): void => {
    if (Array.isArray(value)) return (value as readonly Json[]).forEach(walk);
    if (!isObject(value)) return;
    if (isObject(value['properties'])) for (const name of Object.keys(value['properties'])) names.add(name);
    for (const part of Object.values(value)) walk(part);
  };
  for (const part of ['market', 'order', 'positions', 'fundingfees', 'private', 'public'])
    walk(read(`kucoin-openapi/openapi-futures-${part}.json.gz`));
  return names;
}

describe.skipIf(!hasSamples)('messages and KuCoin’s samples, field by field', () => {
  let venue: KucoinSimulator;
  let known: Set<string>;
  const ids: Record<string, string> = {};

  const place = async (name: string, fields: object): Promise<void> => {
    const { text } = await call(venue, 'POST', '/api/v1/orders', {
      clientOid: name,
      symbol: XBT,
      side: 'buy',
      type: 'market',
      leverage: 3,
      size: 2,
      ...fields,
    });
    ids[name] = (JSON.parse(text) as { data: { orderId: string } }).data.orderId;
  };

  beforeAll(async () => {
    venue = await startKucoinSimulator();
    known = knownFields();
    await place('opened', {});
    await place('resting', { type: 'limit', price: '89000' });
    await place('closing', { side: 'sell', size: 1, reduceOnly: true });
    venue.control.tick();
  });

  afterAll(() => venue.close());

  const parse = (text: string): Json => JSON.parse(text) as Json;

  /** Sample, method, path, body. Cancels come last: they end the resting order. */
  const REST: readonly (readonly [string, string, string, string, unknown?])[] = [
    ['futures-market', 'GetSymbol', 'GET', `/api/v1/contracts/${XBT}`],
    ['futures-market', 'GetTicker', 'GET', `/api/v1/ticker?symbol=${XBT}`],
    ['futures-market', 'GetFullOrderBook', 'GET', `/api/v1/level2/snapshot?symbol=${XBT}`],
    ['futures-market', 'GetTradeHistory', 'GET', `/api/v1/trade/history?symbol=${XBT}`],
    ['futures-market', 'GetKlines', 'GET', `/api/v1/kline/query?symbol=${XBT}&granularity=480`],
    ['futures-market', 'GetMarkPrice', 'GET', `/api/v1/mark-price/${XBT}/current`],
    ['futures-market', 'GetServerTime', 'GET', '/api/v1/timestamp'],
    ['futures-market', 'GetServiceStatus', 'GET', '/api/v1/status'],
    ['futures-market', 'GetPublicToken', 'POST', '/api/v1/bullet-public'],
    ['futures-fundingfees', 'GetCurrentFundingRate', 'GET', `/api/v1/funding-rate/${XBT}/current`],
    ['account-account', 'GetApikeyInfo', 'GET', '/api/v1/user/api-key'],
    ['account-account', 'GetFuturesAccount', 'GET', '/api/v1/account-overview?currency=USDT'],
    ['futures-positions', 'GetMarginMode', 'GET', `/api/v2/position/getMarginMode?symbol=${XBT}`],
    ['futures-positions', 'GetMaxOpenSize', 'GET', `/api/v2/getMaxOpenSize?symbol=${XBT}&price=90000&leverage=3`],
    ['futures-positions', 'GetPositionDetails', 'GET', `/api/v1/position?symbol=${XBT}`],
    ['futures-positions', 'GetCrossMarginLeverage', 'GET', `/api/v2/getCrossUserLeverage?symbol=${XBT}`],
    ['futures-positions', 'GetIsolatedMarginRiskLimit', 'GET', `/api/v1/contracts/risk-limit/${XBT}`],
    [
      'futures-positions',
      'ModifyAutoDepositStatus',
      'POST',
      '/api/v1/position/margin/auto-deposit-status',
      { symbol: XBT, status: true },
    ],
    [
      'futures-order',
      'AddOrder',
      'POST',
      '/api/v1/orders',
      { clientOid: 'again', symbol: XBT, side: 'buy', type: 'limit', price: '88000', leverage: 3, size: 1 },
    ],
    [
      'futures-order',
      'BatchAddOrders',
      'POST',
      '/api/v1/orders/multi',
      [{ clientOid: 'many', symbol: XBT, side: 'buy', type: 'limit', price: '88000', leverage: 3, size: 1 }],
    ],
    ['futures-order', 'GetOrderByOrderId', 'GET', '/api/v1/orders/:resting'],
    ['futures-order', 'GetOrderList', 'GET', '/api/v1/orders?status=active'],
    ['futures-order', 'GetOpenOrderValue', 'GET', `/api/v1/openOrderStatistics?symbol=${XBT}`],
    ['futures-order', 'GetRecentTradeHistory', 'GET', `/api/v1/recentFills?symbol=${XBT}`],
    ['futures-order', 'CancelOrderById', 'DELETE', '/api/v1/orders/:resting'],
    ['futures-order', 'CancelAllOrdersV3', 'DELETE', `/api/v3/orders?symbol=${XBT}`],
    [
      'futures-order',
      'BatchCancelOrders',
      'DELETE',
      '/api/v1/orders/multi-cancel',
      { orderIdsList: ['250445104152670209'] },
    ],
  ];

  const rows = REST.map(([service, name, method, path, body]) => ({ service, name, method, path, body }));

  it.each(rows)('$service $name', async ({ service, name, method, path, body }) => {
    const target = path.replace(/:(\w+)/, (_, order: string) => ids[order] ?? '');
    const sample = parse(operations(service)[name]?.responseText ?? '');
    const { text } = await call(venue, method, target, body);
    const ours = parse(text);
    expect(differences(ours, sample, known)).toEqual([]);
  });

  /** Sample, topic, and what makes the venue say it. */
  const STREAM: readonly (readonly [string, string, 'public' | 'private', string])[] = [
    ['futures-futurespublic', 'Instrument', 'public', `/contract/instrument:${XBT}`],
    ['futures-futurespublic', 'Klines', 'public', `/contractMarket/limitCandle:${XBT}_1min`],
    ['futures-futurespublic', 'OrderbookIncrement', 'public', `/contractMarket/level2:${XBT}`],
    ['futures-futurespublic', 'OrderbookLevel5', 'public', `/contractMarket/level2Depth5:${XBT}`],
    ['futures-futurespublic', 'TickerV2', 'public', `/contractMarket/tickerV2:${XBT}`],
    ['futures-futuresprivate', 'Order', 'private', `/contractMarket/tradeOrders:${XBT}`],
    ['futures-futuresprivate', 'Position', 'private', `/contract/position:${XBT}`],
    ['futures-futuresprivate', 'Balance', 'private', '/contractAccount/wallet'],
  ];

  it('says every sampled topic as the samples do', async () => {
    const streams: PlainStream[] = await Promise.all(
      (['public', 'private'] as const).map((access) =>
        openStream(
          venue,
          access,
          STREAM.filter((row) => row[2] === access).map((row) => row[3]),
        ),
      ),
    );
    await place('streamed', { type: 'limit', price: '88500' });
    venue.engine.fillResting(ids['streamed'] ?? '', 1);
    venue.engine.setPrice(XBT, { last: 90_050 });
    venue.control.tick();
    const heard = (topic: string): string | undefined =>
      streams.flatMap((stream) => stream.texts).find((text) => text.includes(`"topic":"${topic}"`));
    await expect.poll(() => STREAM.every((row) => heard(row[3]) !== undefined)).toBe(true);
    for (const [service, name, , topic] of STREAM) {
      const sample = parse(operations(service)[name]?.messageText ?? '');
      expect([name, differences(parse(heard(topic) ?? ''), sample, known)]).toEqual([name, []]);
    }
    // Integers above 2^53 go out as bare digits.
    expect(heard(`/contractMarket/tradeOrders:${XBT}`)).toMatch(/"orderTime":\d{19}[,}]/);
    for (const stream of streams) stream.close();
  });

  it('answers as ccxt’s recorded responses', async () => {
    const fixtures = (
      read('ccxt-static/response-kucoinfutures.json') as unknown as {
        methods: Record<string, { httpResponse: Json }[]>;
      }
    ).methods;
    await place('listed', { type: 'limit', price: '88000' });
    const paths: Record<string, string> = {
      fetchOpenOrders: '/api/v1/orders?status=active',
      fetchFundingRate: `/api/v1/funding-rate/${XBT}/current`,
      fetchOHLCV: `/api/v1/kline/query?symbol=${XBT}&granularity=60`,
      fetchTicker: `/api/v1/ticker?symbol=${XBT}`,
    };
    for (const [method, path] of Object.entries(paths)) {
      const { text } = await call(venue, 'GET', path);
      expect([method, differences(parse(text), fixtures[method]?.[0]?.httpResponse ?? null, known)]).toEqual([
        method,
        [],
      ]);
    }
  });

  it('futures-fundingfees GetPrivateFundingHistory, after a settlement', async () => {
    venue.engine.step(venue.engine.now + 28_800_000);
    const { text } = await call(venue, 'GET', `/api/v1/funding-history?symbol=${XBT}`);
    const sample = parse(operations('futures-fundingfees')['GetPrivateFundingHistory']?.responseText ?? '');
    expect(differences(parse(text), sample, known)).toEqual([]);
  });

  it('notices a missing field, another type and an invented field', () => {
    const sample: Json = { a: '1', b: 2, c: [{ d: null }] };
    expect(differences({ a: 1, c: [{ d: 1, e: 2 }] }, sample, new Set())).toEqual([
      '.a: number, the sample has string',
      '.b: missing, the sample has number',
      '.c[0].e: unknown to KuCoin',
    ]);
  });
});
