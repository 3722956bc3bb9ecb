import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  AMBIGUOUS_FAILURES,
  faultOf,
  type HttpFault,
  type KucoinSimulator,
  startControlServer,
  startKucoinSimulator,
} from '#tests/support/venue-simulator/index.ts';
import { call, openStream } from '#tests/support/venue-simulator/kucoin/plain-client.ts';

const XBT = 'XBTUSDTM';
const ORDERS = { method: 'POST', path: '/api/v1/orders' } as const;

let venue: KucoinSimulator;
let count = 0;

/** One of the plain faults, beside the table of ambiguous ones. */
const UNAVAILABLE: HttpFault = {
  on: ORDERS,
  skip: 1,
  times: 2,
  process: 'never',
  reply: { kind: 'status', status: 503 },
};

const order = (clientOid: string): object => ({
  clientOid,
  symbol: XBT,
  side: 'buy',
  type: 'limit',
  price: '88000',
  leverage: 3,
  size: 1,
});

beforeAll(async () => {
  venue = await startKucoinSimulator();
});

afterAll(() => venue.close());

beforeEach(() => {
  venue.control.http.clear();
  venue.control.stream.clear();
});

/** What a client sees of one order: a status and a text, an error, or nothing within the time. */
async function seen(clientOid: string, waitMs: number): Promise<string> {
  const asked = call(venue, 'POST', '/api/v1/orders', order(clientOid)).then(
    ({ status, text }) => `${String(status)} ${text}`,
    (error: unknown) => `error ${(error as { cause?: { code?: string } }).cause?.code ?? String(error)}`,
  );
  const silence = new Promise<string>((resolve) => setTimeout(() => resolve('nothing'), waitMs).unref());
  return Promise.race([asked, silence]);
}

describe('faults of single requests', () => {
  it('has a row for each of the 24 failures', () => {
    expect(AMBIGUOUS_FAILURES).toHaveLength(24);
    expect(new Set(AMBIGUOUS_FAILURES.map(({ name }) => name)).size).toBe(24);
  });

  const QUICK = AMBIGUOUS_FAILURES.filter(
    ({ process, reply }) => typeof process !== 'object' && !(reply.kind === 'normal' && (reply.delayMs ?? 0) > 0),
  );

  it.each(QUICK.map((failure) => [failure.name, failure] as const))('%s', async (_, failure) => {
    const id = `fault-${String((count += 1))}`;
    venue.control.http.arm(faultOf(failure, { ...ORDERS, contains: id }));
    const got = await seen(id, failure.reply.kind === 'drip' || failure.reply.kind === 'never' ? 100 : 1_000);
    expect(venue.engine.ordersByClientId(id)).toHaveLength(failure.done ? 1 : 0);
    // No failure looks like a proper answer, but the two that do give it: the answer said twice.
    expect(/^200 .*"orderId"/.test(got)).toBe(failure.reply.kind === 'doubled');
    // Asked again, the venue answers as if nothing had been.
    expect((await call(venue, 'GET', `/api/v1/orders/byClientOid?clientOid=${id}`)).text).toContain(
      failure.done ? '"status":"open"' : '100001',
    );
  });

  it('answers 400 first and accepts later', async () => {
    const failure = { ...AMBIGUOUS_FAILURES.find(({ name }) => name.startsWith('400'))!, process: { afterMs: 30 } };
    venue.control.http.arm(faultOf(failure, ORDERS));
    expect(await seen('late', 1_000)).toContain('400 ');
    expect(venue.engine.ordersByClientId('late')).toHaveLength(0);
    await expect.poll(() => venue.engine.ordersByClientId('late').length).toBe(1);
  });

  it('lets requests pass first, hits as often as told, and keeps every request', async () => {
    venue.control.http.arm(UNAVAILABLE);
    const got = [];
    for (const id of ['s1', 's2', 's3', 's4']) got.push((await seen(id, 1_000)).slice(0, 3));
    expect(got).toEqual(['200', '503', '503', '200']);
    expect(venue.control.http.seen.filter(({ fault, body }) => fault !== null && /"s[23]"/.test(body))).toHaveLength(2);
  });
});

