import { contractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Ticks } from '#shared/domain/instrument.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import { iceberg } from '../executors/iceberg.ts';
import type { ChildOrder, Schedule } from '../executors/parent-order.ts';
import { twap } from '../executors/twap.ts';
import type { ManualTicket } from './ticket.ts';

/** How an order is worked in parts: equal parts over a time, or a limit order that shows a part of itself. */
export type WorkMethod =
  | { readonly kind: 'twap'; readonly durationMs: number; readonly slices: number }
  | { readonly kind: 'iceberg'; readonly visibleLots: number };

/** An order that is worked in parts, as a person asked for it. `ticket.lots` is all of it. */
export interface WorkedTerms {
  readonly id: string;
  readonly by: string;
  readonly ticket: ManualTicket;
  readonly method: WorkMethod;
  readonly startAt: number;
}

/** Pause of an iceberg after a part that the venue did not take, ms. */
const RETRY_MS = 2_000;

/** When what is not filled is given up; null: never. */
export const endOf = ({ method, startAt }: Pick<WorkedTerms, 'method' | 'startAt'>): number | null =>
  method.kind === 'twap' ? startAt + method.durationMs : null;

/** What is wrong with a ticket that is to be worked in parts; null when nothing is. */
export function workProblem(
  { kind, timeInForce, postOnly }: ManualTicket,
  { kind: method }: WorkMethod,
): string | null {
  if (timeInForce !== 'gtc') return 'parts have no time in force of their own';
  if (method === 'iceberg') return kind === 'limit' ? null : 'an iceberg is a limit order';
  if (kind !== 'market' && kind !== 'limit') return 'a TWAP is made of market or limit orders';
  return postOnly ? 'a TWAP cannot be post-only' : null;
}

/**
 * The schedule of the parts.
 * @throws RangeError naming what is wrong with the terms.
 */
export function scheduleOf(terms: WorkedTerms, instrument: Instrument): Schedule {
  const { id, ticket, method, startAt } = terms;
  const { lotSize, maxOrderLots } = instrument;
  const { symbol, side, lots, priceTicks } = ticket;
  const parent = {
    parentId: id,
    symbol,
    side,
    lots,
    reduceOnly: false,
    startAt,
    lotSize,
    largestChild: maxOrderLots - (maxOrderLots % lotSize),
  };
  if (method.kind === 'iceberg') {
    const { visibleLots } = method;
    const { postOnly } = ticket;
    return iceberg({
      ...parent,
      endAt: null,
      priceTicks: priceTicks ?? Number.NaN,
      visibleLots,
      postOnly,
      retryMs: RETRY_MS,
    });
  }
  return twap({ ...parent, endAt: startAt + method.durationMs, slices: method.slices, limitTicks: priceTicks });
}

/** The terms of a part. */
export type PartTerms = Pick<ChildOrder, 'lots' | 'priceTicks' | 'postOnly'>;

/** A part as a ticket of its own; one that adds to the trade of the earlier parts takes that trade's plan. */
export function ticketOfPart(
  ticket: ManualTicket,
  { lots, priceTicks, postOnly }: PartTerms,
  adds: boolean,
): ManualTicket {
  const kind = priceTicks === null ? 'market' : 'limit';
  const part: ManualTicket = { ...ticket, kind, lots, priceTicks: priceTicks as Ticks | null, postOnly };
  return adds ? { ...part, stopTicks: null, targetTicks: null, trailTicks: null, leverage: null, holdMs: null } : part;
}

type StartedData = EventDataByType['parent.started'];

/** The terms for the record. */
export function recordOf({ by, ticket, method, startAt }: WorkedTerms): StartedData {
  const { trailTicks = null, ...rest } = ticket;
  return { by, ticket: { ...rest, trailTicks }, method: { ...method }, startAt };
}

/** The terms from the record. */
export const termsFrom = (id: string, { by, ticket, method, startAt }: StartedData): WorkedTerms => ({
  id,
  by,
  method,
  startAt,
  ticket: {
    ...ticket,
    symbol: contractSymbol(ticket.symbol),
    priceTicks: ticket.priceTicks as Ticks | null,
    triggerTicks: null,
    stopTicks: ticket.stopTicks as Ticks | null,
    targetTicks: ticket.targetTicks as Ticks | null,
    trailTicks: ticket.trailTicks as Ticks | null,
  },
});
