import { beforeEach, describe, expect, it } from 'vitest';
import { RISK_DEFAULTS } from '#core/agents/risk/limits.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import type { ManualOutcome, ManualTicket } from '#core/execution/manual/ticket.ts';
import { COIN, manualWorld, MARKET, ticketOf, type ManualWorld } from '#tests/support/orders/manual-world.ts';

let world: ManualWorld;

beforeEach(async () => {
  world = manualWorld();
  await world.start();
});

const codeOf = (outcome: ManualOutcome): string => (outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind);

/** Without a plan of its own: it takes that of the position. */
const MORE: Partial<ManualTicket> = { ...MARKET, lots: 500, stopTicks: null, targetTicks: null };

const stops = (): readonly (readonly [number, number | null])[] =>
  world.live('stop').map(({ lots, triggerTicks }) => [lots, triggerTicks]);

async function holding(): Promise<void> {
  expect(codeOf(await world.place(MARKET))).toBe('done');
  await world.tick();
  expect(world.held()).toBe(1_000);
}

describe('a second entry by hand on the side of the position', () => {
  it('joins the trade, and the stop grows to the whole before the old one goes', async () => {
    await holding();
    const owner = world.journal.state.position(COIN)?.signalId;
    expect(codeOf(await world.place(MORE))).toBe('done');
    await world.tick();
    expect(world.held()).toBe(1_500);
    expect(stops()).toEqual([[1_500, 950]]);
    expect(world.live('target')).toMatchObject([{ lots: 1_500 }]);
    expect(world.journal.state.position(COIN)?.signalId).toBe(owner);
    // The new stop is accepted in the journal before the cancel of the old one is.
    const steps = world.store.records.filter(({ type }) => type === 'order.accepted' || type === 'order.cancel');
    const newStop = world.live('stop')[0]?.id;
    const accepted = steps.findIndex(({ type, subject }) => type === 'order.accepted' && subject === newStop);
    const canceled = steps.findIndex(({ type }) => type === 'order.cancel');
    expect(accepted).toBeGreaterThan(-1);
    expect(canceled).toBeGreaterThan(accepted);
  });

  it('is closed with the rest by the one stop, as one trade', async () => {
    const closed: number[] = [];
    world.core.desk.onPositionClosed.on(({ enteredLots }) => closed.push(enteredLots));
    await holding();
    await world.place(MORE);
    await world.tick();
    await world.tick({ [COIN]: 94.5 });
    await world.tick();
    expect(world.held()).toBe(0);
    expect(closed).toEqual([1_500]);
    expect(world.journal.state.openOrders()).toEqual([]);
  });

  it('may rest beside the position, is counted as risk, and goes when the position is closed', async () => {
    await holding();
    expect(codeOf(await world.place({ ...MORE, kind: 'limit', priceTicks: 980 as Ticks }))).toBe('done');
    await world.tick();
    expect(world.live('entry')).toHaveLength(1);
    expect(stops()).toEqual([[1_000, 950]]);
    await world.manual.positions.close(COIN, 100, 'trader');
    await world.tick();
    expect([world.held(), world.live('entry').length, world.live('stop').length]).toEqual([0, 0, 0]);
  });

  it('ends alone when it is canceled: the trade goes on', async () => {
    await holding();
    const outcome = await world.place({ ...MORE, kind: 'limit', priceTicks: 980 as Ticks });
    const [id] = outcome.kind === 'refused' ? [] : outcome.orderIds;
    if (id === undefined) throw new Error('no order');
    world.manual.cancel(id, 'trader');
    await world.tick();
    expect(stops()).toEqual([[1_000, 950]]);
    expect(world.core.desk.byHand.planOf(COIN)?.plan.stopTicks).toBe(950);
  });

  it('of a trade that rests still keeps that trade until the last of them has ended', async () => {
    const ends: string[] = [];
    world.core.desk.onEntryEnded.on(({ orderId }) => ends.push(orderId));
    await world.place({ lots: 300 });
    await world.place({ ...MORE, kind: 'limit', lots: 400, priceTicks: 985 as Ticks });
    await world.tick();
    const [first, second] = world.live('entry').map(({ id }) => id);
    if (first === undefined || second === undefined) throw new Error('two entries were expected');
    world.manual.cancel(first, 'trader');
    await world.settle();
    expect([ends.length, world.core.desk.byHand.planOf(COIN) === null]).toEqual([0, false]);
    world.manual.cancel(second, 'trader');
    await world.settle();
    expect([ends, world.core.desk.byHand.planOf(COIN)]).toEqual([[second], null]);
  });

  it.each([
    ['another stop', { stopTicks: 960 as Ticks }, 'ORDER_INVALID'],
    ['another target', { targetTicks: 1_200 as Ticks }, 'ORDER_INVALID'],
    ['another leverage', { leverage: 2 }, 'ORDER_INVALID'],
    ['a time of its own', { holdMs: 1_000 }, 'ORDER_INVALID'],
    [
      'the other side',
      { side: 'sell' as const, stopTicks: 1_050 as Ticks, targetTicks: 900 as Ticks },
      'CONFLICT_OPPOSITE_SIDE',
    ],
  ])('with %s is refused', async (_, more, code) => {
    await holding();
    expect(codeOf(await world.place({ ...MORE, ...more }))).toBe(code);
    expect(world.held()).toBe(1_000);
  });

  it.each([
    // Of 10,000 USDT times 3: 100 are held, 50 more are asked for.
    ['be worth too much', { positionValuePpm: 4_600n }, 'position value', 'RISK_POSITION_VALUE'],
    // 500 contracts lose 2.5 USDT to the stop, 1,500 lose 7.5.
    ['lose too much', { maxRiskPerTradePpm: 700n }, 'loss of the position', 'RISK_STOP_LOSS'],
  ])('is refused where the whole would %s', async (_, more, check, code) => {
    world = manualWorld({ config: { limits: { ...RISK_DEFAULTS, ...more } } });
    await world.start();
    await holding();
    const { checks } = world.manual.preview(ticketOf(MORE));
    expect(checks.filter(({ refusal }) => refusal !== null).map(({ name }) => name)).toEqual([check]);
    expect(codeOf(await world.place(MORE))).toBe(code);
  });

  it('is refused while the position is being closed', async () => {
    await holding();
    const exit = world.core.desk.exit(COIN, 'the test');
    expect(world.core.desk.byHand.joinable(COIN, 'buy')).toBeNull();
    await exit;
  });

  it('is found again after a restart with its trade, its stop and its sums', async () => {
    await holding();
    await world.place(MORE);
    await world.tick();
    await world.place({ ...MORE, kind: 'limit', lots: 200, priceTicks: 980 as Ticks });
    await world.tick();
    const { store, clock } = world;
    world = manualWorld({ store, startAt: clock.now(), seed: 2 });
    const closed: number[] = [];
    world.core.desk.onPositionClosed.on(({ enteredLots }) => closed.push(enteredLots));
    await world.start();
    expect(stops()).toEqual([[1_500, 950]]);
    expect(world.live('entry')).toHaveLength(1);
    expect(codeOf(await world.place({ ...MORE, lots: 100 }))).toBe('done');
    await world.tick();
    expect(stops()).toEqual([[1_600, 950]]);
    await world.tick({ [COIN]: 94.5 });
    await world.tick();
    expect([closed, world.journal.state.openOrders().length]).toEqual([[1_600 + 200], 0]);
  });
});
