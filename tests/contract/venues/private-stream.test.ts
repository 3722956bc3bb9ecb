import { beforeEach, describe, expect, it } from 'vitest';
import type { VenueCondition, VenueEvent } from '#core/ports/venue.ts';
import { contractsOf, openVenue } from '#main/adapters/venues/open-venue.ts';
import { CONTRACTS } from '#tests/support/orders/sample-contracts.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { ScriptedTransport, type ScriptedSocket } from '#tests/support/venues/scripted-transport.ts';
import { limitAt, orderOf, type VenueUnderTest } from '#tests/support/venues/venue-under-test.ts';

const SYMBOL = 'XBTUSDTM' as VenueUnderTest['symbol'];
const HOUR = 3_600_000;

/** KuCoin as it should be; each test breaks one thing. */
class World {
  readonly time = new VirtualTime();
  readonly transport = new ScriptedTransport();
  readonly events: VenueEvent[] = [];
  readonly conditions: VenueCondition[] = [];
  /** Rows of the venue's list of fills. */
  fills: Record<string, unknown>[] = [];
  answersPings = true;
  answersFills = true;
  givesTokens = true;
  #trades = 0;
  venue!: Awaited<ReturnType<typeof openVenue>>;

  async open(): Promise<void> {
    const { time, transport } = this;
    const ok = (data: unknown) => ({ code: '200000', data });
    transport.answer('GET', '/api/v1/timestamp', () => ok(time.now()));
    transport.answer('GET', '/api/v1/status', () => ok({ status: 'open', msg: '' }));
    transport.answer('POST', '/api/v1/bullet-private', () => {
      if (!this.givesTokens) throw new Error('no route');
      return ok({ token: 't', instanceServers: [{ endpoint: 'wss://stream.example/', pingInterval: 18_000 }] });
    });
    transport.answer('GET', '/api/v1/fills', () => {
      if (!this.answersFills) throw new Error('no route');
      return ok({ currentPage: 1, totalPage: 1, items: this.fills });
    });
    transport.answer('POST', '/api/v1/orders', (request) => {
      const { clientOid } = JSON.parse(request.body ?? '{}') as { clientOid: string };
      return ok({ orderId: `v${clientOid}`, clientOid });
    });
    transport.onSent = (socket, text) => {
      const { id, type } = JSON.parse(text) as { id: string; type: string };
      if (type === 'ping' && this.answersPings) queueMicrotask(() => socket.message({ id, type: 'pong' }));
      if (type === 'subscribe') queueMicrotask(() => socket.message({ id, type: 'ack' }));
    };
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    this.venue = await openVenue({
      venue: 'kucoin-futures',
      clock: time,
      scheduler: time,
      log,
      transport,
      credentials: { key: 'k', secret: 's', passphrase: 'p' },
      contracts: await contractsOf('kucoin-futures', [...CONTRACTS.values()]),
    });
    this.venue.onEvent((event) => this.events.push(event));
    this.venue.onCondition((condition) => this.conditions.push(condition));
    await this.settle();
    await this.welcome();
    await this.time.advance(500);
  }

  get socket(): ScriptedSocket {
    const socket = this.transport.sockets.at(-1);
    if (socket === undefined) throw new Error('No socket was opened');
    return socket;
  }

  /** The venue greets whoever connected. */
  async welcome(): Promise<void> {
    this.socket.message({ id: 'orders', type: 'welcome' });
    await this.settle();
  }

  async settle(): Promise<void> {
    await this.time.settle();
  }

  statuses(): string[] {
    return this.conditions.filter(({ kind }) => kind === 'stream').map(({ status }) => status);
  }

  get status(): string {
    return this.statuses().at(-1) ?? '';
  }

  match(lots: number, clientOid: string | null = null): Record<string, unknown> {
    this.#trades += 1;
    const data = {
      symbol: SYMBOL,
      side: 'buy',
      orderId: 'v1',
      type: 'match',
      matchSize: String(lots),
      matchPrice: '90000.1',
      tradeId: `t${String(this.#trades)}`,
      liquidity: 'taker',
      ts: `${String(this.time.now())}000001`,
      ...(clientOid === null ? {} : { clientOid }),
    };
    return { topic: '/contractMarket/tradeOrders', type: 'message', subject: 'orderChange', data };
  }

  listed(tradeId: string): Record<string, unknown> {
    return {
      symbol: SYMBOL,
      tradeId,
      orderId: 'v1',
      side: 'buy',
      liquidity: 'taker',
      price: '90000.1',
      size: 2,
      fee: '0.108',
      tradeTime: `${String(this.time.now())}000000`,
    };
  }

  tradeIds(): string[] {
    return this.events.flatMap((event) => (event.kind === 'fill' ? [event.tradeId] : []));
  }

  reconnects(): number {
    return this.transport.sockets.length - 1;
  }
}

let world: World;
beforeEach(async () => {
  world = new World();
  await world.open();
});

describe('a stream without a fault', () => {
  it('is live once its subscriptions are taken and the venue says that nothing was missed', () => {
    expect(world.status).toBe('live');
    expect(world.socket.sent.map((text) => (JSON.parse(text) as { topic?: string }).topic)).toEqual([
      '/contractMarket/tradeOrders',
      '/contractMarket/advancedOrders',
    ]);
  });

  it('stays live through quiet hours without reconnecting', async () => {
    await world.time.advance(6 * HOUR);
    expect(world.reconnects()).toBe(0);
    expect(new Set(world.statuses().slice(1))).toEqual(new Set(['live']));
  });

  it('tells every one of several fills that come at once, and a repeated one with its own id', async () => {
    const id = 'a'.repeat(32);
    const [first, second] = [world.match(1, id), world.match(2, id)];
    world.socket.message(first);
    world.socket.message(second);
    world.socket.message(first);
    await world.settle();
    expect(world.tradeIds()).toEqual(['t1', 't2', 't1']);
    expect(world.events[0]).toMatchObject({
      clientOrderId: id,
      lots: 1,
      priceTicks: 900_001,
      tsVenue: world.time.now(),
    });
  });
});

