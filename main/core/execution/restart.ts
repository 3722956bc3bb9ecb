import { isFinalOrderState, type OrderState } from '#shared/domain/order-state.ts';
import { ADOPTED_OWNER } from '../journal/projections/positions.ts';
import type { OrderRow } from '../journal/rows.ts';
import type { OrderDeskParts } from './desk-types.ts';
import type { OrderSender } from './order-sender.ts';
import type { TradeBook } from './trade-book.ts';
import type { Trade } from './trade.ts';

/** Sent, and the process ended before the answer was recorded. */
const isUnanswered = (state: OrderState): boolean =>
  state === 'SENDING' || state === 'CANCEL_SENDING' || state === 'AMEND_SENDING';

/**
 * What was on its way when the process ended is in doubt, unless the venue ended with the process.
 * @returns true when its attempt was never recorded: it is called not placed, and to be asked for once.
 */
export function settleAfterRestart(
  { journal, venue }: Pick<OrderDeskParts, 'journal' | 'venue'>,
  sender: OrderSender,
  row: OrderRow,
): boolean {
  if (row.state === 'INTENT') {
    return sender.move(row.id, 'order.not-placed', { reason: 'no attempt was recorded' });
  }
  if (isUnanswered(row.state)) sender.move(row.id, 'order.unknown', { reason: 'the process ended before the answer' });
  if (!venue.simulated) return false;
  const state = journal.state.order(row.id)?.state;
  const reason = 'the simulated venue ended with the process';
  if (state === 'UNKNOWN') sender.move(row.id, 'order.not-placed', { reason });
  // Its book is folded from the journal, where the change was never made.
  if (state === 'AMEND_UNKNOWN') sender.move(row.id, 'order.amend-refused', { code: 'PROCESS_ENDED', reason });
  return false;
}

/** True when no entry of the trade can fill any more. */
export const entriesEnded = ({ journal }: Pick<OrderDeskParts, 'journal'>, trade: Trade): boolean =>
  trade.entryIds.every((id) => {
    const entry = journal.state.order(id);
    return entry === null || isFinalOrderState(entry.state);
  });

/** Takes the trades off the running ones that hold nothing and whose entries have ended. */
export function finishOver(parts: Pick<OrderDeskParts, 'journal'>, book: TradeBook): void {
  for (const trade of [...book.all()]) {
    const held = parts.journal.state.position(trade.symbol)?.lots ?? 0;
    if (held === 0 && entriesEnded(parts, trade)) book.finish(trade);
  }
}

/**
 * True for an order that closes, of a trade that is over. An order that no known trade made is left over only where nothing
 * is held: it may be the exit of a position whose trade is not known. One that was found at the venue and taken over by a
 * person without a trade stays as that person left it.
 */
export function isLeftOver(book: TradeBook, { id, symbol, role, signalId }: OrderRow, heldLots: number): boolean {
  if (role === 'entry') return false;
  const found = book.ofOrder(id);
  if (found === null) return heldLots === 0 && signalId !== ADOPTED_OWNER;
  const running = book.running(symbol);
  return running !== found.trade && (running !== null || heldLots === 0);
}
