import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type KucoinSimulator, startKucoinSimulator } from '#tests/support/venue-simulator/index.ts';
import { call, openStream, type PlainStream } from '#tests/support/venue-simulator/kucoin/plain-client.ts';

const XBT = 'XBTUSDTM';
const ORDERS = '/contractMarket/tradeOrders';
const STOPS = '/contractMarket/advancedOrders';
const POSITIONS = '/contract/positionAll';

let venue: KucoinSimulator;
let stream: PlainStream;

beforeAll(async () => {
  venue = await startKucoinSimulator();
  stream = await openStream(venue, 'private', [ORDERS, STOPS, POSITIONS]);
});

afterAll(async () => {
  stream.close();
  await venue.close();
});

const place = async (fields: object): Promise<string> => {
  const { text } = await call(venue, 'POST', '/api/v1/orders', {
    symbol: XBT,
    side: 'buy',
    type: 'market',
    leverage: 20,
    size: 10,
    ...fields,
  });
  return (JSON.parse(text) as { data: { orderId: string } }).data.orderId;
};

interface Told {
  readonly topic: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const told = (topic: string): Told[] =>
  stream.texts.map((text) => JSON.parse(text) as Told).filter((message) => message.topic === topic);

describe('what the venue does by itself', () => {
  it('fires a stop: the stop topic names no client id, the order keeps its id and says it', async () => {
    await place({ clientOid: 'entry' });
    const id = await place({
      clientOid: 'stop',
      side: 'sell',
      size: 4,
      reduceOnly: true,
      stop: 'down',
      stopPrice: '89000',
      stopPriceType: 'MP',
    });
    venue.engine.setPrice(XBT, { mark: 88_999 });
    await expect.poll(() => told(STOPS).map(({ data }) => data['type'])).toEqual(['open', 'triggered']);
    expect(told(STOPS).every(({ data }) => data['orderId'] === id && !('clientOid' in data))).toBe(true);
    await expect
      .poll(() =>
        told(ORDERS)
          .filter(({ data }) => data['orderId'] === id)
          .map(({ data }) => [data['type'], data['clientOid']]),
      )
      .toEqual([
        ['match', 'stop'],
        ['filled', 'stop'],
      ]);
    venue.engine.setPrice(XBT, { last: 90_000 });
  });

  it('settles funding: a message of its own, and a row of the history', async () => {
    venue.engine.setFunding(XBT, -250);
    venue.engine.step(venue.engine.now + 28_800_000);
    await expect
      .poll(() => told(POSITIONS).find(({ subject }) => subject === 'position.settlement')?.data)
      .toMatchObject({ qty: 6, fundingRate: -0.000_25, fundingFee: 0.135 });
    const { text } = await call(venue, 'GET', `/api/v1/funding-history?symbol=${XBT}`);
    expect(text).toContain('"funding":0.135');
  });

  it('liquidates: the position goes, its orders go, the fill says so', async () => {
    const resting = await place({ clientOid: 'resting', type: 'limit', price: '88000', size: 1 });
    venue.engine.setPrice(XBT, { mark: 84_000 });
    await expect
      .poll(() => told(POSITIONS).at(-1)?.data)
      .toMatchObject({ currentQty: 0, isOpen: false, changeReason: 'liquidation' });
    const { text } = await call(venue, 'GET', `/api/v1/recentFills?symbol=${XBT}`);
    expect((JSON.parse(text) as { data: object[] }).data[0]).toMatchObject({
      tradeType: 'liquid',
      side: 'sell',
      size: 6,
    });
    expect(
      told(ORDERS)
        .filter(({ data }) => data['orderId'] === resting)
        .at(-1)?.data,
    ).toMatchObject({ type: 'canceled', status: 'done', canceledSize: '1' });
    expect(told(ORDERS).some(({ data }) => data['tradeType'] === 'liquid' && !('clientOid' in data))).toBe(true);
    expect((await call(venue, 'GET', '/api/v1/positions')).text).toContain('"data":[]');
  });
});

describe('the simulator as a process of its own', () => {
  it('says where it listens, lets itself be steered, and ends when told', async () => {
    const main = join(import.meta.dirname, '../../support/venue-simulator/main.ts');
    const child = spawn(process.execPath, [main, '--still'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { rest, control } = JSON.parse(line) as { rest: string; control: string };
    await fetch(`${control}/price`, { method: 'POST', body: JSON.stringify({ symbol: XBT, last: 91_234.5 }) });
    expect(await (await fetch(`${rest}/api/v1/ticker?symbol=${XBT}`)).text()).toContain('"price":"91234.5"');
    const state = (await (await fetch(`${control}/state`)).json()) as { seen: { path: string }[] };
    expect(state.seen.map(({ path }) => path)).toEqual(['/api/v1/ticker']);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
