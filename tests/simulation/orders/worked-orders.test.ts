import { beforeEach, describe, expect, it } from 'vitest';
import { resource } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { WorkMethod } from '#core/execution/manual/worked-terms.ts';
import { FOUND_UNFINISHED } from '#core/execution/manual/worked-orders.ts';
import type { ManualTicket } from '#core/execution/manual/ticket.ts';
import { COIN, manualWorld, MARKET, ticketOf, type ManualWorld } from '#tests/support/orders/manual-world.ts';

let world: ManualWorld;

beforeEach(async () => {
  world = manualWorld();
  await world.start();
});

const TWAP: WorkMethod = { kind: 'twap', durationMs: 4 * MINUTE, slices: 4 };
const ICEBERG: WorkMethod = { kind: 'iceberg', visibleLots: 250 };

const start = (method: WorkMethod, more: Partial<ManualTicket>) =>
  world.manual.worked.start(ticketOf(more), method, 'trader');

async function begin(method: WorkMethod, more: Partial<ManualTicket> = {}): Promise<string> {
  const { id, outcome } = start(method, more);
  if (outcome.kind === 'refused') throw new Error(outcome.refusal.sentence);
  await world.tick();
  return id;
}

async function pass(seconds: number): Promise<void> {
  for (let n = 0; n < seconds; n++) await world.tick();
}

const status = (id: string) => {
  const found = world.manual.worked.statuses().find(({ terms }) => terms.id === id);
  if (found === undefined) throw new Error(`${id} is not known`);
  return found;
};

const entries = () => world.venue.sent.filter(({ reduceOnly }) => !reduceOnly);

describe('a TWAP', () => {
  it('makes equal parts at equal times, each an entry of its own, all one trade with one stop', async () => {
    const id = await begin(TWAP, MARKET);
    expect(world.held()).toBe(250);
    for (const held of [250, 500, 750, 1_000]) {
      expect(world.held()).toBe(held);
      expect(world.live('stop')).toMatchObject([{ lots: held, triggerTicks: 950 }]);
      await pass(60);
    }
    expect(entries().map(({ lots }) => lots)).toEqual([250, 250, 250, 250]);
    expect(status(id)).toMatchObject({ state: 'done', filledLots: 1_000, parts: 4, orderId: null });
    expect(status(id).tickLots).toBeGreaterThan(0n);
    const owners = new Set(world.store.records.filter((r) => r.type === 'order.intent').map((r) => r.data['signalId']));
    expect(owners.size).toBe(1);
    expect(world.journal.state.fact('parents')?.data).toMatchObject({ state: 'done', open: [] });
  });

  it('follows a stop that a person moved meanwhile', async () => {
    await begin(TWAP, MARKET);
    await world.manual.positions.moveStop(COIN, 970 as Ticks, 'trader');
    await pass(60);
    expect(world.live('stop')).toMatchObject([{ lots: 500, triggerTicks: 970 }]);
  });

  it('waits while a part is refused, says why, and makes up for it', async () => {
    const id = await begin(TWAP, MARKET);
    await pass(30);
    expect(world.core.locks.acquire([resource.symbol(COIN)], 'somebody', 60_000).ok).toBe(true);
    await pass(45);
    expect([world.held(), status(id).state]).toEqual([250, 'waiting']);
    expect(status(id).reason).toContain('is locked by somebody');
    await pass(20);
    expect([world.held(), status(id).filledLots]).toEqual([500, 500]);
    await pass(120);
    expect(status(id)).toMatchObject({ state: 'done', filledLots: 1_000 });
  });

  it('ends with its position: what the stop closed is not opened again', async () => {
    const id = await begin(TWAP, MARKET);
    await world.tick({ [COIN]: 94.5 });
    await world.tick({ [COIN]: 100 });
    await pass(240);
    expect([world.held(), entries().length]).toEqual([0, 1]);
    expect(status(id)).toMatchObject({ state: 'stopped', reason: 'its position was closed', filledLots: 250 });
  });
});

describe('an iceberg', () => {
  it('shows one part at a time, and the next once it is filled and its stop stands', async () => {
    const id = await begin(ICEBERG, { postOnly: true });
    await pass(1);
    for (const filled of [250, 500, 750]) {
      expect(world.live('entry')).toMatchObject([{ lots: 250, priceTicks: 990, terms: { postOnly: true } }]);
      await world.tick({ [COIN]: 99.1 });
      await world.trade(COIN, 98.9, 250, 'sell');
      await pass(3);
      expect(world.held()).toBe(filled);
      expect(world.live('stop')).toMatchObject([{ lots: filled }]);
      expect(status(id)).toMatchObject({ state: 'working', filledLots: filled, parts: filled / 250 + 1 });
    }
    await world.trade(COIN, 98.9, 250, 'sell');
    await pass(2);
    expect(status(id)).toMatchObject({ state: 'done', filledLots: 1_000, tickLots: 990_000n });
    expect(world.live('entry')).toEqual([]);
  });
});

