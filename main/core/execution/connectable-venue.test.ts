import { describe, expect, it } from 'vitest';
import { clientOrderId, contractSymbol } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import { ScriptedVenue } from '#tests/simulation/execution/support.ts';
import type { OrderRef, VenueCondition, VenueEvent, VenueOrder } from '../ports/venue.ts';
import { ConnectableVenue } from './connectable-venue.ts';

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
