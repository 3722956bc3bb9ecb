import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { ManualOutcome, ManualTicket } from '#core/execution/manual/ticket.ts';
import { COIN, manualWorld, MARKET, SYMBOLS, ticketOf, type ManualWorld } from '#tests/support/orders/manual-world.ts';

let world: ManualWorld;

beforeEach(async () => {
  world = manualWorld();
  await world.start();
});

const codeOf = (outcome: ManualOutcome): string => (outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind);

const idOf = (outcome: ManualOutcome): ClientOrderId => {
  const id = outcome.kind === 'refused' ? undefined : outcome.orderIds[0];
  if (id === undefined) throw new Error(`no order: ${codeOf(outcome)}`);
  return id;
};

/** Holds 1,000 contracts bought at market, with their stop and target at work. */
async function holding(symbol = COIN): Promise<void> {
  expect(codeOf(await world.place({ symbol, ...MARKET }))).toBe('done');
  await world.tick();
  expect(world.held(symbol)).toBe(1_000);
  expect(world.live('stop', symbol)).toHaveLength(1);
}

const halt = (): void => world.core.setTradingState('HALTED', 'the test', 'trader');

/** Nothing was ever sent that could open but what the person asked for. */
const openers = (): number => world.venue.sent.filter(({ reduceOnly }) => !reduceOnly).length;