describe('a stream that stops telling', () => {
  it('is silent within 46 s when only pongs come and the venue cannot be asked', async () => {
    world.answersFills = false;
    await world.time.advance(46_500);
    expect(world.status).toBe('silent');
  });

  it('is found out when the list has a fill that never came, and that fill is told', async () => {
    await world.time.advance(10_000);
    world.fills = [world.listed('lost')];
    await world.time.advance(40_000);
    expect(world.tradeIds()).toEqual(['lost']);
    expect(world.reconnects()).toBe(1);
    await world.welcome();
    await world.time.advance(1_000);
    expect(world.tradeIds()).toEqual(['lost']);
    expect(world.status).toBe('live');
  });

  it('is found out when an accepted order has no echo', async () => {
    const outcome = await world.venue.submit(orderOf(SYMBOL, 'buy', 1, limitAt(870_000)));
    expect(outcome.kind).toBe('accepted');
    await world.time.advance(5_500);
    expect(world.statuses().slice(-2)).toContain('silent');
    await world.time.advance(2_000);
    expect(world.reconnects()).toBe(1);
  });

  it('is not blamed when the echo came before the answer', async () => {
    world.transport.answer('POST', '/api/v1/orders', (request) => {
      const { clientOid } = JSON.parse(request.body ?? '{}') as { clientOid: string };
      const opened = {
        symbol: SYMBOL,
        orderId: 'v9',
        clientOid,
        type: 'open',
        ts: `${String(world.time.now())}000000`,
      };
      world.socket.message({
        topic: '/contractMarket/tradeOrders',
        type: 'message',
        subject: 'orderChange',
        data: opened,
      });
      return { code: '200000', data: { orderId: 'v9', clientOid } };
    });
    await world.venue.submit(orderOf(SYMBOL, 'buy', 1, limitAt(870_000)));
    await world.time.advance(20_000);
    expect(world.events.map(({ kind }) => kind)).toEqual(['opened']);
    expect(world.reconnects()).toBe(0);
    expect(world.status).toBe('live');
  });

  it('is renewed when pongs stop', async () => {
    world.answersPings = false;
    await world.time.advance(30_000);
    expect(world.reconnects()).toBe(1);
  });

  it('a message that cannot be read is not skipped over: the venue is asked at once', async () => {
    await world.time.advance(6_000);
    world.fills = [world.listed('odd')];
    world.socket.message({ ...world.match(1), data: { symbol: SYMBOL, type: 'match', ts: 'never' } });
    await world.settle();
    await world.settle();
    expect(world.tradeIds()).toEqual(['odd']);
  });
});

describe('a lost connection', () => {
  it('is told, opened again, and what happened meanwhile is told from the list', async () => {
    world.socket.end('cable');
    expect(world.status).toBe('down');
    world.fills = [world.listed('meanwhile')];
    await world.time.advance(1_500);
    await world.welcome();
    await world.time.advance(1_000);
    expect(world.tradeIds()).toEqual(['meanwhile']);
    expect(world.statuses().slice(-3)).toEqual(['down', 'silent', 'live']);
    await world.time.advance(HOUR);
    expect(world.reconnects()).toBe(1);
  });

  it('is tried again at growing waits while the venue gives no address', async () => {
    world.givesTokens = false;
    const tokens = () => world.transport.requests.filter(({ url }) => url.endsWith('bullet-private')).length;
    const before = tokens();
    world.socket.end('cable');
    const at: number[] = [];
    let seen = before;
    for (let second = 1; second <= 200; second += 1) {
      await world.time.advance(1_000);
      if (tokens() > seen) at.push(second);
      seen = tokens();
    }
    expect(at).toEqual([1, 3, 7, 15, 31, 63, 123, 183]);
    world.givesTokens = true;
    await world.time.advance(60_000);
    await world.welcome();
    await world.time.advance(1_000);
    expect(world.status).toBe('live');
  });
});

describe('signed requests', () => {
  const stamp = (): number => Number(world.transport.requests.at(-1)?.headers['KC-API-TIMESTAMP']);

  it('carry the venue’s time, also after our wall clock was set', async () => {
    await world.venue.ask.account();
    expect(Math.abs(stamp() - world.time.now())).toBeLessThan(50);
    const trueTime = world.time.now();
    world.time.setWall(HOUR);
    world.transport.answer('GET', '/api/v1/timestamp', () => ({ code: '200000', data: trueTime }));
    await world.venue.ask.account();
    expect(Math.abs(stamp() - trueTime)).toBeLessThan(50);
  });

  it('do not leave while the venue’s time cannot be had', async () => {
    world.time.setWall(HOUR);
    world.transport.answer('GET', '/api/v1/timestamp', () => {
      throw new Error('no route');
    });
    const before = world.transport.requests.length;
    const outcome = await world.venue.submit(orderOf(SYMBOL, 'buy', 1, limitAt(870_000)));
    expect(outcome).toMatchObject({ kind: 'rejected', code: 'NOT_SENT' });
    const writes = world.transport.requests.slice(before).filter(({ method }) => method === 'POST');
    expect(writes).toEqual([]);
  });
});

it('ends everything when it is disposed of', async () => {
  world.venue.dispose();
  const requests = world.transport.requests.length;
  await world.time.advance(HOUR);
  expect(world.transport.requests).toHaveLength(requests);
  expect(world.reconnects()).toBe(0);
});
