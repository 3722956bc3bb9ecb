import { describe, expect, it } from 'vitest';
import { clientOrderId } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { SubmitOutcome, VenueEvent, VenueOrder } from '#core/ports/venue.ts';
import { Exchange } from '#tests/support/orders/exchange.ts';
import { BAD_DAY, NO_FAULTS, type FaultLevels } from '#tests/support/orders/fault-levels.ts';
import { ModelVenue } from '#tests/support/orders/model-venue.ts';
import { BTC } from '#tests/support/orders/sample-contracts.ts';
import { Seeded } from '#tests/support/orders/seeded.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';

function connected(faults: Partial<FaultLevels> = {}, seed = 1) {
  const time = new VirtualTime();
  const exchange = new Exchange(time, { seed, levelLots: 500 });
  const venue = new ModelVenue(exchange, new Seeded(seed), { ...NO_FAULTS, ...faults });
  const events: VenueEvent[] = [];
  venue.onEvent((event) => events.push(event));
  return { time, exchange, venue, events };
}

let count = 0;
const order = (more: Partial<VenueOrder> = {}): VenueOrder => ({
  clientOrderId: clientOrderId(String(++count).padStart(32, '0')),
  symbol: BTC,
  side: 'buy',
  kind: 'market',
  lots: 5 as Lots,
  reduceOnly: false,
  priceTicks: null,
  triggerTicks: null,
  ...more,
});

async function outcomeOf(world: ReturnType<typeof connected>, sent: VenueOrder): Promise<SubmitOutcome | null> {
  let heard: SubmitOutcome | null = null;
  void world.venue.submit(sent).then((outcome) => {
    heard = outcome;
  });
  await world.time.advance(60_000);
  return heard;
}

describe('without faults', () => {
  it('tells an order’s life in order and shows it when asked', async () => {
    const world = connected();
    const entry = order();
    expect(await outcomeOf(world, entry)).toMatchObject({ kind: 'accepted' });
    const stop = order({ side: 'sell', kind: 'stop-market', reduceOnly: true, triggerTicks: 890_000 as Ticks });
    await outcomeOf(world, stop);
    world.exchange.act((engine) => {
      engine.setPrice(BTC, { last: 88_000 });
    });
    await world.time.advance(1_000);
    expect(world.events.map(({ kind, clientOrderId: id }) => [kind, id])).toEqual([
      ['fill', entry.clientOrderId],
      ['opened', stop.clientOrderId],
      ['triggered', stop.clientOrderId],
      ['fill', stop.clientOrderId],
    ]);
    const done = world.venue.ask.doneOrders((world.time.now() - 3_600_000) as never);
    const fills = world.venue.ask.fills((world.time.now() - 3_600_000) as never);
    await world.time.advance(1_000);
    expect(await done).toMatchObject({
      known: true,
      value: [{ state: 'filled' }, { state: 'filled', kind: 'stop-market' }],
    });
    expect(await fills).toMatchObject({ known: true, value: [{ lots: 5 }, { lots: 5 }] });
  });

  it('says cleanly that there is no such order', async () => {
    const world = connected();
    const asked = world.venue.ask.order({ ...order(), venueOrderId: null, triggered: false });
    await world.time.advance(1_000);
    expect(await asked).toMatchObject({ known: true, value: null });
  });
});

describe('each fault', () => {
  it('can lose a request, or its answer, or let it arrive late', async () => {
    const before = connected({ lostBefore: 1 });
    expect(await outcomeOf(before, order())).toMatchObject({ kind: 'unknown' });
    expect(before.exchange.engine.requests).toEqual([]);
    const after = connected({ lostAfter: 1 });
    expect(await outcomeOf(after, order())).toMatchObject({ kind: 'unknown' });
    expect(after.exchange.engine.requests).toHaveLength(1);
    const late = connected({ late: 1 });
    expect(await outcomeOf(late, order())).toMatchObject({ kind: 'unknown' });
    expect(late.exchange.engine.requests[0]?.at).toBeGreaterThanOrEqual(late.exchange.now - 60_000 + 1_000);
  });

  it('can drop, double, hold and strip events', async () => {
    const dropped = connected({ dropped: 1 });
    await outcomeOf(dropped, order());
    expect(dropped.events).toEqual([]);
    const doubled = connected({ doubled: 1, heldMs: 1_000 });
    await outcomeOf(doubled, order());
    expect(doubled.events.length).toBeGreaterThan(1);
    expect(new Set(doubled.events.map((event) => (event.kind === 'fill' ? event.tradeId : ''))).size).toBe(1);
    const nameless = connected({ nameless: 1 });
    await outcomeOf(nameless, order());
    expect(nameless.events[0]).toMatchObject({ kind: 'fill', clientOrderId: '' });
  });

  it('can fail a question, never answer it, or answer from a copy that lags', async () => {
    const failing = connected({ unanswered: 1 });
    const failed = failing.venue.ask.positions();
    await failing.time.advance(10_000);
    expect(await failed).toMatchObject({ known: false });
    const lagging = connected({ lagging: 1, lagMs: 2_000 }, 3);
    await outcomeOf(lagging, order());
    const seen: number[] = [];
    const sent = order({ side: 'sell', lots: 5 as Lots });
    void lagging.venue.submit(sent);
    for (let i = 0; i < 40; i++) {
      void lagging.venue.ask.positions().then((answer) => {
        seen.push(answer.known ? answer.value.length : -1);
      });
      await lagging.time.advance(100);
    }
    await lagging.time.advance(10_000);
    expect(seen.filter((open) => open === 1).length).toBeGreaterThan(3);
    expect(seen.at(-1)).toBe(0);
  });

  it('reaches nothing that has ended', async () => {
    const world = connected();
    let heard = false;
    void world.venue.submit(order()).then(() => {
      heard = true;
    });
    world.venue.cut();
    await world.time.advance(10_000);
    expect([heard, world.events]).toEqual([false, []]);
    expect(world.exchange.engine.requests).toHaveLength(1);
  });

  it('is the same for the same seed', async () => {
    const told = async (): Promise<string> => {
      const world = connected(BAD_DAY, 7);
      count = 0;
      for (let i = 0; i < 30; i++) await outcomeOf(world, order({ side: i % 2 === 0 ? 'buy' : 'sell' }));
      return JSON.stringify(world.events, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    };
    expect(await told()).toBe(await told());
  });
});
