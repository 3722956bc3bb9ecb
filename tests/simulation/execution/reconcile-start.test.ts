import { describe, expect, it } from 'vitest';
import { signalId } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import { fillOf, foreign, holding, reconciled, reportOf, type Reconciled } from '../../support/reconcile/world.ts';
import { BTC, entry, ETH } from './support.ts';

describe('the start (R9)', () => {
  it('lets nothing enter before the comparison and the pause after it', async () => {
    const { reconciler, desk, pass } = reconciled();
    expect(reconciler.mayEnter(BTC)).toMatchObject({ ok: false, code: 'NOT_RECONCILED' });
    const started = reconciler.start();
    expect(await desk.enter(entry())).toMatchObject({ kind: 'rejected', code: 'DESK_SUSPENDED' });
    await pass(1_000);
    expect((await started).phase).toBe('agreed');
    expect(reconciler.mayEnter(BTC)).toMatchObject({ ok: false, code: 'SETTLING' });
    expect(await desk.enter(entry())).toMatchObject({ kind: 'rejected', code: 'SETTLING' });
    await pass(10_000);
    expect(reconciler.mayEnter(BTC)).toEqual({ ok: true });
    expect(await desk.enter(entry())).toMatchObject({ kind: 'sent' });
  });

  it.each(['clockOffset', 'service', 'fills', 'openOrders', 'positions'] as const)(
    'fails while %s cannot be asked, and tries again',
    async (question) => {
      const world = reconciled();
      world.venue.failing.add(question);
      await world.begin();
      expect(world.reconciler.status()).toMatchObject({ phase: 'failed' });
      expect(world.reconciler.status().reason).toContain('ECONNRESET');
      expect(world.reconciler.mayEnter(BTC)).toMatchObject({ ok: false, code: 'NOT_RECONCILED' });
      world.venue.failing.clear();
      await world.pass(25_000);
      expect(world.reconciler.mayEnter(BTC)).toEqual({ ok: true });
    },
  );

  it('refuses a clock that differs by 1.5 seconds', async () => {
    const world = reconciled();
    world.venue.offset = -1_500;
    await world.begin();
    expect(world.reconciler.status().reason).toContain('-1500 ms');
    world.venue.offset = 1_499;
    await world.pass(12_000);
    expect(world.reconciler.status().phase).toBe('agreed');
  });

  it('begins in observe mode with every difference listed, and sends nothing', async () => {
    const world = reconciled();
    world.venue.open.push(foreign(), foreign({ venueOrderId: 'hand-2', kind: 'stop-market', reduceOnly: true }));
    world.venue.hold(-7);
    world.venue.hold(3, '50', ETH);
    await world.begin();
    expect(world.reconciler.status().phase).toBe('observing');
    expect([...world.kinds()].sort()).toEqual([
      'foreign-order open',
      'foreign-order open',
      'foreign-position open',
      'foreign-position open',
    ]);
    for (const { sentence, choices } of world.reconciler.status().differences) {
      expect(sentence).toMatch(/^(XBT|ETH)USDTM: .*\.$/);
      expect(choices[0]).toBe('ignore');
    }
    expect(world.venue.sent).toEqual([]);
    expect(world.venue.canceled).toEqual([]);
  });

  it('books what was filled while the process was away, and protects it', async () => {
    const before = await holding();
    const cut = before.journal.events.findIndex(({ type }) => type === 'order.fill');
    const world = reconciled({}, before.journal.events.slice(0, cut), before.ids);
    world.venue.hold(10);
    const [order] = before.venue.sent;
    if (order === undefined) throw new Error('nothing was sent');
    world.venue.fillList.push(fillOf(order, { clientOrderId: order.clientOrderId }));
    world.venue.done.push(reportOf(order, { state: 'filled', filledLots: 10 as Lots }));
    world.desk.restore(world.journal.events, () => null);
    await world.begin();
    expect(world.reconciler.status()).toMatchObject({ phase: 'agreed', fillsCompared: 1 });
    expect(world.venue.sent.map(({ kind, lots }) => [kind, lots])).toEqual([
      ['stop-market', 10],
      ['take-profit-market', 10],
    ]);
  });

  it('writes nothing the second time (R12), and the planted copy that does is noticed', async () => {
    const world = await holding();
    world.venue.open.push(foreign());
    await world.reconciler.check('first');
    const before = world.journal.events.length;
    await world.reconciler.check('second');
    await world.pass(60_000);
    expect(world.journal.types().slice(before)).toEqual([]);
    world.venue.open.push(foreign({ venueOrderId: 'hand-2' }));
    await world.reconciler.check('planted');
    expect(world.journal.types().slice(before)).toEqual(['reconcile.difference']);
  });

  it('books no fill twice that is listed again', async () => {
    const world = await holding();
    const fills = world.journal.types().filter((type) => type === 'order.fill').length;
    await world.reconciler.check('again');
    expect(world.journal.types().filter((type) => type === 'order.fill')).toHaveLength(fills);
    expect(world.journal.state.position(BTC)?.lots).toBe(10);
  });
});

