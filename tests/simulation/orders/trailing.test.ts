import { beforeEach, describe, expect, it } from 'vitest';
import type { Ticks } from '#shared/domain/instrument.ts';
import { trailStep } from '#core/execution/trailing-stops.ts';
import { COIN, manualWorld, MARKET, type ManualWorld } from '#tests/support/orders/manual-world.ts';

let world: ManualWorld;

beforeEach(async () => {
  world = manualWorld();
  await world.start();
});

const stop = (): number | null => {
  const [live, ...more] = world.live('stop');
  if (more.length > 0) throw new Error('more than one stop');
  return live?.triggerTicks ?? null;
};

/** Lets the mark walk, a second and more for each step. */
async function walk(...ticks: readonly number[]): Promise<void> {
  for (const at of ticks) {
    await world.tick({ [COIN]: at / 10 });
    for (let n = 0; n < 3; n++) await world.tick();
  }
}

async function holding(trail: number | null = null): Promise<void> {
  await world.place({ ...MARKET, targetTicks: 2_000 as Ticks, trailTicks: trail as Ticks | null });
  await walk(1_000);
  expect(world.held()).toBe(1_000);
}

describe('a stop that trails', () => {
  it('follows the mark up by its distance, never down, and closes where it stands', async () => {
    await holding(40);
    // At 100.0 the trail asks for 96.0, 1.0 above the stop of the ticket.
    expect(stop()).toBe(960);
    await walk(1_020, 1_050);
    expect(stop()).toBe(1_010);
    await walk(1_030);
    expect([stop(), world.held()]).toEqual([1_010, 1_000]);
    await walk(1_009);
    expect(world.held()).toBe(0);
    expect(world.journal.state.openOrders()).toEqual([]);
  });

  it('follows down for a short', async () => {
    await world.place({
      ...MARKET,
      side: 'sell',
      stopTicks: 1_050 as Ticks,
      targetTicks: 500 as Ticks,
      trailTicks: 30 as Ticks,
    });
    await walk(1_000, 970, 990);
    expect(stop()).toBe(1_000);
  });

  it('begins for a position that is held, and ends, when a person says so', async () => {
    await holding();
    await walk(1_100);
    expect(stop()).toBe(950);
    expect((await world.manual.positions.trailStop(COIN, 50 as Ticks, 'trader')).kind).toBe('done');
    await walk(1_100);
    expect(stop()).toBe(1_050);
    await world.manual.positions.trailStop(COIN, null, 'trader');
    await walk(1_200);
    expect(stop()).toBe(1_050);
    expect((await world.manual.positions.trailStop(COIN, 0 as Ticks, 'trader')).kind).toBe('refused');
  });

  it('moves in steps, with pauses, so that the request limit is not spent', async () => {
    await holding(100);
    const sent = world.venue.sent.length;
    expect(trailStep(100)).toBe(5);
    // Forty ticks up in forty seconds: at most one move each five ticks.
    for (let at = 1_051; at <= 1_090; at++) await world.tick({ [COIN]: at / 10 });
    expect(world.venue.sent.length - sent).toBeLessThanOrEqual(8);
    expect(stop()).toBeGreaterThanOrEqual(985);
    const fast = world.venue.sent.length;
    for (let at = 1_100; at <= 1_190; at += 10) world.core.onMark(COIN, at / 10, world.clock.now());
    await world.settle();
    expect(world.venue.sent.length - fast).toBeLessThanOrEqual(1);
  });

  it('keeps the old stop while the new one is refused, and tries again after a pause', async () => {
    await holding(40);
    const submit = world.venue.submit.bind(world.venue);
    let refused = 0;
    world.venue.submit = (order) => {
      if (order.kind !== 'stop-market') return submit(order);
      refused += 1;
      return Promise.resolve({ kind: 'rejected', code: 'X', reason: 'planted' });
    };
    await walk(1_050, 1_060);
    expect([stop(), world.held(), refused]).toEqual([960, 1_000, 1]);
    world.venue.submit = submit;
    await walk(1_060, 1_060, 1_060);
    expect(stop()).toBe(1_020);
  });

  it('never leaves the position without a stop, and no two on its side beyond the moment of a move', async () => {
    await holding(20);
    for (let n = 0; n < 60; n++) {
      await world.tick({ [COIN]: (1_000 + n * 3) / 10 });
      expect(world.core.desk.isProtected(COIN)).toBe(true);
      expect(world.live('stop')).toHaveLength(1);
    }
  });

  it('grows with the position where it stands', async () => {
    await holding(40);
    await walk(1_020);
    await world.place({ ...MARKET, lots: 500, stopTicks: null, targetTicks: null });
    await walk(1_010);
    expect(world.live('stop')).toMatchObject([{ lots: 1_500, triggerTicks: 980 }]);
    await walk(1_060);
    expect(world.live('stop')).toMatchObject([{ lots: 1_500, triggerTicks: 1_020 }]);
  });

  it('goes on after a restart from where it stood', async () => {
    await holding(40);
    await walk(1_050);
    const { store, clock } = world;
    world = manualWorld({ store, startAt: clock.now(), seed: 2 });
    world.core.start();
    await walk(1_030);
    expect(stop()).toBe(1_010);
    await walk(1_100);
    expect(stop()).toBe(1_060);
  });
});

describe('a stop that trails at a venue that can trail itself', () => {
  beforeEach(() => {
    Object.assign(world.venue, { trails: true });
  });

  it('is handed to the venue with the first move, which then needs no further order', async () => {
    await holding(40);
    expect(world.live('stop')).toMatchObject([{ kind: 'trailing-stop', lots: 1_000, terms: { trailTicks: 40 } }]);
    const sent = world.venue.sent.length;
    await walk(1_010, 1_020);
    expect(world.venue.sent).toHaveLength(sent);
    expect(world.core.desk.byHand.planOf(COIN)?.plan.stopTicks).toBe(980);
    await walk(985, 979);
    expect([world.held(), world.journal.state.openOrders().length]).toEqual([0, 0]);
  });

  it('begins where it stood when the position grows, and is handed over again', async () => {
    await holding(40);
    await walk(1_020);
    await world.place({ ...MARKET, lots: 500, stopTicks: null, targetTicks: null });
    await walk(1_015);
    expect(world.live('stop')).toMatchObject([{ kind: 'stop-market', lots: 1_500, triggerTicks: 980 }]);
    await walk(1_040);
    expect(world.live('stop')).toMatchObject([{ kind: 'trailing-stop', lots: 1_500 }]);
  });

  it('is fixed where it stands when a person ends the trailing', async () => {
    await holding(40);
    await walk(1_020);
    await world.manual.positions.trailStop(COIN, null, 'trader');
    await walk(1_050);
    expect(world.live('stop')).toMatchObject([{ kind: 'stop-market', lots: 1_000, triggerTicks: 980 }]);
  });

  it('is moved from here where the venue refuses it', async () => {
    const submit = world.venue.submit.bind(world.venue);
    world.venue.submit = (order) =>
      order.kind === 'trailing-stop'
        ? Promise.resolve({ kind: 'rejected', code: 'KIND_UNSUPPORTED', reason: 'planted' })
        : submit(order);
    await holding(40);
    expect(stop()).toBe(950);
    await walk(1_010, 1_010, 1_010);
    expect(world.live('stop')).toMatchObject([{ kind: 'stop-market', triggerTicks: 970 }]);
  });
});
