import type { Instrument } from '#shared/domain/instrument.ts';
import type { VenueOrder } from '../ports/venue.ts';
import { reducibleLots, refuse, type Refusal } from './paper-order.ts';

/** What a venue checks before it takes an order; null when there is nothing to object to. */
export function refusal(order: VenueOrder, instrument: Instrument, position: number): Refusal | null {
  return (
    termsRefusal(order) ??
    sizeRefusal(order, instrument) ??
    priceRefusal(order) ??
    leverageRefusal(order, instrument) ??
    reduceOnlyRefusal(order, position)
  );
}

function termsRefusal({ closePosition, reduceOnly, postOnly, timeInForce, kind }: VenueOrder): Refusal | null {
  if (closePosition === true && !reduceOnly) {
    return refuse('CLOSE_NOT_REDUCE_ONLY', 'an order that closes the position must be reduce-only');
  }
  const rests = timeInForce === undefined || timeInForce === 'gtc';
  if (postOnly === true && (!rests || (kind !== 'limit' && kind !== 'stop-limit'))) {
    return refuse('POST_ONLY_CANNOT_REST', 'post-only goes with limit orders that may rest');
  }
  return null;
}

function sizeRefusal({ lots, closePosition }: VenueOrder, instrument: Instrument): Refusal | null {
  if (closePosition === true) return null;
  if (!Number.isSafeInteger(lots) || lots <= 0 || lots % instrument.lotSize !== 0) {
    return refuse(
      'SIZE_OFF_LOT',
      `${String(lots)} is not a positive multiple of ${String(instrument.lotSize)} contracts`,
    );
  }
  if (lots > instrument.maxOrderLots) {
    return refuse(
      'SIZE_TOO_LARGE',
      `${String(lots)} contracts are more than the ${String(instrument.maxOrderLots)} allowed`,
    );
  }
  return null;
}

const isPrice = (ticks: number | null | undefined): boolean => Number.isSafeInteger(ticks) && Number(ticks) > 0;

const NO_PRICE = refuse('PRICE_INVALID', 'a limit order needs a positive price in ticks');
const NO_TRIGGER = refuse('TRIGGER_INVALID', 'a stop or target needs a positive trigger price in ticks');
const NO_TRAIL = refuse('TRAIL_INVALID', 'a trailing stop needs a positive distance in ticks');

function priceRefusal({ kind, priceTicks, triggerTicks, trailTicks }: VenueOrder): Refusal | null {
  switch (kind) {
    case 'market':
      return null;
    case 'limit':
      return isPrice(priceTicks) ? null : NO_PRICE;
    case 'stop-market':
    case 'take-profit-market':
      return isPrice(triggerTicks) ? null : NO_TRIGGER;
    case 'stop-limit':
      return isPrice(triggerTicks) ? (isPrice(priceTicks) ? null : NO_PRICE) : NO_TRIGGER;
    case 'trailing-stop':
      return isPrice(trailTicks) ? null : NO_TRAIL;
  }
}

function leverageRefusal({ leverage }: VenueOrder, { maxLeverage }: Instrument): Refusal | null {
  if (leverage === undefined || (leverage >= 1 && leverage <= maxLeverage)) return null;
  return refuse('LEVERAGE_NOT_ALLOWED', `leverage ${String(leverage)} is not between 1 and ${String(maxLeverage)}`);
}

function reduceOnlyRefusal(order: VenueOrder, position: number): Refusal | null {
  if (!order.reduceOnly || reducibleLots(order, position) > 0) return null;
  return refuse('REDUCE_ONLY_NO_POSITION', `there is no position for a reduce-only ${order.side} to reduce`);
}
