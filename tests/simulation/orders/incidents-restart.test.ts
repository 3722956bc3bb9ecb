import { describe, expect, it } from 'vitest';
import { Incident, PRICE } from '#tests/support/orders/incident-world.ts';
import { foreignOrder } from '#tests/support/orders/planned-venue.ts';
import { BTC, ETH } from '#tests/support/orders/sample-contracts.ts';

const holding = async (): Promise<Incident> => {
  const incident = await Incident.started();
  await incident.enter();
  await incident.run(10_000);
  expect(incident.held()).toBe(10);
  return incident;
};

describe('a restart', () => {
  it('nautilus_trader #3046: does not book fills again that the venue tells again', async () => {
    const incident = await holding();
    await incident.restart();
    for (const fill of incident.venue.fills) incident.venue.tell(fill);
    await incident.run(60_000);
    expect(incident.count('order.fill')).toBe(1);
    expect(incident.held()).toBe(10);
  });

  it('nautilus_trader #3176: makes no order again, however often it happens', async () => {
    const incident = await holding();
    const sent = incident.venue.sent.length;
    for (let i = 0; i < 5; i++) await incident.restart();
    expect(incident.venue.sent).toHaveLength(sent);
    expect(incident.differences()).toEqual([]);
  });

  it('nautilus_trader #4736: does not flatten a real position', async () => {
    const incident = await holding();
    await incident.restart(3_600_000);
    await incident.run(60_000);
    expect(incident.submits('exit')).toEqual([]);
    expect([incident.held(), incident.theirs()]).toEqual([10, 10]);
    expect(incident.truth('stop').state).toBe('waiting');
  });

  it('nautilus_trader #5000: keeps working orders although the fills do not make up the position', async () => {
    const incident = await holding();
    incident.venue.move(BTC, 4);
    await incident.restart();
    await incident.run(60_000);
    expect(
      incident.world.journal.state
        .openOrders()
        .map(({ role }) => role)
        .sort(),
    ).toEqual(['stop', 'target']);
    expect(incident.truth('stop').state).toBe('waiting');
    expect(incident.differences().map(({ kind }) => kind)).toContain('position-mismatch');
  });

  it('QuantDinger #232: does not book the cumulative quantity of an order on top of its fills', async () => {
    const incident = await Incident.started();
    incident.resting = true;
    await incident.enter();
    incident.venue.fill(incident.truth('entry'), 4, PRICE);
    await incident.run(2_000);
    incident.venue.streaming = false;
    incident.venue.fill(incident.truth('entry'), 6, PRICE);
    incident.venue.streaming = true;
    await incident.restart();
    await incident.run(30_000);
    expect(incident.count('order.fill')).toBe(2);
    expect(incident.held()).toBe(10);
    expect(incident.latest('entry')?.state).toBe('FILLED');
  });

  it('BYTEX #30: a mismatch is not logged and then ignored', async () => {
    const incident = await holding();
    incident.venue.move(BTC, -3);
    await incident.restart();
    await incident.run(60_000);
    expect(incident.reconciler.status().phase).toBe('observing');
    expect(incident.reconciler.mayEnter(BTC).ok).toBe(false);
    expect(incident.told.length).toBeGreaterThan(0);
    expect(incident.differences()[0]?.sentence).toMatch(/7/);
    expect(incident.submits('exit')).toEqual([]);
  });

  it('nautilus_trader #3104: an old position from before all our records does not block the start', async () => {
    const incident = await Incident.started((venue) => {
      venue.move(ETH, 25);
    });
    await incident.run(20_000);
    const status = incident.reconciler.status();
    expect(['agreed', 'observing']).toContain(status.phase);
    expect(incident.differences().map(({ kind, symbol }) => [kind, symbol])).toEqual([['foreign-position', ETH]]);
    expect(incident.differences()[0]?.choices.length).toBeGreaterThan(0);
    expect(incident.venue.sent).toEqual([]);
  });

  it('in the middle of a send is settled by asking, not by sending', async () => {
    const incident = await Incident.started();
    incident.venue.streaming = false;
    incident.venue.planSubmit = (order) =>
      order.kind === 'market' ? { arrivesAfter: 0, answer: 'never' } : { arrivesAfter: 0, answer: 'as it is' };
    await incident.enter();
    incident.venue.streaming = true;
    await incident.restart();
    await incident.run(30_000);
    expect(incident.submits('entry')).toHaveLength(1);
    expect(incident.held()).toBe(10);
    expect(incident.truth('stop').state).toBe('waiting');
  });
});

describe('what is not ours', () => {
  it('3Commas, December 2022: a stranger’s order alarms, is shown, and is not touched', async () => {
    const incident = await holding();
    const sent = incident.venue.sent.length;
    incident.venue.place(foreignOrder(BTC, 'buy', 50), null);
    await incident.run(30_000);
    expect(incident.differences().map(({ kind }) => kind)).toContain('foreign-order');
    // The symbol may only be reduced (rule R13): no entry, while stop and target stay as they are.
    expect(incident.reconciler.mayEnter(BTC)).toMatchObject({ ok: false });
    expect(incident.told.map(({ kind }) => kind)).toContain('foreign');
    expect(incident.venue.sent).toHaveLength(sent);
  });

  it('3Commas, December 2022: a position on a contract that was never traded here is shown', async () => {
    const incident = await Incident.started();
    incident.venue.move(ETH, -400);
    await incident.run(60_000);
    expect(incident.differences().map(({ kind, symbol }) => [kind, symbol])).toEqual([['foreign-position', ETH]]);
    expect(incident.told.length).toBeGreaterThan(0);
    expect(incident.reconciler.mayEnter(ETH).ok).toBe(false);
    expect(incident.venue.sent).toEqual([]);
  });

  it('a position closed by hand is not reopened, and its end is shown', async () => {
    const incident = await holding();
    incident.venue.move(BTC, -10);
    await incident.run(60_000);
    expect(incident.submits('entry')).toHaveLength(1);
    expect(incident.differences().map(({ kind }) => kind)).toEqual(['position-gone']);
  });
});