describe('an entry by hand', () => {
  it('rests, fills in parts, and each part has its stop within the turn of its fill', async () => {
    const id = idOf(await world.place());
    await world.tick();
    expect(world.order(id)).toMatchObject({ state: 'OPEN', filledLots: 0, kind: 'limit', priceTicks: 990 });
    expect(world.core.desk.byHand.planOf(COIN)?.plan.stopTicks).toBe(950);
    await world.tick({ [COIN]: 99.1 });
    for (const [lots, covered] of [
      [300, 300],
      [200, 500],
    ] as const) {
      // The queue before it was taken first.
      world.venue.onTrade(COIN, 98.9, lots, 'sell', world.clock.now());
      // Within the turn of the fill the new stop has left.
      const sent = world.venue.sent.at(-2);
      expect(sent).toMatchObject({ kind: 'stop-market', lots: covered, reduceOnly: true, triggerTicks: 950 });
      await world.settle();
      expect(world.held()).toBe(covered);
      expect(world.live('stop').reduce((sum, row) => sum + row.lots, 0)).toBe(covered);
    }
    expect(world.order(id).state).toBe('PARTIAL');
    expect(codeOf(world.manual.cancel(id, 'trader'))).toBe('done');
    await world.settle();
    expect(world.order(id).state).toBe('CANCELED');
    expect(world.held()).toBe(500);
    expect(world.live('stop')).toHaveLength(1);
  });

  it('counts as risk while it rests, and frees it when it is canceled', async () => {
    const gross = () => world.manual.preview(ticketOf({ symbol: SYMBOLS[1] ?? COIN, lots: 1 }));
    const limits = { ...world.core.parts.config.limits, grossExposurePpm: 15_000n };
    world = manualWorld({ config: { limits } });
    await world.start();
    expect(gross().wouldPass).toBe(true);
    const id = idOf(await world.place({ lots: 1_500 }));
    const refused = gross().checks.filter(({ refusal }) => refusal !== null);
    expect(refused.map(({ refusal }) => refusal?.code)).toEqual(['RISK_GROSS_EXPOSURE']);
    world.manual.cancel(id, 'trader');
    await world.settle();
    expect(gross().wouldPass).toBe(true);
    expect(world.core.desk.byHand.planOf(COIN)).toBeNull();
  });

  it('that is post-only and would cross fills nothing', async () => {
    const id = idOf(await world.place({ priceTicks: 1_002 as Ticks, postOnly: true }));
    await world.tick();
    expect(['CANCELED', 'REJECTED', 'EXPIRED']).toContain(world.order(id).state);
    expect(world.held()).toBe(0);
    expect(world.core.desk.byHand.planOf(COIN)).toBeNull();
  });

  it('that waits for a trigger becomes a position with its stop', async () => {
    const id = idOf(
      await world.place({
        kind: 'stop-market',
        priceTicks: null,
        triggerTicks: 1_010 as Ticks,
        stopTicks: 980 as Ticks,
      }),
    );
    await world.tick();
    expect(world.held()).toBe(0);
    await world.tick({ [COIN]: 101.5 });
    await world.tick();
    expect(world.order(id).state).toBe('FILLED');
    expect(world.live('stop')).toMatchObject([{ lots: 1_000, triggerTicks: 980 }]);
  });

  it.each([
    ['without a stop', { stopTicks: null }, 'RISK_NO_STOP'],
    ['with its stop on the winning side', { stopTicks: 995 as Ticks }, 'RISK_NO_STOP'],
    [
      'whose limit reaches a market beyond its stop',
      { priceTicks: 1_030 as Ticks, stopTicks: 1_010 as Ticks },
      'RISK_NO_STOP',
    ],
    ['without a target', { targetTicks: null }, 'ORDER_INVALID'],
    ['at market with a price', { kind: 'market' as const }, 'ORDER_INVALID'],
    [
      'whose trigger is reached',
      { ...MARKET, kind: 'stop-market' as const, triggerTicks: 990 as Ticks },
      'ORDER_INVALID',
    ],
    ['at market and post-only', { ...MARKET, postOnly: true }, 'ORDER_INVALID'],
    ['far above the market', { priceTicks: 1_050 as Ticks }, 'ORDER_PRICE_FAR'],
    ['far below the market', { priceTicks: 890 as Ticks, stopTicks: 850 as Ticks }, 'ORDER_PRICE_FAR'],
    ['with too much leverage', { leverage: 4 }, 'ORDER_LEVERAGE'],
    ['too large', { lots: 6_000 }, 'RISK_ORDER_VALUE'],
    ['of a part of a contract', { lots: 0.5 }, 'RISK_OFF_LOT'],
  ])('%s is refused and nothing is sent', async (_, more, code) => {
    const outcome = await world.place(more);
    expect(codeOf(outcome)).toBe(code);
    expect(world.venue.sent).toHaveLength(0);
    expect(world.core.locks.leases()).toHaveLength(0);
    const records = [...world.store.scan(1)].filter(({ type }) => type.startsWith('manual.'));
    expect(records.map(({ type }) => type)).toEqual(['manual.requested', 'manual.decided']);
    expect(records[1]?.data).toMatchObject({ by: 'trader', outcome: 'refused', code });
  });

  it('is refused while liquidation would come before its stop', async () => {
    const limits = {
      ...world.core.parts.config.limits,
      leverage: 20,
      liquidationDistancePpm: 0n,
      liquidationAtrPpm: 0n,
    };
    world = manualWorld({ config: { limits } });
    await world.start();
    expect(codeOf(await world.place({ leverage: 20, stopTicks: 930 as Ticks }))).toBe('ORDER_LIQUIDATION_FIRST');
    expect(codeOf(await world.place({ leverage: 10, stopTicks: 930 as Ticks }))).toBe('done');
  });

  it('is refused twice in a row, against a held symbol, and on a locked one', async () => {
    await world.place();
    const against = { side: 'sell', stopTicks: 1_050, targetTicks: 900 } as Partial<ManualTicket>;
    expect(codeOf(await world.place(against))).toBe('CONFLICT_OPPOSITE_SIDE');
    const other = SYMBOLS[1] ?? COIN;
    const granted = world.core.locks.acquire([`symbol:${other}` as never], 'a signal', 1_000);
    expect(granted.ok).toBe(true);
    expect(codeOf(await world.place({ symbol: other }))).toBe('LOCK_HELD');
    const again = idOf(await world.place({ symbol: SYMBOLS[2] ?? COIN }));
    world.manual.cancel(again, 'trader');
    await world.settle();
    expect(codeOf(await world.place({ symbol: SYMBOLS[2] ?? COIN }))).toBe('RISK_DUPLICATE_ORDER');
  });

  it('sends exactly what its preview showed, and the preview writes nothing', async () => {
    const from = world.journal.head?.seq;
    const preview = world.manual.preview(ticketOf({ leverage: 2, postOnly: true }));
    expect(world.journal.head?.seq).toBe(from);
    expect(preview.wouldPass).toBe(true);
    expect(preview.checks.map(({ name }) => name)).toContain('gross exposure');
    await world.place({ leverage: 2, postOnly: true });
    const { clientOrderId: _id, ...sent } = world.venue.sent[0] ?? { clientOrderId: '' };
    expect(sent).toEqual(preview.order);
  });

  it('and its preview are judged alike, whatever the ticket', async () => {
    for (const more of [{}, { lots: 6_000 }, { stopTicks: null }, { leverage: 9 }, { priceTicks: 1_050 as Ticks }]) {
      const preview = world.manual.preview(ticketOf(more));
      const first = preview.checks.find(({ refusal }) => refusal !== null)?.refusal?.code ?? 'done';
      expect(codeOf(await world.place(more))).toBe(first);
      await world.manual.positions.flatten('trader');
      await world.settle();
    }
  });
});

