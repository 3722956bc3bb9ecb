import { denial, type Denial } from '#shared/domain/denial.ts';
import { formatTicks, type Instrument } from '#shared/domain/instrument.ts';
import type { Appraisal, ManualTicket } from './ticket.ts';

/** What the checks of a ticket look at besides the ticket. Null is not known. */
export interface TicketFacts {
  readonly instrument: Instrument | null;
  readonly markTicks: number | null;
  readonly appraisal: Appraisal;
  /** Highest leverage the risk limits allow. */
  readonly maxLeverage: number;
}

/** One check of a ticket before the gate: a reason to refuse, or nothing. */
export interface TicketCheck {
  readonly name: string;
  readonly test: (ticket: ManualTicket, facts: TicketFacts) => Denial | null;
}

const invalid = (problem: string): Denial => denial('ORDER_INVALID', { problem });
const unknown = (input: string): Denial => denial('RISK_INPUT_UNKNOWN', { input });
const directionOf = ({ side }: ManualTicket): 1 | -1 => (side === 'buy' ? 1 : -1);

const isPrice = (ticks: number | null): boolean => ticks !== null && Number.isSafeInteger(ticks) && ticks > 0;

const takesPrice = ({ kind }: ManualTicket): boolean => kind === 'limit' || kind === 'stop-limit';
const takesTrigger = ({ kind }: ManualTicket): boolean => kind === 'stop-market' || kind === 'stop-limit';

function pricesProblem(ticket: ManualTicket): string | null {
  const { kind, priceTicks, triggerTicks } = ticket;
  if (takesPrice(ticket) && !isPrice(priceTicks)) return `a ${kind} order needs a price above 0`;
  if (!takesPrice(ticket) && priceTicks !== null) return `a ${kind} order has no limit price`;
  if (takesTrigger(ticket) && !isPrice(triggerTicks)) return `a ${kind} order needs a trigger price above 0`;
  return !takesTrigger(ticket) && triggerTicks !== null ? `a ${kind} order has no trigger price` : null;
}

function restProblem(ticket: ManualTicket): string | null {
  const { kind, timeInForce, postOnly } = ticket;
  if (!takesPrice(ticket) && timeInForce !== 'gtc') return `a ${kind} order knows no ${timeInForce.toUpperCase()}`;
  if (!postOnly) return null;
  if (!takesPrice(ticket)) return `a ${kind} order cannot be post-only`;
  return timeInForce === 'gtc' ? null : `post-only and ${timeInForce.toUpperCase()} exclude each other`;
}

const terms: TicketCheck['test'] = (ticket) => {
  const problem = pricesProblem(ticket) ?? restProblem(ticket);
  return problem === null ? null : invalid(problem);
};

/** A stop order that the mark price has reached already would be a market order in disguise. */
const trigger: TicketCheck['test'] = (ticket, { markTicks }) => {
  const { triggerTicks } = ticket;
  if (!takesTrigger(ticket) || triggerTicks === null) return null;
  if (markTicks === null) return unknown(`mark price of ${ticket.symbol}`);
  const waits = (triggerTicks - markTicks) * directionOf(ticket) > 0;
  return waits ? null : invalid('the mark price has reached the trigger already');
};

/** The stop must be on the losing side of every price at which the entry can fill, the mark among them. */
const bracket: TicketCheck['test'] = (ticket, { appraisal, markTicks }) => {
  const { stopTicks, targetTicks, symbol } = ticket;
  const { referenceTicks } = appraisal;
  const direction = directionOf(ticket);
  if (stopTicks === null) return denial('RISK_NO_STOP', { symbol });
  if (targetTicks === null) return invalid('the target is missing');
  if (referenceTicks === null) return unknown(`price of ${symbol}`);
  const reachable = ticket.kind === 'limit' && markTicks !== null && (referenceTicks - markTicks) * direction > 0;
  const worst = reachable ? markTicks : referenceTicks;
  if ((worst - stopTicks) * direction <= 0) return denial('RISK_NO_STOP', { symbol });
  return (targetTicks - referenceTicks) * direction > 0
    ? null
    : invalid('the target does not lie on the winning side of the price');
};

const hold: TicketCheck['test'] = ({ holdMs }) =>
  holdMs === null || (Number.isSafeInteger(holdMs) && holdMs > 0) ? null : invalid('the time to hold is not above 0');

const trail: TicketCheck['test'] = ({ trailTicks }) =>
  trailTicks === undefined || trailTicks === null || isPrice(trailTicks)
    ? null
    : invalid('the distance of a trailing stop is not above 0');

const leverage: TicketCheck['test'] = (_, { appraisal, instrument, maxLeverage }) => {
  if (instrument === null) return unknown('contract specification');
  const limit = Math.min(maxLeverage, instrument.maxLeverage);
  const good = Number.isSafeInteger(appraisal.leverage) && appraisal.leverage >= 1 && appraisal.leverage <= limit;
  return good ? null : denial('ORDER_LEVERAGE', { leverage: appraisal.leverage, limit });
};

/** Largest distance from the mark, in parts per million: on the side that pays more than the mark, and on the other. */
const COLLAR_PPM = { large: 20_000, others: 40_000, resting: 100_000 } as const;
const LARGE_COINS: ReadonlySet<string> = new Set(['BTC', 'ETH']);

const collar: TicketCheck['test'] = (ticket, { instrument, markTicks }) => {
  const { priceTicks, symbol } = ticket;
  if (!takesPrice(ticket) || priceTicks === null) return null;
  if (instrument === null || markTicks === null) return unknown(`mark price of ${symbol}`);
  // A stop-limit order fills near its trigger, whatever the mark is now.
  const base = ticket.kind === 'stop-limit' && ticket.triggerTicks !== null ? ticket.triggerTicks : markTicks;
  const paysMore = (priceTicks - base) * directionOf(ticket) > 0;
  const limit = paysMore
    ? LARGE_COINS.has(instrument.coin)
      ? COLLAR_PPM.large
      : COLLAR_PPM.others
    : COLLAR_PPM.resting;
  const ppm = (Math.abs(priceTicks - base) * 1e6) / base;
  if (ppm <= limit) return null;
  const distance = Math.ceil(ppm / 100) / 100;
  return denial('ORDER_PRICE_FAR', { distance, side: priceTicks > base ? 'above' : 'below', limit: limit / 10_000 });
};

/** The liquidation price must lie beyond the stop. */
export const liquidation: TicketCheck['test'] = (ticket, { instrument, appraisal }) => {
  const { liquidationTicks } = appraisal;
  const { stopTicks } = ticket;
  if (instrument === null || liquidationTicks === null || stopTicks === null) return null;
  if ((stopTicks - liquidationTicks) * directionOf(ticket) > 0) return null;
  const numbers = { liquidation: formatTicks(instrument, liquidationTicks), stop: formatTicks(instrument, stopTicks) };
  return denial('ORDER_LIQUIDATION_FIRST', numbers);
};

/** The checks of a ticket in order; those of the gate follow. */
export const TICKET_CHECKS: readonly TicketCheck[] = [
  { name: 'terms', test: terms },
  { name: 'bracket', test: bracket },
  { name: 'hold', test: hold },
  { name: 'trail', test: trail },
  { name: 'trigger', test: trigger },
  { name: 'leverage', test: leverage },
  { name: 'price collar', test: collar },
  { name: 'liquidation', test: liquidation },
];
