import type { ClientOrderId, ContractSymbol, SignalId } from '#shared/domain/ids.ts';
import { isFinalOrderState } from '#shared/domain/order-state.ts';
import { assertNever } from '#shared/kernel/assert-never.ts';
import type { OrderRow } from '../journal/rows.ts';
import type { ExitOutcome, OrderDeskParts } from './desk-types.ts';
import { marketOrder } from './order-records.ts';
import type { OrderSender, Sending } from './order-sender.ts';
import type { TradeBook } from './trade-book.ts';
import { PART_CLOSE, type Trade } from './trade.ts';

/** How long after a failed exit the next one is made, and how often that pause doubles. */
export const EXIT_RETRY_MS = 1_000;
const MOST_DOUBLINGS = 2;

/** Ended, and not by being filled. */
export const hasFailed = ({ state }: OrderRow): boolean => isFinalOrderState(state) && state !== 'FILLED';

/** Makes exits: reduce-only, at market, one at a time per symbol. */
export class Exits {
  readonly #parts: Pick<OrderDeskParts, 'journal' | 'ids' | 'instruments' | 'clock'>;
  readonly #sender: OrderSender;
  readonly #book: TradeBook;

  constructor(
    parts: Pick<OrderDeskParts, 'journal' | 'ids' | 'instruments' | 'clock'>,
    sender: OrderSender,
    book: TradeBook,
  ) {
    this.#parts = parts;
    this.#sender = sender;
    this.#book = book;
  }

  /** Closes what is held on the symbol: cancels the rest of its entries, then one reduce-only order at market. */
  async exit(symbol: ContractSymbol, reason: string): Promise<ExitOutcome> {
    const trade = this.#book.running(symbol);
    if (trade !== null) {
      trade.exitReason ??= reason;
      this.#cancelEntries(trade, reason);
    }
    const position = this.#parts.journal.state.position(symbol);
    if (position === null || position.lots === 0) return { kind: 'flat' };
    const running = this.running(symbol);
    if (running !== null) return { kind: 'running', orderId: running };
    const token = trade?.token ?? 0;
    const signalId = trade?.signalId ?? position.signalId ?? ('' as SignalId);
    return this.#send(trade, symbol, position.lots, { signalId, token, reason });
  }

  /**
   * An exit may be tried many times. An entry in doubt is canceled once, in case it is there; then the venue is asked for it,
   * and each further cancel would be news of it that keeps its absence from being proven.
   */
  #cancelEntries({ entryIds, canceledInDoubt }: Trade, reason: string): void {
    for (const id of entryIds) {
      const state = this.#parts.journal.state.order(id)?.state;
      if (state === 'CANCEL_UNKNOWN' || (state === 'UNKNOWN' && canceledInDoubt.has(id))) continue;
      if (state === 'UNKNOWN') canceledInDoubt.add(id);
      this.#sender.cancel(id, `closing: ${reason}`);
    }
  }

  /** Closes at most `lots` of what is held, reduce-only at market; the rest is kept, with its protection. */
  async part(symbol: ContractSymbol, lots: number): Promise<ExitOutcome> {
    const held = this.#parts.journal.state.position(symbol);
    if (held === null || held.lots === 0) return { kind: 'flat' };
    const running = this.running(symbol);
    if (running !== null) return { kind: 'running', orderId: running };
    const trade = this.#book.running(symbol);
    const signalId = trade?.signalId ?? held.signalId ?? ('' as SignalId);
    const part = Math.sign(held.lots) * Math.min(lots, Math.abs(held.lots));
    return this.#send(trade, symbol, part, { signalId, token: trade?.token ?? 0, reason: PART_CLOSE });
  }

  /** An exit that may still fill; also one that no trade of ours owns. */
  running(symbol: ContractSymbol): ClientOrderId | null {
    const { state } = this.#parts.journal;
    const own = this.#book.running(symbol)?.exitId ?? null;
    const row = own === null ? null : state.order(own);
    if (row !== null && !isFinalOrderState(row.state)) return row.id;
    return state.openOrders().find((open) => open.symbol === symbol && open.role === 'exit')?.id ?? null;
  }

  /**
   * Notes that an exit ended without closing. It is made again, as a new order, after a pause that doubles: what the venue
   * refuses may be impossible.
   */
  noteFailed(trade: Trade, row: OrderRow): void {
    trade.exitsFailed = row.filledLots > 0 ? 1 : trade.exitsFailed + 1;
    const pause = EXIT_RETRY_MS * 2 ** Math.min(trade.exitsFailed - 1, MOST_DOUBLINGS);
    trade.exitNotBefore = this.#parts.clock.now() + pause;
  }

  async #send(
    trade: Trade | null,
    symbol: ContractSymbol,
    held: number,
    about: Pick<Sending, 'signalId' | 'token' | 'reason'>,
  ): Promise<ExitOutcome> {
    const orderId = this.#parts.ids.order();
    if (trade !== null) this.#book.attach(trade, 'exit', orderId);
    const most = this.#parts.instruments.get(symbol)?.maxOrderLots ?? Math.abs(held);
    const order = marketOrder(orderId, symbol, held > 0 ? 'sell' : 'buy', Math.min(most, Math.abs(held)), true);
    const sending: Sending = { order, ...about, role: 'exit', mayLeave: () => true };
    const outcome = await this.#sender.send(sending, () => undefined);
    switch (outcome.kind) {
      case 'accepted':
        return { kind: 'sent', orderId };
      case 'rejected':
      case 'unknown':
        return { ...outcome, orderId };
      case 'withheld':
        // Not reduce-only or more than is held: the record says which, and a new one is made from the position as it is.
        return { kind: 'rejected', code: 'RISK_EXIT_TOO_LARGE', reason: 'nothing was sent', orderId };
      default:
        return assertNever(outcome, 'send outcome');
    }
  }
}