describe('a worked order', () => {
  it.each([
    ['a stop order', TWAP, { kind: 'stop-market' as const, priceTicks: null, triggerTicks: 1_010 as Ticks }, 'TWAP'],
    ['an iceberg at market', ICEBERG, MARKET, 'iceberg'],
    ['a time in force', ICEBERG, { timeInForce: 'ioc' as const }, 'time in force'],
    ['more slices than contracts', { ...TWAP, slices: 2_000 }, MARKET, 'slices'],
    ['no stop', TWAP, { ...MARKET, stopTicks: null }, 'stop'],
    ['more than may be lost on the whole', { ...TWAP, slices: 8 }, { ...MARKET, lots: 30_000 }, 'loss at the stop'],
  ])('is refused as %s', (_, method, more, said) => {
    const { outcome } = start(method, more);
    expect(outcome.kind === 'refused' ? outcome.refusal.sentence : '').toContain(said);
    expect(entries()).toEqual([]);
  });

  it('is one per symbol', async () => {
    await begin(ICEBERG);
    expect(start(TWAP, MARKET).outcome.kind).toBe('refused');
  });

  it.each([
    ['a halt', () => world.core.setTradingState('HALTED', 'the test', 'trader')],
    ['REDUCING', () => world.core.setTradingState('REDUCING', 'the test', 'trader')],
    ['a flatten', () => void world.manual.positions.flatten('trader')],
    ['a cancel of all', () => void world.manual.cancelAll(null, 'trader')],
    ['a cancel of all on its symbol', () => void world.manual.cancelAll(COIN, 'trader')],
    ['a cancel of its part', () => void world.manual.cancel(world.live('entry')[0]?.id as never, 'trader')],
    ['closing its position', () => void world.manual.positions.close(COIN, 100, 'trader')],
    ['its own cancel', (id: string) => void world.manual.worked.cancel(id, 'trader')],
  ])('ends by %s, and its part is canceled', async (_, end) => {
    const id = await begin(ICEBERG);
    await world.tick({ [COIN]: 99.1 });
    await world.trade(COIN, 98.9, 100, 'sell');
    expect([world.held(), world.live('entry').length]).toEqual([100, 1]);
    end(id);
    await pass(3);
    expect(world.live('entry')).toEqual([]);
    expect(status(id)).toMatchObject({ state: 'stopped', filledLots: 100 });
    const sent = entries().length;
    if (world.core.tradingState.state !== 'ACTIVE') world.core.setTradingState('ACTIVE', 'the test', 'trader');
    await pass(30);
    expect(entries()).toHaveLength(sent);
  });

  it('has parts that a person cannot change', async () => {
    await begin(ICEBERG);
    const [part] = world.live('entry');
    if (part === undefined) throw new Error('no part');
    const outcome = await world.manual.amend(part.id, { priceTicks: 985 as Ticks }, 'trader');
    expect(outcome.kind === 'refused' && outcome.refusal.sentence).toContain('a part of an order');
  });

  it('gives up after parts that the venue refuses, and sends none of them twice', async () => {
    const submit = world.venue.submit.bind(world.venue);
    world.venue.submit = async (order) => {
      await submit(order);
      return { kind: 'rejected', code: 'X', reason: 'planted' };
    };
    const seen = world.venue.sent;
    const id = await begin(ICEBERG, { priceTicks: 950 as Ticks, stopTicks: 920 as Ticks });
    await pass(30);
    expect(status(id)).toMatchObject({ state: 'failed', filledLots: 0, parts: 3 });
    expect(new Set(seen.map(({ clientOrderId }) => clientOrderId)).size).toBe(3);
    expect(seen).toHaveLength(3);
  });
});

describe('a worked order after a restart', () => {
  const restart = async (): Promise<void> => {
    const { store, clock, journal } = world;
    journal.commit();
    world = manualWorld({ store, startAt: clock.now(), seed: clock.now() % 1_000_003 });
    await world.start();
    world.manual.worked.restore();
    await world.tick();
  };

  it('is shown and paused: nothing is sent until a person says so, then it goes on', async () => {
    const id = await begin(TWAP, MARKET);
    await restart();
    expect(status(id)).toMatchObject({ state: 'paused', reason: FOUND_UNFINISHED, filledLots: 250, parts: 1 });
    await pass(70);
    expect([world.held(), entries().length]).toEqual([250, 0]);
    expect(world.manual.worked.resume(id, 'trader').kind).toBe('done');
    await pass(5);
    expect(world.held()).toBe(500);
    await pass(240);
    expect(status(id)).toMatchObject({ state: 'done', filledLots: 1_000, parts: 4 });
    expect(world.live('stop')).toMatchObject([{ lots: 1_000 }]);
  });

  it('counts the part that rests, hears of its fills while paused, and makes the next only when resumed', async () => {
    const id = await begin(ICEBERG);
    await restart();
    expect(world.live('entry')).toHaveLength(1);
    await world.tick({ [COIN]: 99.1 });
    await world.trade(COIN, 98.9, 250, 'sell');
    await pass(5);
    expect([world.held(), world.live('entry').length, status(id).filledLots]).toEqual([250, 0, 250]);
    await restart();
    expect(status(id)).toMatchObject({ state: 'paused', filledLots: 250, tickLots: 247_500n });
    world.manual.worked.resume(id, 'trader');
    await pass(2);
    expect(world.live('entry')).toHaveLength(1);
  });

  it('can be canceled, and is not found again', async () => {
    const id = await begin(ICEBERG);
    await restart();
    expect(world.manual.worked.cancel(id, 'trader').kind).toBe('done');
    await pass(2);
    expect([status(id).state, world.live('entry').length]).toEqual(['stopped', 0]);
    await restart();
    expect(world.manual.worked.statuses()).toEqual([]);
  });

  it('is not resumed while trading is halted', async () => {
    const id = await begin(ICEBERG);
    await restart();
    // The halt ends it: a paused one as well.
    world.core.setTradingState('HALTED', 'the test', 'trader');
    await pass(2);
    expect(status(id).state).toBe('stopped');
    expect(world.manual.worked.resume(id, 'trader').kind).toBe('refused');
  });
});
