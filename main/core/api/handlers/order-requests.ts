import type { OrderTicket } from '#shared/contract/order.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Ticks } from '#shared/domain/instrument.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { ManualOutcome, ManualTicket } from '../../execution/manual/ticket.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import { mustBeWritable } from '../must-be-writable.ts';
import { ticksOfText } from '../price-text.ts';
import { refusalView } from '../views/order-views.ts';

/** What every call that trades does before and after. */
export function orderRequests(parts: ApiParts) {
  const { orders: board, core } = parts;
  const { journal } = core.parts;

  const writable = async (): Promise<void> => {
    mustBeWritable(parts);
    await board.present;
  };
  const contractOf = (symbol: string): Instrument => {
    const instrument = board.instrument(contractSymbol(symbol));
    if (instrument !== undefined) return instrument;
    throw contractError('NOT_FOUND', { what: `contract ${symbol}` }, `No contract named ${symbol} is known`);
  };
  /** Waits until what was recorded is on disk: what is told to the caller is what a restart would find. */
  const told = async (outcome: ManualOutcome) => {
    await journal.whenDurable();
    if (outcome.kind === 'refused')
      throw contractError('REFUSED', refusalView(outcome.refusal), outcome.refusal.sentence);
    return { outcome: outcome.kind, sentence: outcome.sentence, orderIds: outcome.orderIds };
  };
  return { writable, contractOf, told };
}

/** A price in ticks, or a failure that says what is wrong with it. */
export function ticksAt(instrument: Instrument, name: string, text: string): Ticks {
  const ticks = ticksOfText(instrument, text);
  if (ticks !== null) return ticks;
  throw notAvailable(`The ${name} ${text} is no price of ${instrument.symbol}: not above 0 or not on its tick`);
}

/** The ticket in ticks. */
export function ticketOf(ticket: OrderTicket, instrument: Instrument): ManualTicket {
  const at = (name: string, text: string | null): Ticks | null =>
    text === null ? null : ticksAt(instrument, name, text);
  const { side, kind, lots, timeInForce, postOnly, leverage, holdHours } = ticket;
  return {
    symbol: instrument.symbol,
    side,
    kind,
    lots,
    priceTicks: at('price', ticket.price),
    triggerTicks: at('trigger', ticket.trigger),
    timeInForce,
    postOnly,
    leverage,
    stopTicks: at('stop', ticket.stop),
    targetTicks: at('target', ticket.target),
    trailTicks: at('trailing distance', ticket.trail),
    holdMs: holdHours === null ? null : holdHours * HOUR,
  };
}
