import type { Instrument } from '#shared/domain/instrument.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { OrderKind, OrderReport, SubmitOutcome, VenueOrder } from '../ports/venue.ts';
import type { QueuePosition } from './paper-queue.ts';

/** An order in the paper venue's book. */
export interface PaperOrder {
  /** The order's terms now; an amendment replaces them. */
  order: VenueOrder;
  filled: number;
  /** True once a stop or target fired; it then trades as a market order, or as a limit order when it has a limit. */
  triggered: boolean;
  /** True for a limit order that has seen a price since it came: from then on it makes, it no longer takes. */
  rested: boolean;
  live: boolean;
  /** The venue's stamp at arrival; a step of matching takes only orders that came before it. */
  readonly born: number;
  readonly venueOrderId: string;
  /** When it reaches the venue; live prices before this do not touch it. */
  readonly arrivesAt: number;
  /** Best price a trailing stop has seen, in ticks; null before the first. */
  best: number | null;
  /** Place in the queue of its level; null for orders that do not rest. */
  queue: QueuePosition | null;
  /** When its state changed last, venue time. */
  changedAt: EpochMs;
}

/** An order as it comes into the book. */
export const newPaperOrder = (order: VenueOrder, born: number, at: EpochMs, latencyMs: number): PaperOrder => ({
  order,
  filled: 0,
  triggered: false,
  rested: false,
  live: true,
  born,
  venueOrderId: `paper-${order.clientOrderId}`,
  // Without latency the next price is enough: feed and clock need not agree to the millisecond.
  arrivesAt: latencyMs === 0 ? 0 : at + latencyMs,
  best: null,
  queue: null,
  changedAt: at,
});

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

/** What is left of the order's own size; one that closes the position has no size of its own. */
export const remainingLots = ({ order, filled }: PaperOrder): number =>
  order.closePosition === true ? Number.MAX_SAFE_INTEGER : order.lots - filled;

const WAITS: ReadonlySet<OrderKind> = new Set(['stop-market', 'stop-limit', 'take-profit-market', 'trailing-stop']);

/** True for kinds that wait for a price before they trade. */
export const waitsForTrigger = (kind: OrderKind): boolean => WAITS.has(kind);

/** True for orders that take whatever price there is: market orders, and stops and targets that fired. */
export const tradesAtMarket = ({ order, triggered }: PaperOrder): boolean =>
  order.kind === 'market' || (triggered && order.kind !== 'stop-limit');

/** True for orders with a limit that are in the market: limit orders, and stop-limit orders that fired. */
export const tradesAtLimit = ({ order, triggered }: PaperOrder): boolean =>
  order.kind === 'limit' || (triggered && order.kind === 'stop-limit');

/** True for a stop or target that waits for its price. */
export const awaitsTrigger = (entry: PaperOrder): boolean => !entry.triggered && WAITS.has(entry.order.kind);

/** True for orders that fire on a price against the position they protect. */
export const isStop = ({ order }: PaperOrder): boolean => WAITS.has(order.kind) && order.kind !== 'take-profit-market';

/** True when falling prices fire the order: selling stops and buying targets. */
export const firesFalling = (entry: PaperOrder): boolean => isStop(entry) === (entry.order.side === 'sell');

/** The price that fires the order, in ticks; null while a trailing stop has seen none. */
export function triggerTicksOf({ order, best }: PaperOrder): number | null {
  if (order.kind !== 'trailing-stop') return order.triggerTicks;
  if (best === null || order.trailTicks === undefined) return null;
  return order.side === 'sell' ? best - order.trailTicks : best + order.trailTicks;
}

/** True when the trigger lies at or beyond `price`: below for a selling stop or buying target, above for the others. */
export function triggeredBy(entry: PaperOrder, priceTicks: number): boolean {
  const trigger = triggerTicksOf(entry);
  if (trigger === null) return false;
  return firesFalling(entry) ? priceTicks <= trigger : priceTicks >= trigger;
}

/** Lets a trailing stop follow a price. */
export function trail(entry: PaperOrder, priceTicks: number): void {
  if (entry.order.kind !== 'trailing-stop' || entry.triggered) return;
  const follow = entry.order.side === 'sell' ? Math.max : Math.min;
  entry.best = entry.best === null ? priceTicks : follow(entry.best, priceTicks);
}

/** The order as the venue shows it. */
export function reportOf(entry: PaperOrder, state: OrderReport['state']): OrderReport {
  const { order, filled, venueOrderId, changedAt } = entry;
  const { clientOrderId, symbol, side, kind, lots, priceTicks, reduceOnly } = order;
  return {
    clientOrderId,
    venueOrderId,
    symbol,
    side,
    kind,
    lots,
    filledLots: filled as typeof lots,
    priceTicks,
    triggerTicks: triggerTicksOf(entry) as typeof priceTicks,
    reduceOnly,
    state,
    tsVenue: changedAt,
  };
}

/** How many contracts an order on this side can take off the position. */
export const reducibleLots = (order: VenueOrder, position: number): number =>
  order.side === 'sell' ? Math.max(0, position) : Math.max(0, -position);

/** A refusal with its code and a sentence. */
export type Refusal = Extract<SubmitOutcome, { kind: 'rejected' }>;
export const refuse = (code: string, reason: string): Refusal => ({ kind: 'rejected', code, reason });