describe('faults of the stream', () => {
  const TOPIC = `/contractMarket/tickerV2:${XBT}`;
  let price = 90_000;

  const move = (): void => {
    venue.engine.setPrice(XBT, { last: (price += 1) });
    venue.control.tick();
  };

  const data = (texts: readonly string[]): string[] => texts.filter((text) => text.includes('"type":"message"'));

  it('goes silent but answers pings; half-open it answers nothing', async () => {
    const stream = await openStream(venue, 'public', [TOPIC]);
    venue.control.stream.silent = true;
    const before = data(stream.texts).length;
    move();
    stream.send({ id: 'p', type: 'ping' });
    await expect.poll(() => stream.texts.some((text) => text.includes('"pong"'))).toBe(true);
    expect(data(stream.texts)).toHaveLength(before);
    venue.control.stream.clear();
    venue.control.stream.halfOpen = true;
    stream.send({ id: 'q', type: 'ping' });
    await expect.poll(() => venue.control.hub.ignored).toBe(1);
    move();
    venue.control.stream.halfOpen = false;
    stream.send({ id: 'r', type: 'ping' });
    await expect.poll(() => stream.texts.at(-1)).toMatch(/"id":"r","type":"pong"/);
    expect(stream.texts.some((text) => text.includes('"id":"q"'))).toBe(false);
    expect(data(stream.texts)).toHaveLength(before);
    stream.close();
  });

  it('says things twice, in another order, or not at all; kills one symbol; refuses topics', async () => {
    const stream = await openStream(venue, 'public', [TOPIC, '/contractMarket/tickerV2:ETHUSDTM']);
    const bids = (): string[] =>
      data(stream.texts)
        .filter((text) => text.includes(TOPIC))
        .map((text) => /"bestBidPrice":"(\d+)"/.exec(text)?.[1] ?? '');
    venue.control.stream.copies = 2;
    move();
    await expect.poll(() => bids().slice(-2)).toEqual([String(price), String(price)]);
    venue.control.stream.copies = 1;
    venue.control.stream.swapPairs = true;
    move();
    move();
    await expect.poll(() => bids().slice(-2)).toEqual([String(price), String(price - 1)]);
    venue.control.stream.clear();
    venue.control.stream.lose = 1;
    move();
    venue.control.stream.kill(XBT);
    move();
    venue.engine.setPrice('ETHUSDTM', { last: 3_201 });
    venue.control.tick();
    await expect.poll(() => stream.texts.at(-1)).toContain('ETHUSDTM');
    expect(bids().at(-1)).toBe(String(price - 3));
    venue.control.stream.refuse('/contractMarket/execution');
    stream.send({ id: 'r', type: 'subscribe', topic: `/contractMarket/execution:${XBT}`, response: true });
    await expect.poll(() => stream.texts.at(-1)).toMatch(/"id":"r","type":"error"/);
    stream.close();
  });

  it('skips numbers of the book, so that a client sees the hole', async () => {
    const stream = await openStream(venue, 'public', [`/contractMarket/level2:${XBT}`]);
    const numbers = (): number[] => data(stream.texts).map((text) => Number(/"sequence":(\d+)/.exec(text)?.[1]));
    move();
    await expect.poll(() => numbers().length).toBeGreaterThan(0);
    const holes = (): number =>
      numbers().filter((at, index, all) => index > 0 && at !== (all[index - 1] ?? 0) + 1).length;
    expect(holes()).toBe(0);
    venue.control.skipSequence(XBT, 3);
    move();
    await expect.poll(holes).toBe(1);
    stream.close();
  });

  it('keeps private topics from public tokens and unknown tokens out', async () => {
    const stream = await openStream(venue, 'public', []);
    stream.send({ id: 'x', type: 'subscribe', topic: '/contractMarket/tradeOrders', response: true });
    await expect.poll(() => stream.texts.at(-1)).toContain('"type":"error"');
    const forged = new WebSocket(`${venue.wsUrl}?token=forged`);
    await new Promise((resolve) => forged.addEventListener('error', resolve, { once: true }));
    expect(forged.readyState).not.toBe(WebSocket.OPEN);
    stream.close();
  });

  it('refuses more than a hundred messages in ten seconds', async () => {
    const stream = await openStream(venue, 'public', []);
    for (let id = 0; id < 101; id += 1) stream.send({ id: String(id), type: 'ping' });
    await expect.poll(() => stream.texts.at(-1)).toContain('509');
    expect(stream.texts.filter((text) => text.includes('"pong"'))).toHaveLength(100);
    stream.close();
  });

  it('restarts on the same port with its orders and without its tokens', async () => {
    const stream = await openStream(venue, 'private', ['/contractMarket/tradeOrders']);
    await call(venue, 'POST', '/api/v1/orders', order('survivor'));
    const gone = new Promise((resolve) => stream.socket.once('close', resolve));
    await venue.control.restart(20);
    await gone;
    expect((await call(venue, 'GET', '/api/v1/orders/byClientOid?clientOid=survivor')).text).toContain(
      '"status":"open"',
    );
  });
});