describe('orders in doubt (R4, R5, R6)', () => {
  async function unknownEntry(): Promise<Reconciled> {
    const world = reconciled();
    await world.begin();
    world.venue.answer = () => Promise.resolve({ kind: 'unknown', reason: 'time-out' });
    await world.desk.enter(entry());
    return world;
  }

  it('are asked for at 1, 2, 4, 8, 15, 30 and 60 seconds, and are proven absent not before 30', async () => {
    const world = await unknownEntry();
    const id = world.sent(0).clientOrderId;
    await world.pass(29_000);
    expect(world.row(id)?.state).toBe('UNKNOWN');
    expect(world.kinds()).toEqual(['order-unproven working']);
    expect(world.reconciler.mayEnter(BTC)).toMatchObject({ code: 'SYMBOL_FROZEN' });
    expect(world.reconciler.mayEnter(ETH)).toEqual({ ok: true });
    await world.pass(8_000);
    expect(world.row(id)?.state).toBe('NOT_PLACED');
    expect(world.venue.sent).toHaveLength(1);
    expect(world.kinds()).toEqual([]);
    expect(world.reconciler.mayEnter(BTC)).toEqual({ ok: true });
  });

  it('stay frozen for ever when the venue cannot be asked: an error is no "not found"; a person is told once', async () => {
    const world = await unknownEntry();
    world.venue.failing.add('order');
    await world.pass(700_000, 1_000);
    expect(world.row(world.sent(0).clientOrderId)?.state).toBe('UNKNOWN');
    expect(world.alarms.filter(({ kind }) => kind === 'in-doubt')).toHaveLength(1);
    expect(world.reconciler.mayEnter(BTC)).toMatchObject({ code: 'SYMBOL_FROZEN' });
  });

  it.each(['openOrders', 'doneOrders', 'fills', 'positions'] as const)(
    'are not proven absent while %s are not answered',
    async (question) => {
      const world = await unknownEntry();
      world.venue.failing.add(question);
      await world.pass(120_000, 500);
      expect(world.row(world.sent(0).clientOrderId)?.state).toBe('UNKNOWN');
      world.venue.failing.clear();
      await world.pass(130_000, 500);
      expect(world.row(world.sent(0).clientOrderId)?.state).toBe('NOT_PLACED');
    },
  );

  it('are proven absent also when their trade is to be closed and another symbol waits for a person', async () => {
    const world = reconciled();
    await world.begin();
    world.venue.answer = (order) => Promise.resolve({ kind: 'accepted', venueOrderId: `v-${order.clientOrderId}` });
    await world.desk.enter(entry({ signalId: signalId('other'), symbol: ETH }));
    world.venue.fill(world.sent(0), 't1', 10, 1_000);
    world.venue.hold(10, '100', ETH);
    await world.pass(10_000);
    world.venue.answer = () => Promise.resolve({ kind: 'unknown', reason: 'time-out' });
    await world.desk.enter(entry());
    const id = world.sent(-1).clientOrderId;
    // What is not explained keeps its trade from being acted on, and the desk looks at all trades each second.
    world.venue.hold(17, '100', ETH);
    await world.pass(6_000);
    const checked = world.reconciler.check('asked');
    await world.pass(1_000);
    await checked;
    expect(world.kinds()).toContain('position-mismatch open');
    world.venue.cancelAnswer = () => Promise.resolve('not-found');
    expect(await world.desk.exit(BTC, 'by hand')).toEqual({ kind: 'flat' });
    await world.pass(90_000, 500);
    expect(world.row(id)?.state).toBe('NOT_PLACED');
    expect(world.venue.canceled.filter((one) => one === id)).toHaveLength(1);
  });

  it('are not proven absent while a position is held that no fill explains', async () => {
    const world = await unknownEntry();
    world.venue.hold(10);
    await world.pass(200_000, 500);
    expect(world.row(world.sent(0).clientOrderId)?.state).toBe('UNKNOWN');
    expect(world.journal.types()).not.toContain('position.adjusted');
  });

  it('are settled by what the venue shows, fills first', async () => {
    const world = await unknownEntry();
    const order = world.sent(0);
    world.venue.done.push(reportOf(order, { state: 'filled', filledLots: 10 as Lots }));
    await world.pass(3_000);
    expect(world.row(order.clientOrderId)?.state).toBe('UNKNOWN');
    world.venue.hold(10);
    world.venue.fillList.push(fillOf(order, { venueOrderId: 'v-x', clientOrderId: order.clientOrderId }));
    world.venue.answer = (one) => Promise.resolve({ kind: 'accepted', venueOrderId: `v-${one.clientOrderId}` });
    await world.pass(10_000);
    expect(world.row(order.clientOrderId)?.state).toBe('FILLED');
    expect(world.venue.sent.map(({ kind }) => kind)).toEqual(['market', 'stop-market', 'take-profit-market']);
  });

  it('found live become open', async () => {
    const world = await unknownEntry();
    world.venue.show(world.sent(0));
    await world.pass(3_000);
    expect(world.row(world.sent(0).clientOrderId)).toMatchObject({
      state: 'OPEN',
      venueOrderId: `v-${world.sent(0).clientOrderId}`,
    });
  });

  it('called not placed come back: adopted, canceled at once, alarm, REDUCING', async () => {
    const world = await unknownEntry();
    await world.pass(40_000);
    const order = world.sent(0);
    expect(world.row(order.clientOrderId)?.state).toBe('NOT_PLACED');
    world.venue.show(order);
    await world.pass(12_000);
    expect(world.venue.canceled).toContain(order.clientOrderId);
    expect(world.row(order.clientOrderId)).toMatchObject({ mark: 'ADOPTED', state: 'CANCELED' });
    expect(world.alarms.map(({ kind }) => kind)).toContain('order-returned');
    expect(world.reduced).toHaveLength(1);
    expect(world.venue.sent).toHaveLength(1);
  });

  it('of a cancel that was never answered are asked for, and canceled again while they live', async () => {
    const world = reconciled();
    await world.begin();
    await world.desk.enter(entry());
    world.venue.show(world.sent(0));
    await world.pass(100);
    world.venue.cancelAnswer = () => Promise.resolve('unknown');
    await world.desk.exit(BTC, 'by hand');
    await world.pass(5_000);
    expect(world.venue.canceled.length).toBeGreaterThan(1);
    world.venue.open = [];
    world.venue.done.push(reportOf(world.sent(0), { state: 'canceled' }));
    await world.pass(60_000);
    expect(world.row(world.sent(0).clientOrderId)?.state).toBe('CANCELED');
  });

  it('of a change end with the terms the venue shows', async () => {
    const world = await holding();
    const stop = world.sent(1);
    world.venue.amend = () => Promise.resolve({ kind: 'unknown', reason: 'time-out' });
    await world.desk.amend(stop.clientOrderId, { lots: 10 as Lots, triggerTicks: 960 as Ticks }, 'trail');
    expect(world.row(stop.clientOrderId)).toMatchObject({ state: 'AMEND_UNKNOWN', lots: 10, amendLots: 10 });
    expect(world.reconciler.mayEnter(BTC).ok).toBe(false);
    world.venue.open = world.venue.open.map((report) =>
      report.clientOrderId === stop.clientOrderId
        ? { ...report, triggerTicks: 960 as Ticks, lots: 10 as Lots }
        : report,
    );
    await world.pass(4_000);
    expect(world.row(stop.clientOrderId)).toMatchObject({ state: 'OPEN', lots: 10, triggerTicks: 960 });
    expect(world.row(stop.clientOrderId)?.amendLots).toBeUndefined();
    expect(world.kinds()).toEqual([]);
  });

  it('are asked for ten per round, a tenth of a second apart', async () => {
    const world = reconciled();
    for (let index = 0; index < 14; index++) {
      const id = String(index).padStart(32, 'd');
      const data = {
        signalId: 's',
        symbol: index % 2 === 0 ? BTC : ETH,
        role: 'entry',
        side: 'buy',
        kind: 'market',
        lots: 1,
        reduceOnly: false,
        priceTicks: null,
        triggerTicks: null,
        token: 1,
      } as const;
      world.journal.append({ type: 'order.intent', subject: id, data });
      world.journal.append({ type: 'order.sending', subject: id, data: { attempt: 1 } });
      world.journal.append({ type: 'order.unknown', subject: id, data: { reason: 'cut' } });
    }
    await world.begin();
    // All are due at once: the next round asks for ten of them only.
    world.venue.asked.length = 0;
    await world.pass(3_900);
    expect(world.venue.asked.filter((question) => question === 'order').length).toBeLessThanOrEqual(20);
  });
});
