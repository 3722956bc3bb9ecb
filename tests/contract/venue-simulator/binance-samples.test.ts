import { createHmac } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { type BinanceSimulator, startBinanceSimulator } from '#tests/support/venue-simulator/index.ts';
import {
  differences,
  hasSamples,
  isObject,
  type Json,
  readSample,
  sampleText,
} from '#tests/support/venue-simulator/samples.ts';

const XBT = 'XBTUSDTM';

/** The first recorded message of each kind; each line of a recording is a time and the JSON. */
function recorded(path: string, separator: string): Map<string, Json> {
  const found = new Map<string, Json>();
  for (const line of sampleText(path).split('\n', 5_000)) {
    const text = line.slice(line.indexOf(separator) + separator.length);
    if (!text.startsWith('{')) continue;
    const message = JSON.parse(text) as Json;
    if (!isObject(message)) continue;
    const data = message['data'] ?? message;
    const kind = isObject(data) ? data['e'] : undefined;
    if (typeof kind === 'string' && !found.has(kind)) found.set(kind, data);
  }
  return found;
}

const without = (sample: Json, names: readonly string[]): Json =>
  isObject(sample)
    ? Object.fromEntries(
        Object.entries(sample)
          .filter(([name]) => !names.includes(name))
          .map(([name, value]) => [name, without(value, names)]),
      )
    : sample;

describe.skipIf(!hasSamples)('messages and Binance’s recorded ones, field by field', () => {
  let venue: BinanceSimulator;
  let heard: Json[];
  let sockets: WebSocket[];

  const first = (kind: string, fits: (message: Json) => boolean = () => true): Json | undefined =>
    heard.find((message) => isObject(message) && message['e'] === kind && fits(message));

  const signed = async (method: string, path: string, fields: Record<string, string>): Promise<Json> => {
    const query = new URLSearchParams({ ...fields, timestamp: String(Date.now()) }).toString();
    const signature = createHmac('sha256', venue.credentials.secret).update(query).digest('hex');
    const response = await fetch(`${venue.restUrl}${path}?${query}&signature=${signature}`, {
      method,
      headers: { 'x-mbx-apikey': venue.credentials.key },
    });
    return (await response.json()) as Json;
  };

  beforeAll(async () => {
    venue = await startBinanceSimulator();
    heard = [];
    const keyed = await fetch(`${venue.restUrl}/fapi/v1/listenKey`, {
      method: 'POST',
      headers: { 'x-mbx-apikey': venue.credentials.key },
    });
    const { listenKey } = (await keyed.json()) as { listenKey: string };
    const streams = ['bookTicker', 'depth@100ms', 'aggTrade', 'trade', 'kline_1m']
      .map((name) => `btcusdt@${name}`)
      .join('/');
    sockets = [`${venue.wsUrl}stream?streams=${streams}`, `${venue.wsUrl}ws/${listenKey}`].map(
      (url) => new WebSocket(url),
    );
    for (const socket of sockets) {
      socket.addEventListener('message', ({ data }) => {
        const message = JSON.parse(String(data)) as Json;
        heard.push(isObject(message) && 'stream' in message ? (message['data'] ?? null) : message);
      });
    }
    await Promise.all(
      sockets.map((socket) => new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))),
    );
    await vi.waitFor(() => expect(venue.control.hub.wants('user')).toBe(true));
    await signed('POST', '/fapi/v1/order', {
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      quantity: '0.002',
      price: '89000',
      timeInForce: 'GTC',
      newClientOrderId: 'a',
    });
    venue.engine.fillResting(venue.engine.ordersByClientId('a')[0]?.id ?? '', 1);
    await signed('POST', '/fapi/v1/algoOrder', {
      algoType: 'CONDITIONAL',
      symbol: 'BTCUSDT',
      side: 'SELL',
      type: 'TAKE_PROFIT',
      quantity: '0.001',
      price: '95000',
      triggerPrice: '95000',
      timeInForce: 'GTC',
      clientAlgoId: 'b',
    });
    venue.engine.setPrice(XBT, { last: 90_010 });
    venue.engine.cancelAll({ stops: true });
    venue.control.tick();
    const kinds = ['bookTicker', 'depthUpdate', 'aggTrade', 'trade', 'kline', 'ALGO_UPDATE', 'ACCOUNT_UPDATE'];
    await vi.waitFor(() => expect(kinds.filter((kind) => first(kind) === undefined)).toEqual([]));
  });

  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await venue.close();
  });

  it('of the market', () => {
    const samples = new Map([
      ...recorded('../order-flow/binance-usdm-btcusdt_20240808.jsonl.gz', ' '),
      ...recorded('cryptofeed-raw/BINANCE_FUTURES.ws.1.0.txt.gz', ': '),
    ]);
    expect([...samples.keys()].sort()).toEqual(['aggTrade', 'bookTicker', 'depthUpdate', 'kline', 'trade']);
    for (const [kind, sample] of samples) expect([kind, differences(first(kind), sample, null)]).toEqual([kind, []]);
  });

  it('of the user', () => {
    const fixture = (name: string): Json => readSample(`nautilus-fixtures/binance/${name}.json`);
    const isFill = (message: Json): boolean =>
      isObject(message) && isObject(message['o']) && message['o']['x'] === 'TRADE';
    const isCanceled = (message: Json): boolean =>
      isObject(message) && isObject(message['o']) && message['o']['X'] === 'CANCELED';
    // `AP` and `cr` come with trailing stops only.
    const fill = without(fixture('ws_user_order_update_trade_partial'), ['AP', 'cr']);
    expect(differences(first('ORDER_TRADE_UPDATE', isFill), fill, null)).toEqual([]);
    expect(differences(first('ALGO_UPDATE', isCanceled), fixture('ws_user_algo_update_canceled'), null)).toEqual([]);
    expect(differences(first('ACCOUNT_UPDATE'), fixture('ws_user_account_update'), null)).toEqual([]);
  });

  it('of the book’s snapshot: numbers fit the stream’s', async () => {
    const { lastUpdateId } = (await (await fetch(`${venue.restUrl}/fapi/v1/depth?symbol=BTCUSDT&limit=20`)).json()) as {
      lastUpdateId: number;
    };
    venue.engine.setPrice(XBT, { last: 90_111 });
    venue.control.tick();
    await expect
      .poll(() => first('depthUpdate', (message) => isObject(message) && message['pu'] === lastUpdateId))
      .toBeDefined();
  });
});
