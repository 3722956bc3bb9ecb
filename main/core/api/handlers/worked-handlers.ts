import { contractSymbol } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { workedOrders } from '#shared/contract/worked-order.ts';
import type { ApiParts } from '../api-parts.ts';
import type { HandlersOf } from '../handler-types.ts';
import { orderRequests, ticketOf, ticksAt } from './order-requests.ts';

type WorkedCall = keyof typeof workedOrders;

/** The calls of the group about orders worked in parts, and about stops that trail. */
export function workedHandlers(parts: ApiParts): Pick<HandlersOf<'orders'>, WorkedCall> {
  const { orders: board } = parts;
  const { manual } = board;
  const { writable, contractOf, told } = orderRequests(parts);
  return {
    watchWorked: (_, { signal }) => board.subscribeWorked(signal),
    work: async ({ ticket, method }, { role }) => {
      await writable();
      const way =
        method.kind === 'twap'
          ? { kind: method.kind, durationMs: method.minutes * MINUTE, slices: method.slices }
          : method;
      const { id, outcome } = manual.worked.start(ticketOf(ticket, contractOf(ticket.symbol)), way, role);
      return { id, ...(await told(outcome)) };
    },
    resumeWorked: async ({ id }, { role }) => {
      await writable();
      return told(manual.worked.resume(id, role));
    },
    cancelWorked: async ({ id }, { role }) => {
      await writable();
      return told(manual.worked.cancel(id, role));
    },
    trailStop: async ({ symbol, distance }, { role }) => {
      await writable();
      const ticks = distance === null ? null : ticksAt(contractOf(symbol), 'distance', distance);
      return told(await manual.positions.trailStop(contractSymbol(symbol), ticks, role));
    },
  };
}