describe('a change of a resting entry', () => {
  it('moves it, and more of it must pass the gate', async () => {
    const id = idOf(await world.place());
    await world.tick();
    expect(codeOf(await world.manual.amend(id, { priceTicks: 985 as Ticks }, 'trader'))).toBe('done');
    expect(world.order(id)).toMatchObject({ priceTicks: 985, state: 'OPEN' });
    expect(codeOf(await world.manual.amend(id, { lots: 6_000 as Lots }, 'trader'))).toBe('RISK_ORDER_VALUE');
    expect(codeOf(await world.manual.amend(id, { priceTicks: 940 as Ticks }, 'trader'))).toBe('RISK_NO_STOP');
    halt();
    expect(codeOf(await world.manual.amend(id, { lots: 2_000 as Lots }, 'trader'))).toBe('RISK_HALTED');
    expect(codeOf(await world.manual.amend(id, { lots: 500 as Lots }, 'trader'))).toBe('done');
    expect(world.order(id)).toMatchObject({ lots: 500, priceTicks: 985 });
  });

  it('in doubt keeps the larger size as risk and freezes the symbol', async () => {
    world = manualWorld({ config: { limits: { ...world.core.parts.config.limits, grossExposurePpm: 15_000n } } });
    await world.start();
    const id = idOf(await world.place({ lots: 700 }));
    await world.tick();
    const other = () => world.manual.preview(ticketOf({ symbol: SYMBOLS[1] ?? COIN, lots: 200 }));
    expect(other().wouldPass).toBe(true);
    world.venue.amendAnswer = { kind: 'unknown', reason: 'the test' };
    expect(codeOf(await world.manual.amend(id, { lots: 1_400 as Lots }, 'trader'))).toBe('in-doubt');
    expect(world.order(id)).toMatchObject({ state: 'AMEND_UNKNOWN', lots: 700, amendLots: 1_400 });
    expect(world.core.desk.frozenSymbols().has(COIN)).toBe(true);
    expect(other().checks.flatMap(({ refusal }) => refusal?.code ?? [])).toEqual(['RISK_GROSS_EXPOSURE']);
    expect(codeOf(world.manual.cancel(id, 'trader'))).toBe('done');
    await world.settle();
    expect(other().wouldPass).toBe(true);
  });
});

describe('a position', () => {
  it('is closed in parts, reduce-only, never above what is held, and the stop follows', async () => {
    await holding();
    expect(codeOf(await world.manual.positions.close(COIN, 25, 'trader'))).toBe('done');
    expect(codeOf(await world.manual.positions.close(COIN, 25, 'trader'))).toBe('POSITION_CLOSING');
    await world.tick();
    expect(world.held()).toBe(750);
    expect(world.live('stop')).toMatchObject([{ lots: 750 }]);
    expect(world.live('target')).toMatchObject([{ lots: 750 }]);
    expect(codeOf(await world.manual.positions.close(COIN, 100, 'trader'))).toBe('done');
    await world.tick();
    expect(world.held()).toBe(0);
    expect(world.journal.state.openOrders()).toHaveLength(0);
    const exits = world.venue.sent.filter(({ kind, reduceOnly }) => kind === 'market' && reduceOnly);
    expect(exits.map(({ lots }) => lots)).toEqual([250, 750]);
    expect(codeOf(await world.manual.positions.close(COIN, 100, 'trader'))).toBe('POSITION_NONE');
  });

  it('keeps running after a restart that follows a part close, at the stop it was moved to', async () => {
    await holding();
    expect(codeOf(await world.manual.positions.moveStop(COIN, 980 as Ticks, 'trader'))).toBe('done');
    await world.manual.positions.close(COIN, 50, 'trader');
    await world.tick();
    const { store, clock } = world;
    world = manualWorld({ store, startAt: clock.now(), seed: 2 });
    await world.start();
    await world.tick();
    expect(world.held()).toBe(500);
    expect(world.core.desk.byHand.planOf(COIN)?.plan.stopTicks).toBe(980);
    expect(world.live('stop')).toMatchObject([{ lots: 500, triggerTicks: 980 }]);
    await world.tick({ [COIN]: 97.5 });
    await world.tick();
    expect(world.held()).toBe(0);
  });

  it('keeps its old stop until the venue has the new one', async () => {
    await holding();
    const [old] = world.live('stop');
    const { submit } = world.venue;
    world.venue.submit = async () => ({ kind: 'rejected', code: 'X', reason: 'the test' });
    expect(codeOf(await world.manual.positions.moveStop(COIN, 980 as Ticks, 'trader'))).toBe('VENUE_REJECTED');
    await world.settle();
    expect(world.live('stop').map(({ id }) => id)).toEqual([old?.id]);
    expect(world.core.desk.byHand.planOf(COIN)?.plan.stopTicks).toBe(950);
    world.venue.submit = submit;
    expect(codeOf(await world.manual.positions.moveTarget(COIN, 1_200 as Ticks, 'trader'))).toBe('done');
    await world.settle();
    expect(world.live('target')).toMatchObject([{ triggerTicks: 1_200 }]);
    expect(world.held()).toBe(1_000);
  });

  it.each([
    ['beyond the market', 1_000],
    ['beyond the target', 1_150],
    ['nowhere', 0],
  ])('does not take a stop %s', async (_, ticks) => {
    await holding();
    expect(codeOf(await world.manual.positions.moveStop(COIN, ticks as Ticks, 'trader'))).toBe('ORDER_INVALID');
  });

  it('takes a farther stop only inside the limits and not while halted; a nearer one always', async () => {
    const limits = { ...world.core.parts.config.limits, maxRiskPerTradePpm: 1_000n };
    world = manualWorld({ config: { limits } });
    await world.start();
    await holding();
    expect(codeOf(await world.manual.positions.moveStop(COIN, 940 as Ticks, 'trader'))).toBe('done');
    expect(codeOf(await world.manual.positions.moveStop(COIN, 890 as Ticks, 'trader'))).toBe('RISK_STOP_LOSS');
    halt();
    expect(codeOf(await world.manual.positions.moveStop(COIN, 930 as Ticks, 'trader'))).toBe('RISK_HALTED');
    expect(codeOf(await world.manual.positions.moveStop(COIN, 970 as Ticks, 'trader'))).toBe('done');
  });

  it('keeps its stop when somebody wants to cancel it', async () => {
    await holding();
    const [stop] = world.live('stop');
    expect(codeOf(world.manual.cancel(stop?.id ?? ('' as ClientOrderId), 'trader'))).toBe('ORDER_PROTECTS');
    expect(codeOf(world.manual.cancel('nothing' as ClientOrderId, 'trader'))).toBe('ORDER_NOT_FOUND');
    expect(codeOf(world.manual.cancelAll(null, 'trader'))).toBe('done');
    await world.tick();
    expect(world.live('stop')).toHaveLength(1);
  });
});

