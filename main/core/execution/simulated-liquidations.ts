import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Venue } from '../ports/venue.ts';
import type { OrderDesk } from './order-desk.ts';

/**
 * Books what a simulated venue closes unasked, such as a liquidation: there is no reconciler that would, and the desk
 * knows a fill without an order of ours only as foreign. Subscribe after the desk.
 * @param tell takes the sentence for a person.
 */
export function bookSimulatedLiquidations(
  venue: Pick<Venue, 'onEvent'>,
  desk: Pick<OrderDesk, 'adjust' | 'clearForeign'>,
  tell: (sentence: string) => void,
): Disposable {
  return venue.onEvent((event) => {
    if (event.kind !== 'fill' || event.cause === undefined) return;
    const { symbol, side, lots, priceTicks, fee, cause, tradeId } = event;
    const sentence = `${symbol}: the venue closed ${String(lots)} contracts by ${cause}.`;
    const id = `${cause}:${symbol}:${tradeId}`;
    desk.adjust({ id, symbol, side, lots, priceTicks, fee, cause, by: 'venue', sentence, plan: null });
    desk.clearForeign(symbol);
    tell(sentence);
  });
}
