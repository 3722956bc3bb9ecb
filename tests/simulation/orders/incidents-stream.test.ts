import { describe, expect, it } from 'vitest';
import { Incident, PRICE } from '#tests/support/orders/incident-world.ts';
import { BTC } from '#tests/support/orders/sample-contracts.ts';

/** An entry that rests, its acceptance known. */
async function resting(): Promise<Incident> {
  const incident = await Incident.started();
  incident.resting = true;
  await incident.enter();
  expect(incident.latest('entry')?.state).toBe('OPEN');
  return incident;
}

describe('a silent stream', () => {
  it.each([
    ['ccxt #25092: watchOrders stops without an error', 6],
    ['ccxt #22334: watchMyTrades misses trades', 10],
    ['ccxt #16561: nothing after a reconnect', 3],
    ['bitfinex-api-node #138: no events, no error', 10],
  ])('%s: the fill is found by asking', async (_, lots) => {
    const incident = await resting();
    incident.venue.streaming = false;
    incident.venue.fill(incident.truth('entry'), lots, PRICE);
    await incident.run(60_000);
    expect(incident.held()).toBe(lots);
    expect(incident.count('order.fill')).toBe(1);
    expect(incident.truth('stop').state).toBe('waiting');
  });

  it('Bittrex #105: ping and pong and no data is not alive: no entry', async () => {
    const incident = await Incident.started();
    incident.venue.conditions.emit({ kind: 'stream', status: 'silent', reason: 'pong, but no data for 46 s' });
    await incident.run(1_000);
    expect(incident.reconciler.mayEnter(BTC)).toMatchObject({ ok: false, code: 'VENUE_STREAM_DOWN' });
    incident.venue.conditions.emit({ kind: 'stream', status: 'live', reason: 'data again' });
    await incident.run(20_000);
    expect(incident.reconciler.mayEnter(BTC)).toEqual({ ok: true });
  });

  it('passivbot_lighter #3: eight hours without orders have a reason that can be read', async () => {
    const incident = await Incident.started();
    incident.venue.streaming = false;
    incident.venue.conditions.emit({ kind: 'stream', status: 'down', reason: 'connection lost' });
    await incident.run(8 * 3_600_000);
    const permission = incident.reconciler.mayEnter(BTC);
    expect(permission.ok ? '' : permission.sentence).not.toBe('');
    expect(incident.told.length).toBeGreaterThan(0);
  });

  it('openalgo #1419: a quiet and healthy market causes no alarm, no record and no bar', async () => {
    const incident = await Incident.started();
    const written = await incident.recordsDuring(() => incident.run(3_600_000));
    expect(written.filter((type) => type !== 'reconcile.state')).toEqual([]);
    expect(incident.told).toEqual([]);
    expect(incident.reconciler.mayEnter(BTC)).toEqual({ ok: true });
  });
});

describe('events that come twice, late or not at all', () => {
  it('ccxt #18028: an event told five times counts once', async () => {
    const incident = await resting();
    const fill = incident.venue.fill(incident.truth('entry'), 10, PRICE);
    for (let i = 0; i < 4; i++) incident.venue.tell(fill, i % 2 === 0);
    await incident.run(5_000);
    expect(incident.count('order.fill')).toBe(1);
    expect(incident.held()).toBe(10);
  });

  it('ccxt #18854: the same trade again after forty minutes counts once', async () => {
    const incident = await resting();
    const fill = incident.venue.fill(incident.truth('entry'), 10, PRICE);
    await incident.run(40 * 60_000);
    const written = await incident.recordsDuring(async () => {
      incident.venue.tell(fill);
      await incident.run(1_000);
    });
    expect(written).toEqual([]);
    expect(incident.held()).toBe(10);
  });

  it('ccxt #22719: of fast partial fills only the last is told', async () => {
    const incident = await resting();
    incident.venue.streaming = false;
    for (const lots of [2, 3, 4]) incident.venue.fill(incident.truth('entry'), lots, PRICE);
    incident.venue.streaming = true;
    incident.venue.fill(incident.truth('entry'), 1, PRICE);
    await incident.run(60_000);
    expect(incident.held()).toBe(10);
    expect(incident.count('order.fill')).toBe(4);
  });

  it('nautilus_trader PR #3493: a fill inferred from an answer and the real one are one', async () => {
    const incident = await resting();
    incident.venue.streaming = false;
    const fill = incident.venue.fill(incident.truth('entry'), 10, PRICE);
    incident.venue.streaming = true;
    await incident.reconciler.check('asked between the fill and its event');
    incident.venue.tell(fill);
    await incident.run(60_000);
    expect(incident.count('order.fill')).toBe(1);
    expect(incident.held()).toBe(10);
    expect(incident.differences()).toEqual([]);
  });
});

describe('an outage', () => {
  it('hummingbot #8457: live orders are not lost because names are not resolved', async () => {
    const incident = await resting();
    incident.venue.streaming = false;
    incident.venue.failQuestion = () => 'EAI_AGAIN';
    incident.venue.conditions.emit({ kind: 'stream', status: 'down', reason: 'EAI_AGAIN' });
    await incident.run(300_000);
    expect(incident.latest('entry')?.state).toBe('OPEN');
    incident.venue.fill(incident.truth('entry'), 10, PRICE);
    incident.venue.failQuestion = () => null;
    incident.venue.streaming = true;
    incident.venue.conditions.emit({ kind: 'stream', status: 'live', reason: 'connected' });
    await incident.run(30_000);
    expect(incident.latest('entry')?.state).toBe('FILLED');
    expect(incident.truth('stop').state).toBe('waiting');
  });

  it('KuCoin maintenance: no entry while cancel-only and closed; stops that are gone are put back after', async () => {
    const incident = await resting();
    incident.venue.fill(incident.truth('entry'), 10, PRICE);
    await incident.run(20_000);
    for (const status of ['cancel-only', 'closed'] as const) {
      incident.venue.service = status;
      incident.venue.conditions.emit({ kind: 'service', status, reason: 'maintenance' });
      await incident.run(60_000);
      expect(incident.reconciler.mayEnter(BTC).ok).toBe(false);
    }
    const gone = incident.truth('stop');
    incident.venue.streaming = false;
    incident.venue.end(gone, 'canceled', 'maintenance');
    incident.venue.streaming = true;
    incident.venue.service = 'open';
    incident.venue.conditions.emit({ kind: 'service', status: 'open', reason: '' });
    await incident.run(40_000);
    expect(incident.held()).toBe(incident.theirs());
    const stopped = incident.held() === 0 || incident.truth('stop').state === 'waiting';
    expect(stopped).toBe(true);
    expect(incident.submits('exit').length).toBeLessThanOrEqual(1);
  });
});