describe('while trading is halted', () => {
  it('entries are refused; cancel, close and flatten work', async () => {
    await holding();
    const resting = idOf(await world.place({ symbol: SYMBOLS[1] ?? COIN }));
    halt();
    expect(codeOf(await world.place({ symbol: SYMBOLS[2] ?? COIN }))).toBe('RISK_HALTED');
    expect(codeOf(world.manual.cancel(resting, 'trader'))).toBe('done');
    expect(codeOf(await world.manual.positions.close(COIN, 50, 'trader'))).toBe('done');
    await world.tick();
    expect(world.held()).toBe(500);
    expect(codeOf(await world.manual.positions.flatten('trader'))).toBe('done');
    await world.tick();
    expect(world.held()).toBe(0);
    expect(world.journal.state.openOrders()).toHaveLength(0);
  });
});

describe('flatten', () => {
  it('leaves nothing of ten positions, their orders and an entry on its way, and never opens', async () => {
    for (const symbol of SYMBOLS) {
      if (symbol !== SYMBOLS[9]) await holding(symbol);
      // Two entries in a row wait for the rate of orders.
      await world.tick();
      await world.tick();
    }
    const resting = idOf(await world.place({ symbol: SYMBOLS[9] ?? COIN }));
    await world.tick();
    await world.tick({ [SYMBOLS[9] ?? COIN]: 99.1 });
    await world.trade(SYMBOLS[9] ?? COIN, 98.9, 400, 'sell');
    expect(world.order(resting).state).toBe('PARTIAL');
    expect(SYMBOLS.filter((symbol) => world.held(symbol) !== 0)).toHaveLength(10);
    const before = openers();
    halt();
    // Everything has left within the call.
    const done = world.manual.positions.flatten('trader');
    expect(world.venue.sent.slice(-10).every(({ kind, reduceOnly }) => kind === 'market' && reduceOnly)).toBe(true);
    expect(codeOf(await done)).toBe('done');
    await world.tick();
    await world.tick();
    expect(SYMBOLS.map((symbol) => world.held(symbol))).toEqual(SYMBOLS.map(() => 0));
    expect(world.journal.state.openOrders()).toHaveLength(0);
    expect(world.venue.openOrders).toBe(0);
    expect(openers()).toBe(before);
  });

  it('with nothing to do does nothing', async () => {
    expect(await world.manual.positions.flatten('trader')).toMatchObject({ kind: 'done', orderIds: [] });
    expect(world.venue.sent).toHaveLength(0);
  });
});
