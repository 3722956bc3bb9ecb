import type { OrderTicket } from '#shared/contract/order.ts';
import { clientOrderId, contractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Lots, Ticks } from '#shared/domain/instrument.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { ManualChange, ManualOutcome, ManualTicket } from '../../execution/manual/ticket.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { ticksOfText } from '../price-text.ts';
import { orderPreview, refusalView } from '../views/order-views.ts';

export function orderHandlers({ orders: board, core, dataFolder }: ApiParts): HandlersOf<'orders'> {
  const { journal } = core.parts;
  const { manual } = board;

  const writable = async (): Promise<void> => {
    if (journal.store.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
    const reason = journal.notWritable;
    if (reason !== null) throw contractError('NOT_AVAILABLE', { reason }, reason);
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
  const changeOf = (id: string, change: { price?: string | undefined; trigger?: string | undefined }) => {
    const row = journal.state.order(clientOrderId(id));
    if (row === null) throw contractError('NOT_FOUND', { what: `order ${id}` }, 'There is no such order here');
    const instrument = contractOf(row.symbol);
    return {
      ...(change.price === undefined ? {} : { priceTicks: ticksAt(instrument, 'price', change.price) }),
      ...(change.trigger === undefined ? {} : { triggerTicks: ticksAt(instrument, 'trigger', change.trigger) }),
    };
  };

  return {
    watch: (_, { signal }) => board.subscribe(signal),
    preview: async (ticket) => {
      await board.present;
      const instrument = contractOf(ticket.symbol);
      return orderPreview(manual.preview(ticketOf(ticket, instrument)), instrument);
    },
    place: async (ticket, { role }) => {
      await writable();
      return told(await manual.place(ticketOf(ticket, contractOf(ticket.symbol)), role));
    },
    amend: async ({ id, price, trigger, lots }, { role }) => {
      await writable();
      const change: ManualChange = {
        ...changeOf(id, { price, trigger }),
        ...(lots === undefined ? {} : { lots: lots as Lots }),
      };
      return told(await manual.amend(clientOrderId(id), change, role));
    },
    cancel: async ({ id }, { role }) => {
      await writable();
      changeOf(id, {});
      return told(manual.cancel(clientOrderId(id), role));
    },
    cancelAll: async ({ symbol }, { role }) => {
      await writable();
      return told(manual.cancelAll(symbol === null ? null : contractSymbol(symbol), role));
    },
    close: async ({ symbol, percent }, { role }) => {
      await writable();
      return told(await manual.positions.close(contractSymbol(symbol), percent, role));
    },
    moveStop: async ({ symbol, price }, { role }) => {
      await writable();
      const ticks = ticksAt(contractOf(symbol), 'stop', price);
      return told(await manual.positions.moveStop(contractSymbol(symbol), ticks, role));
    },
    moveTarget: async ({ symbol, price }, { role }) => {
      await writable();
      const ticks = ticksAt(contractOf(symbol), 'target', price);
      return told(await manual.positions.moveTarget(contractSymbol(symbol), ticks, role));
    },
    flatten: async (_, { role }) => {
      await writable();
      return told(await manual.positions.flatten(role));
    },
  };
}

function ticksAt(instrument: Instrument, name: string, text: string): Ticks {
  const ticks = ticksOfText(instrument, text);
  if (ticks !== null) return ticks;
  const reason = `The ${name} ${text} is no price of ${instrument.symbol}: not above 0 or not on its tick`;
  throw contractError('NOT_AVAILABLE', { reason }, reason);
}

/** The ticket in ticks. */
function ticketOf(ticket: OrderTicket, instrument: Instrument): ManualTicket {
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
    holdMs: holdHours === null ? null : holdHours * HOUR,
  };
}