describe('limits', () => {
  it('answers 429 when the pool is empty, with the time until it fills', async () => {
    const other = await startKucoinSimulator();
    const answers = await Promise.all(
      Array.from({ length: 101 }, () => call(other, 'DELETE', '/api/v1/orders/multi-cancel', { orderIdsList: [] })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
    expect(answers.filter(({ status, text }) => status === 429 && text.includes('429000'))).toHaveLength(1);
    await other.close();
  });

  it('covers a day and a thousand rows of recent orders; older ones by pages of a week', async () => {
    const DAY = 86_400_000;
    const start = Date.now() - 9 * DAY;
    const other = await startKucoinSimulator({ engineOptions: { now: start } });
    const rest = { clientId: null, symbol: XBT, side: 'buy', kind: 'limit', lots: 1, priceTicks: 800_000 } as const;
    const old = other.engine.place(rest);
    if (old.ok) other.engine.cancel(old.order.id);
    other.engine.step(Date.now() - 1_000);
    for (let index = 0; index < 1_005; index += 1) {
      const placed = other.engine.place(rest);
      if (placed.ok) other.engine.cancel(placed.order.id);
    }
    const rows = async (path: string): Promise<number> => {
      const { data } = JSON.parse((await call(other, 'GET', path)).text) as { data: { totalNum: number } | unknown[] };
      return Array.isArray(data) ? data.length : data.totalNum;
    };
    expect(await rows('/api/v1/recentDoneOrders')).toBe(1_000);
    expect(await rows('/api/v1/orders?status=done')).toBe(1_005);
    expect(await rows(`/api/v1/orders?status=done&startAt=${String(start - 1)}&endAt=${String(start + DAY)}`)).toBe(1);
    expect(
      (await call(other, 'GET', `/api/v1/fills?startAt=${String(start)}&endAt=${String(start + 8 * DAY)}`)).status,
    ).toBe(400);
    await other.close();
  });
});

describe('history', () => {
  it('lags behind on its pages when told so, not in the recent lists', async () => {
    const other = await startKucoinSimulator({ historyLagMs: 60_000 });
    await call(other, 'POST', '/api/v1/orders', { ...order('lagging'), type: 'market', price: undefined });
    const filled = other.engine.trades().length;
    const rows = async (path: string): Promise<number> =>
      ((await call(other, 'GET', path)).text.match(/"orderId":|"dealSize":/g) ?? []).length;
    expect(filled).toBeGreaterThan(0);
    expect([await rows('/api/v1/recentFills'), await rows('/api/v1/recentDoneOrders')]).toEqual([filled, 1]);
    expect([await rows('/api/v1/fills'), await rows('/api/v1/orders?status=done')]).toEqual([0, 0]);
    await other.close();
  });
});

describe('the control port', () => {
  it('moves prices, arms faults, gives orders by hand and shows everything', async () => {
    const server = await startControlServer({ engine: venue.engine, ...venue.control });
    const post = async (name: string, fields: object): Promise<string> =>
      (await fetch(`${server.url}/${name}`, { method: 'POST', body: JSON.stringify(fields) })).text();
    await post('price', { symbol: XBT, last: 90_500 });
    expect(venue.engine.quote(XBT).lastTicks).toBe(905_000);
    const placed = JSON.parse(
      await post('place', { symbol: XBT, side: 'buy', kind: 'market', lots: 2, leverage: 5 }),
    ) as { order: { id: string } };
    expect(venue.engine.order(placed.order.id)).toMatchObject({ origin: 'user', clientId: null, filledLots: 2 });
    await post('fault', { on: ORDERS, process: 'never', reply: { kind: 'status', status: 500 } });
    expect(await seen('by-control', 1_000)).toContain('500 ');
    await post('stream', { silent: true, kill: XBT });
    expect(venue.control.stream.silent).toBe(true);
    expect(await post('price', { symbol: 'NONE', last: 1 })).toContain('no contract NONE');
    const state = (await (await fetch(`${server.url}/state`)).json()) as {
      orders: { id: string }[];
      account: { wallet: string };
    };
    expect(state.orders.map(({ id }) => id)).toContain(placed.order.id);
    expect(state.account.wallet).toMatch(/^\d+$/);
    await server.close();
  });
});
