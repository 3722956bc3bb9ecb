import type { Instrument } from '#shared/domain/instrument.ts';
import type { SubmitOutcome, VenueOrder } from '../ports/venue.ts';

/** An order in the paper venue's book. */
export interface PaperOrder {
  readonly order: VenueOrder;
  filled: number;
  /** True once a stop or target fired; it then trades as a market order. */
  triggered: boolean;
  /** True for a limit order that has seen a price since it came: from then on it makes, it no longer takes. */
  rested: boolean;
  live: boolean;
  /** The venue's stamp at arrival; a step of matching takes only orders that came before it. */
  readonly born: number;
}

/** The orders of one contract, in order of arrival. */
export interface PaperBook {
  readonly instrument: Instrument;
  readonly orders: PaperOrder[];
}

/** One execution a matching rule asks for. */
export interface Take {
  readonly lots: number;
  readonly priceTicks: number;
  readonly liquidity: 'maker' | 'taker';
}

export const remainingLots = (entry: PaperOrder): number => entry.order.lots - entry.filled;

/** True for orders that take whatever price there is: market orders, and stops and targets that fired. */
export const tradesAtMarket = (entry: PaperOrder): boolean => entry.order.kind === 'market' || entry.triggered;

/** True for a stop or target that waits for its price. */
export const awaitsTrigger = (entry: PaperOrder): boolean =>
  !entry.triggered && (entry.order.kind === 'stop-market' || entry.order.kind === 'take-profit-market');

/** True when the trigger lies at or beyond `price`: below for a selling stop or buying target, above for the others. */
export function triggeredBy(entry: PaperOrder, priceTicks: number): boolean {
  const { kind, side, triggerTicks } = entry.order;
  if (triggerTicks === null) return false;
  const fallsInto = (kind === 'stop-market') === (side === 'sell');
  return fallsInto ? priceTicks <= triggerTicks : priceTicks >= triggerTicks;
}

type Refusal = Extract<SubmitOutcome, { kind: 'rejected' }>;
const refuse = (code: string, reason: string): Refusal => ({ kind: 'rejected', code, reason });

/** What a venue checks before it takes an order; null when there is nothing to object to. */
export function refusal(order: VenueOrder, instrument: Instrument, position: number): Refusal | null {
  return sizeRefusal(order, instrument) ?? priceRefusal(order) ?? reduceOnlyRefusal(order, position);
}

function sizeRefusal(order: VenueOrder, instrument: Instrument): Refusal | null {
  const { lots } = order;
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

const isPrice = (ticks: number | null): boolean => ticks !== null && Number.isSafeInteger(ticks) && ticks > 0;

function priceRefusal(order: VenueOrder): Refusal | null {
  switch (order.kind) {
    case 'market':
      return null;
    case 'limit':
      return isPrice(order.priceTicks)
        ? null
        : refuse('PRICE_INVALID', 'a limit order needs a positive price in ticks');
    case 'stop-market':
    case 'take-profit-market':
      return isPrice(order.triggerTicks)
        ? null
        : refuse('TRIGGER_INVALID', 'a stop or target needs a positive trigger price in ticks');
    case 'stop-limit':
    case 'trailing-stop':
      return refuse('KIND_UNSUPPORTED', `the paper venue takes no ${order.kind} orders`);
  }
}

function reduceOnlyRefusal(order: VenueOrder, position: number): Refusal | null {
  if (!order.reduceOnly || reducibleLots(order, position) > 0) return null;
  return refuse('REDUCE_ONLY_NO_POSITION', `there is no position for a reduce-only ${order.side} to reduce`);
}

/** How many contracts an order on this side can take off the position. */
export const reducibleLots = (order: VenueOrder, position: number): number =>
  order.side === 'sell' ? Math.max(0, position) : Math.max(0, -position);
