import { clientOrderId, type ClientOrderId } from '#shared/domain/ids.ts';
import { notional, type Lots, type Ticks } from '#shared/domain/instrument.ts';
import { absolute, applyRate, type Money } from '#shared/domain/money.ts';
import type { OrderKind, OrderSide, VenueOrder } from '#core/ports/venue.ts';
import { moneyAtLeast } from './exact-number.ts';
import type { VenueContract } from './venue-contract.ts';

/** Client ids we make; whatever else stands in that field belongs to somebody else and is passed on as it is. */
export const clientIdOf = (text: string | null): ClientOrderId | null => (text === null ? null : clientOrderId(text));

/** For events, where "none" is an empty id. */
export const eventClientId = (text: string | null): ClientOrderId => clientOrderId(text ?? '');

/** Kinds that wait for a trigger. */
export const waitsForTrigger = (kind: OrderKind): boolean => kind !== 'market' && kind !== 'limit';

/** Which way the price has to move to fire: a stop goes with the market's move against the position, a target against it. */
export function triggerDirection(side: OrderSide, kind: OrderKind): 'up' | 'down' {
  const target = kind === 'take-profit-market';
  return (side === 'buy') === target ? 'down' : 'up';
}

/** The kind of a triggered order by the way it fires. */
export function triggeredKind(side: OrderSide, direction: 'up' | 'down', limit: boolean): OrderKind {
  if (limit) return 'stop-limit';
  return triggerDirection(side, 'stop-market') === direction ? 'stop-market' : 'take-profit-market';
}

/** The price an order needs. @throws RangeError when the caller left it out: a mistake in our own code. */
export function needed(ticks: Ticks | null | undefined, what: string): Ticks {
  if (ticks === null || ticks === undefined) throw new RangeError(`The order has no ${what}`);
  return ticks;
}

/** The fee by the contract's base rates, for streams that tell of fills without their fee. The fill list has the true one. */
export function feeByRate(
  { instrument }: VenueContract,
  ticks: Ticks,
  lots: Lots,
  liquidity: 'maker' | 'taker',
): Money {
  const rate = liquidity === 'maker' ? instrument.makerFeePpm : instrument.takerFeePpm;
  return applyRate(absolute(notional(instrument, ticks, lots)), rate);
}

/** The fee a venue names; in another coin than the quote it is estimated by the contract's rates. */
export function feeIn(
  contract: VenueContract,
  fill: { readonly priceTicks: Ticks; readonly lots: Lots; readonly liquidity: 'maker' | 'taker' },
  amount: string,
  coin: string,
): Money {
  return coin === 'USDT' ? moneyAtLeast(amount) : feeByRate(contract, fill.priceTicks, fill.lots, fill.liquidity);
}

/** Opens or adds to a position. */
export const isEntry = (order: VenueOrder): boolean => !order.reduceOnly && order.closePosition !== true;
