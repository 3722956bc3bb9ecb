import { describe, expect, it } from 'vitest';
import { clientOrderId, contractSymbol } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import { ScriptedVenue } from '#tests/simulation/execution/support.ts';
import type { OrderRef, VenueCondition, VenueEvent, VenueOrder } from '../ports/venue.ts';
import { ConnectableVenue, openExposure } from './connectable-venue.ts';

const symbol = contractSymbol('XBTUSDTM');
const id = clientOrderId('a'.repeat(32));
const order: VenueOrder = {
  clientOrderId: id,
  symbol,
  side: 'buy',
  kind: 'market',
  lots: 1 as Lots,
  reduceOnly: false,
  priceTicks: null,
  triggerTicks: null,
};
const ref: OrderRef = { clientOrderId: id, venueOrderId: null, symbol, triggered: false };

class Exchange extends ScriptedVenue {
  disposed = 0;
  dispose(): void {
    this.disposed += 1;
  }
}

describe('a venue that is not connected yet', () => {
  it('sends nothing, knows nothing, and says why', async () => {
    const venue = new ConnectableVenue('KuCoin', 'No account is released for live trading.');
    const why = 'No account is released for live trading.';
    expect(await venue.submit(order)).toEqual({ kind: 'rejected', code: 'NOT_CONNECTED', reason: why });
    expect(await venue.cancel(ref)).toBe('unknown');
    expect(await venue.amend(ref, {})).toEqual({ kind: 'unsupported' });
    for (const answer of [await venue.ask.openOrders(), await venue.ask.order(ref), await venue.ask.positions()]) {
      expect(answer).toEqual({ known: false, reason: why });
    }
    venue.explain('The logins are locked.');
    expect(await venue.ask.account()).toEqual({ known: false, reason: 'The logins are locked.' });
  });

  it('is the exchange from the moment it connects, for listeners from before too', async () => {
    const venue = new ConnectableVenue('KuCoin', 'not yet');
    const events: VenueEvent[] = [];
    const conditions: VenueCondition[] = [];
    venue.onEvent((event) => events.push(event));
    venue.onCondition((condition) => conditions.push(condition));
    const exchange = new Exchange();
    venue.connect(exchange);
    expect(venue.connected).toBe(true);
    expect(await venue.submit(order)).toMatchObject({ kind: 'accepted' });
    expect(exchange.sent).toEqual([order]);
    exchange.report(order, 'canceled');
    exchange.conditions.emit({ kind: 'stream', status: 'live', reason: '' });
    expect(events).toHaveLength(1);
    expect(conditions).toEqual([{ kind: 'stream', status: 'live', reason: '' }]);
  });

  it('lets go of the exchange once, and hears it no more', () => {
    const venue = new ConnectableVenue('KuCoin', 'not yet');
    const events: VenueEvent[] = [];
    const conditions: VenueCondition[] = [];
    venue.onEvent((event) => events.push(event));
    venue.onCondition((condition) => conditions.push(condition));
    const exchange = new Exchange();
    venue.connect(exchange);
    venue.disconnect('The account was disabled.');
    venue.disconnect('The account was disabled.');
    exchange.report(order, 'canceled');
    expect(exchange.disposed).toBe(1);
    expect(events).toEqual([]);
    expect(conditions).toEqual([{ kind: 'stream', status: 'down', reason: 'The account was disabled.' }]);
  });
});

describe('a venue to be let go of while something is open', () => {
  const OPEN = '1 position and 0 orders are open';
  const connected = () => {
    const venue = new ConnectableVenue('KuCoin', 'not yet');
    const exchange = new Exchange();
    let here: string | null = OPEN;
    venue.holdWhile(() => here);
    const conditions: VenueCondition[] = [];
    venue.onCondition((condition) => conditions.push(condition));
    venue.connect(exchange);
    return { venue, exchange, conditions, close: () => (here = null) };
  };

  it('stays for exits and questions, takes no entry, and goes when nothing is open', async () => {
    const { venue, exchange, conditions, close } = connected();
    expect(venue.disconnect('The account is disabled.')).toBe(false);
    expect(venue.connected).toBe(true);
    expect(exchange.disposed).toBe(0);
    const reason = `The account is disabled. It stays connected for exits: ${OPEN}.`;
    expect(await venue.submit(order)).toEqual({ kind: 'rejected', code: 'LEAVING', reason });
    expect(await venue.amend(ref, {})).toMatchObject({ kind: 'rejected', code: 'LEAVING' });
    expect(await venue.submit({ ...order, reduceOnly: true })).toMatchObject({ kind: 'accepted' });
    expect(exchange.sent).toHaveLength(1);
    close();
    expect(venue.disconnect('The account is disabled.')).toBe(true);
    expect(exchange.disposed).toBe(1);
    expect(conditions).toEqual([{ kind: 'stream', status: 'down', reason: 'The account is disabled.' }]);
  });

  it('takes entries again when it is to stay', async () => {
    const { venue } = connected();
    venue.disconnect('The account is disabled.');
    venue.stay();
    expect(await venue.submit(order)).toMatchObject({ kind: 'accepted' });
  });

  it('that is left all the same knows nothing and says so: the stream is down, which blocks entries', async () => {
    const { venue, conditions } = connected();
    const reason = 'Another host trades this login.';
    venue.leave(reason);
    expect(await venue.ask.positions()).toEqual({ known: false, reason });
    expect(await venue.submit(order)).toMatchObject({ kind: 'rejected', code: 'NOT_CONNECTED' });
    expect(await venue.cancel(ref)).toBe('unknown');
    expect(conditions).toEqual([{ kind: 'stream', status: 'down', reason }]);
  });
});

it('what is open is told in words', () => {
  const state = (lots: number, orders: number) =>
    ({ positions: () => [{ lots }], openOrders: () => Array.from({ length: orders }) }) as never;
  expect(openExposure(state(0, 0))).toBeNull();
  expect(openExposure(state(-3, 2))).toBe('1 position and 2 orders are open');
});
