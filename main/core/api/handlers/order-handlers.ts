import { clientOrderId, contractSymbol } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import { expectedFill } from '../../execution/manual/expected-fill.ts';
import type { ManualChange } from '../../execution/manual/ticket.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { orderPreview } from '../views/order-views.ts';
import { orderRequests, ticketOf, ticksAt } from './order-requests.ts';
import { workedHandlers } from './worked-handlers.ts';

export function orderHandlers(parts: ApiParts): HandlersOf<'orders'> {
  const { orders: board, core } = parts;
  const { journal } = core.parts;
  const { manual } = board;

  const { writable, contractOf, told } = orderRequests(parts);
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
    ...workedHandlers(parts),
    watch: (_, { signal }) => board.subscribe(signal),
    preview: async (ticket) => {
      await board.present;
      const instrument = contractOf(ticket.symbol);
      const asked = ticketOf(ticket, instrument);
      const at = core.parts.clock.now();
      const times = { at, markAt: core.marks.get(instrument.symbol)?.at ?? null };
      const fill = expectedFill(board.books, asked, instrument, at);
      return orderPreview(manual.preview(asked), manual.outlook(asked), fill, instrument, times);
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
